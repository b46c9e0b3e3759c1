"""Step Decide: answer, ask back, or out of scope, by two calibrated logistic judges over a few features.

Asking back shows the smallest set of candidates that holds the one meant with the probability calibrated on the dev
questions (a conformal set), two at least and four at most.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import accumulate

import numpy as np

from knowledge.search.evidence import Evidence
from knowledge.search.learned import DecideConfig, Logistic
from knowledge.search.steps.rank import Ranking
from knowledge.search.types import Decision

_LEXICAL_SCALE = 20.0
_DENSE_OFFSET, _DENSE_SCALE, _DENSE_ABSENT = 0.8, 5.0, 0.5
"""Cosines are compressed: the useful ones lie between 0.6 and 1. Without the step: as for 0.9."""
FEWEST, MOST = 2, 4
"""Candidates shown when asking back."""


def features(evidence: Evidence, ranking: Ranking) -> dict[str, float]:
    """What both judges may weigh, each roughly between 0 and 1."""
    probabilities, place = ranking.probabilities, int(ranking.places[0])
    lexical, dense, dice = evidence.lexical, evidence.dense, evidence.dice
    others = np.delete(dice, place)
    dense_first = (float(dense.best[place]) - _DENSE_OFFSET) * _DENSE_SCALE if dense else _DENSE_ABSENT
    restored = float(not evidence.query.marked)
    second = float(probabilities[1]) if len(probabilities) > 1 else 0.0
    return {
        "first": float(probabilities[0]),
        "second": second,
        "margin": float(probabilities[0]) - second,
        "spread": float(-(probabilities * np.log(probabilities + 1e-9)).sum()) / 4,
        "lexical": math.tanh(float(lexical.best[place]) / _LEXICAL_SCALE) if lexical else 0.0,
        "coverage": float(lexical.coverage[place]) if lexical else 0.0,
        "covered": float(lexical.coverage.max()) if lexical else 0.0,
        "dense": dense_first,
        "nearest": (float(dense.best.max()) - _DENSE_OFFSET) * _DENSE_SCALE if dense else _DENSE_ABSENT,
        "dice": float(dice[place]),
        "dice_gap": float(dice[place] - others.max(initial=0.0)),
        "short": 1.0 / (1 + len(evidence.words)),
        "long": min(1.0, len(evidence.words) / 30),
        "restored": restored,
        "dense_restored": dense_first * restored,
    }


def probability(judge: Logistic, values: Mapping[str, float]) -> float:
    """The judge's probability for these features."""
    total = judge.bias + sum(weight * values[name] for name, weight in judge.weights.items())
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, total))))


class Decide:
    """Evidence and ranking → decision."""

    def __init__(self, config: DecideConfig) -> None:
        self._config = config

    def __call__(self, evidence: Evidence, ranking: Ranking) -> Decision:
        """Out of scope when nothing was found or the first judge doubts; answer when the second is sure."""
        if not ranking.places.size or not evidence.words:
            return Decision.OUT_OF_SCOPE
        if self.in_scope(evidence, ranking) < self._config.scope_threshold:
            return Decision.OUT_OF_SCOPE
        return Decision.ANSWER if self.clear(evidence, ranking) >= self._config.clear_threshold else Decision.ASK_BACK

    def in_scope(self, evidence: Evidence, ranking: Ranking) -> float:
        """P(the question is one for the one-stop desk): what the area under the curve is measured of."""
        if not ranking.places.size or not evidence.words:
            return 0.0
        return probability(self._config.in_scope, features(evidence, ranking))

    def clear(self, evidence: Evidence, ranking: Ranking) -> float:
        """P(the first candidate is the one meant, or one as good)."""
        if not ranking.places.size or not evidence.words:
            return 0.0
        return probability(self._config.clear, features(evidence, ranking))

    def shown(self, ranking: Ranking) -> int:
        """How many candidates to show when asking back."""
        enough = (
            i for i, mass in enumerate(accumulate(ranking.probabilities.tolist()), 1) if mass >= self._config.mass
        )
        return max(FEWEST, min(MOST, next(enough, MOST)))
