"""Two calibrated logistic judges over a few features of the evidence: is the question ours, and is it clear?"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from knowledge.search.evidence import Evidence
from knowledge.search.learned import DecideConfig, Logistic
from knowledge.search.types import Decision

_LEXICAL_SCALE = 20.0
_DENSE_OFFSET, _DENSE_SCALE, _DENSE_ABSENT = 0.8, 5.0, 0.5
"""Cosines are compressed: the useful ones lie between 0.6 and 1. Without the step: as for 0.9."""


def features(evidence: Evidence) -> dict[str, float]:
    """What both judges may weigh, each roughly between 0 and 1; the ranking must hold a candidate."""
    probabilities, place = evidence.ranking.probabilities, int(evidence.ranking.places[0])
    lexical, coverage = evidence.scores("lexical"), evidence.scores("lexical", "coverage")
    dense, overlap = evidence.scores("dense"), evidence.scores("overlap")
    dense_first = (float(dense[place]) - _DENSE_OFFSET) * _DENSE_SCALE if dense is not None else _DENSE_ABSENT
    nearest = (float(dense.max()) - _DENSE_OFFSET) * _DENSE_SCALE if dense is not None else _DENSE_ABSENT
    dice = float(overlap[place]) if overlap is not None else 0.0
    others = np.delete(overlap, place) if overlap is not None else np.zeros(0, np.float32)
    restored = float(not evidence.query.marked)
    second = float(probabilities[1]) if len(probabilities) > 1 else 0.0
    return {
        "first": float(probabilities[0]),
        "second": second,
        "margin": float(probabilities[0]) - second,
        "spread": float(-(probabilities * np.log(probabilities + 1e-9)).sum()) / 4,
        "lexical": math.tanh(float(lexical[place]) / _LEXICAL_SCALE) if lexical is not None else 0.0,
        "coverage": float(coverage[place]) if coverage is not None else 0.0,
        "covered": float(coverage.max()) if coverage is not None else 0.0,
        "dense": dense_first,
        "nearest": nearest,
        "dice": dice,
        "dice_gap": dice - float(others.max(initial=0.0)),
        "short": 1.0 / (1 + len(evidence.words)),
        "long": min(1.0, len(evidence.words) / 30),
        "restored": restored,
        "dense_restored": dense_first * restored,
    }


def probability(judge: Logistic, values: Mapping[str, float]) -> float:
    """The judge's probability for these features."""
    total = judge.bias + sum(weight * values[name] for name, weight in judge.weights.items())
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, total))))


class Judges:
    """Evidence with a ranking → probabilities, and the decision that follows from them."""

    def __init__(self, config: DecideConfig) -> None:
        self._config = config

    def decision(self, evidence: Evidence) -> Decision:
        """Out of scope when nothing was found or the first judge doubts; answer when the second is sure."""
        if evidence.exact:
            return Decision.ANSWER
        if not _judged(evidence) or self.in_scope(evidence) < self._config.scope_threshold:
            return Decision.OUT_OF_SCOPE
        return Decision.ANSWER if self.clear(evidence) >= self._config.clear_threshold else Decision.ASK_BACK

    def in_scope(self, evidence: Evidence) -> float:
        """P(the question is one for the one-stop desk): what the area under the curve is measured of."""
        return probability(self._config.in_scope, features(evidence)) if _judged(evidence) else 0.0

    def clear(self, evidence: Evidence) -> float:
        """P(the first candidate is the procedure meant, or another that serves as well)."""
        return probability(self._config.clear, features(evidence)) if _judged(evidence) else 0.0


def _judged(evidence: Evidence) -> bool:
    return bool(evidence.ranking.places.size and evidence.words)
