"""search.yml as a checked object: weights, thresholds, and which steps are on."""

from __future__ import annotations

import hashlib
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
    deny: bool = True
    focus: bool = True
    halves: bool = True
    lexical: bool = True
    dense: bool = True
    needs: bool = True
    exact: bool = True
    rank: bool = True
    conformal: bool = True


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


class HalvesConfig(Part):
    """When a message is two needs: P(ours) and P(first) that both halves must reach.

    Above `sure`, P(first) of the whole, nobody looks for a second need; from `apart`, P(one half's first | the other
    half), both halves say the same.
    """

    in_scope: float
    first: float
    sure: float
    apart: float


class SearchConfig(Part):
    """The whole of search.yml."""

    steps: Steps
    max_characters: int
    max_syllables: int
    lexical: LexicalConfig
    fuse: FuseConfig
    asking: tuple[str, ...]
    joining: tuple[str, ...]
    halves: HalvesConfig
    stop_phrases: tuple[str, ...]
    stopwords: tuple[str, ...]
    synonyms: dict[str, str]


@lru_cache(maxsize=1)
def config_digest() -> str:
    """Changes with search.yml."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()[:16]


@lru_cache(maxsize=4)
def load_config(path: Path = FILE) -> SearchConfig:
    """Read and check search.yml (or another file, for ablations).

    Raises:
        pydantic.ValidationError: a key is missing or unknown.
    """
    return SearchConfig.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
