"""Step Decide: answer, ask back, or out of scope, by two calibrated logistic judges over a few features."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.search.config import DecideConfig, Logistic
from knowledge.search.types import Decision

Floats = NDArray[np.float32]
_LEXICAL_SCALE = 20.0
_DENSE_OFFSET, _DENSE_SCALE, _DENSE_ABSENT = 0.86, 10.0, 0.5
"""e5 cosines are compressed: nearly all lie between 0.80 and 0.95. Without the step: as for 0.91."""


@dataclass(frozen=True)
class Evidence:
    """What the steps before found; None where a step is switched off.

    `words` are the question's content words, `dice` how nearly each procedure's best text says the same (see Overlap).
    """

    words: tuple[str, ...]
    fused: Floats
    lexical: Floats | None
    dense: Floats | None
    dice: Floats


def features(evidence: Evidence) -> dict[str, float]:
    """What both judges may weigh, each roughly between 0 and 1."""
    fused, lexical, dense, dice = evidence.fused, evidence.lexical, evidence.dense, evidence.dice
    first = int(np.argmax(fused))
    others = np.delete(np.arange(len(fused)), first)
    return {
        "margin": float(fused[first] - fused[others].max(initial=0.0)),
        "lexical": math.tanh(float(lexical[first]) / _LEXICAL_SCALE) if lexical is not None else 0.0,
        "dense": (float(dense[first]) - _DENSE_OFFSET) * _DENSE_SCALE if dense is not None else _DENSE_ABSENT,
        "dice": float(dice[first]),
        "dice_gap": float(dice[first] - dice[others].max(initial=0.0)),
        "short": 1.0 / (1 + len(evidence.words)),
    }


def probability(judge: Logistic, values: dict[str, float]) -> float:
    """The judge's probability for these features."""
    total = judge.bias + sum(weight * values[name] for name, weight in judge.weights.items())
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, total))))


class Decide:
    """Evidence → decision."""

    def __init__(self, config: DecideConfig) -> None:
        self._config = config

    def __call__(self, evidence: Evidence) -> Decision:
        """Out of scope when nothing was found or the first judge doubts; answer when the second is sure."""
        if not evidence.fused.size or float(evidence.fused.max()) <= 0 or not evidence.words:
            return Decision.OUT_OF_SCOPE
        values = features(evidence)
        if probability(self._config.in_scope, values) < self._config.scope_threshold:
            return Decision.OUT_OF_SCOPE
        if probability(self._config.clear, values) >= self._config.clear_threshold:
            return Decision.ANSWER
        return Decision.ASK_BACK
