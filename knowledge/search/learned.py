"""learned.yml: what training found – the ranker's weights, the judges, their thresholds."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from knowledge.files import read_own_yaml

LEARNED = Path(__file__).with_name("learned.yml")


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RankConfig(Section):
    """A weight for each feature of Rank; a feature that is not listed counts for nothing."""

    weights: dict[str, float]


class Logistic(Section):
    """A logistic regression: bias and a weight per feature (see judges.features)."""

    bias: float
    weights: dict[str, float]


class Outside(Section):
    """Tells by the meaning of a question whether it is ours: a logistic regression over its vector."""

    bias: float = 0.0
    weights: tuple[float, ...] = ()


class DecideConfig(Section):
    """Two calibrated judges and their thresholds, and the probability that asking back must hold (see Decide)."""

    outside: Outside = Outside()
    in_scope: Logistic
    clear: Logistic
    scope_threshold: float
    clear_threshold: float
    mass: float


class Learned(Section):
    """The whole of learned.yml."""

    rank: RankConfig
    decide: DecideConfig


@lru_cache(maxsize=4)
def load_learned(path: Path = LEARNED) -> Learned:
    """Read and check learned.yml (or another file).

    Raises:
        pydantic.ValidationError: a key is missing or unknown.
    """
    return Learned.model_validate(read_own_yaml(path))
