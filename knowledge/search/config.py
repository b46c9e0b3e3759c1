"""search.yml as a checked object: weights, thresholds, and which steps are on."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).with_name("search.yml")


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Steps(Part):
    """Which steps run. Without lexical and dense nothing is found."""

    correct: bool = True
    restore: bool = True
    lexical: bool = True
    dense: bool = True
    needs: bool = True
    exact: bool = True
    prior: bool = True


class LexicalConfig(Part):
    """Weights of the lexical fields, and BM25's own k1 and b."""

    k1: float
    b: float
    best_text: float
    whole: float
    extra: float
    accented: float
    alias: float
    about: float
    pair_coverage: float


class FuseConfig(Part):
    """Weights of lexical and dense after min-max; `dense_floor` is the cosine that counts as nothing."""

    lexical: float
    dense: float
    toneless_dense: float
    dense_floor: float
    coverage: float


class PriorConfig(Part):
    """How likely a procedure is meant before anything is said, against the usual authored ones (1.0)."""

    rare: float
    imported: float


class Logistic(Part):
    """A logistic regression: bias and a weight per feature (see decide.features)."""

    bias: float
    weights: dict[str, float]


class DecideConfig(Part):
    """Two calibrated judges and their thresholds, and how far behind the first a candidate may be shown."""

    in_scope: Logistic
    clear: Logistic
    scope_threshold: float
    clear_threshold: float
    candidate_gap: float


class SearchConfig(Part):
    """The whole of search.yml."""

    steps: Steps
    max_characters: int
    max_syllables: int
    lexical: LexicalConfig
    fuse: FuseConfig
    prior: PriorConfig
    decide: DecideConfig
    stop_phrases: tuple[str, ...]
    stopwords: tuple[str, ...]
    synonyms: dict[str, str]


@lru_cache(maxsize=4)
def load_config(path: Path = FILE) -> SearchConfig:
    """Read and check search.yml (or another file, for ablations).

    Raises:
        pydantic.ValidationError: a key is missing or unknown.
    """
    return SearchConfig.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
