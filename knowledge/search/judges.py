"""Two calibrated logistic judges over a few features of the evidence: is the question ours, and is it clear?"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from knowledge.search.config import DecideLimits
from knowledge.search.evidence import Evidence
from knowledge.search.learned import DecideConfig, Logistic, Outside
from knowledge.search.types import Decision

_LEXICAL_SCALE = 20.0
_DENSE_OFFSET, _DENSE_SCALE, _DENSE_ABSENT = 0.8, 5.0, 0.5
"""Cosines are compressed: the useful ones lie between 0.6 and 1. Without the step: as for 0.9."""


_MEANING_SCALE, _MEANING_ABSENT = 4.0, 0.5
"""A logit of four is sure; a question that was not embedded says what some procedure's text says."""
_MOST_HELD = 5.0
TOGETHER = 4
"""Candidates whose mass counts together: siblings share it, and all of them fit."""


def features(evidence: Evidence, outside: Outside) -> dict[str, float]:
    """What both judges may weigh, each roughly between 0 and 1; the ranking must hold a candidate."""
    probabilities, place = evidence.ranking.probabilities, int(evidence.ranking.places[0])
    lexical, coverage = evidence.scores("lexical"), evidence.scores("lexical", "coverage")
    dense, overlap = evidence.scores("dense"), evidence.scores("overlap")
    dense_first = (float(dense[place]) - _DENSE_OFFSET) * _DENSE_SCALE if dense is not None else _DENSE_ABSENT
    nearest = (float(dense.max()) - _DENSE_OFFSET) * _DENSE_SCALE if dense is not None else _DENSE_ABSENT
    dice = float(overlap[place]) if overlap is not None else 0.0
    clause, held = evidence.scores("overlap", "clause"), evidence.scores("overlap", "held")
    near_clause = evidence.scores("dense", "clause") if evidence.query.clauses else dense
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
        "together": float(probabilities[:TOGETHER].sum()),
        "clause": float(clause.max(initial=0.0)) if clause is not None else dice,
        "clause_first": float(clause[place]) if clause is not None else dice,
        "dense_clause": (float(near_clause.max()) - _DENSE_OFFSET) * _DENSE_SCALE
        if near_clause is not None
        else nearest,
        "held": min(1.0, float(held.max(initial=0.0)) / _MOST_HELD) if held is not None else 0.0,
        "held_first": min(1.0, float(held[place]) / _MOST_HELD) if held is not None else 0.0,
        "elsewhere": float(bool(evidence.query.topic)),
        "ours": ours(evidence, outside),
        "short": 1.0 / (1 + len(evidence.words)),
        "long": min(1.0, len(evidence.words) / 30),
        "restored": restored,
        "dense_restored": dense_first * restored,
    }


def ours(evidence: Evidence, outside: Outside) -> float:
    """How much the meaning of a question is like that of ours, between -2 (not at all) and 2."""
    vector = evidence.meaning
    if len(vector) != len(outside.weights) or not len(vector):
        return _MEANING_ABSENT
    logit = outside.bias + float(np.einsum("i,i->", vector, np.array(outside.weights, dtype=np.float32)))
    return max(-2.0, min(2.0, logit / _MEANING_SCALE))


def probability(judge: Logistic, values: Mapping[str, float]) -> float:
    """The judge's probability for these features."""
    total = judge.bias + sum(weight * values[name] for name, weight in judge.weights.items())
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, total))))


class Judges:
    """Evidence with a ranking → probabilities, and the decision that follows from them."""

    def __init__(self, config: DecideConfig, limits: DecideLimits) -> None:
        self._config = config
        self._limits = limits

    def decision(self, evidence: Evidence) -> Decision:
        """Out of scope when nothing was found or the first judge doubts; answer when the second is sure.

        What holds a procedure's name or alias is not declined on a doubt, unless its words tell that others serve it:
        only where the judge is all but sure ("chỗ nào làm sổ đỏ trọn gói rẻ").
        """
        if evidence.exact:
            return Decision.ANSWER
        if not _judged(evidence):
            return Decision.OUT_OF_SCOPE
        least = self._config.scope_threshold
        if self.in_scope(evidence) < (min(least, self._limits.named) if self.names_one(evidence) else least):
            return Decision.OUT_OF_SCOPE
        sure = self.clear(evidence) >= self._config.clear_threshold and self.leads(evidence)
        return Decision.ANSWER if sure else Decision.ASK_BACK

    def names_one(self, evidence: Evidence) -> bool:
        """Whether a name or alias of enough words stands in the message, and no words that speak against it."""
        held = evidence.scores("overlap", "held")
        return held is not None and float(held.max(initial=0.0)) >= self._limits.held and not evidence.query.topic

    def leads(self, evidence: Evidence) -> bool:
        """Whether the first candidate is likely enough, and far enough ahead of the second, to be answered alone."""
        probabilities = evidence.ranking.probabilities
        first = float(probabilities[0])
        second = float(probabilities[1]) if len(probabilities) > 1 else 0.0
        return first >= self._limits.first and first - second >= self._limits.margin

    def in_scope(self, evidence: Evidence) -> float:
        """P(the question is one for the one-stop desk): what the area under the curve is measured of."""
        return probability(self._config.in_scope, self._features(evidence)) if _judged(evidence) else 0.0

    def clear(self, evidence: Evidence) -> float:
        """P(the first candidate is the procedure meant, or another that serves as well)."""
        return probability(self._config.clear, self._features(evidence)) if _judged(evidence) else 0.0

    def _features(self, evidence: Evidence) -> dict[str, float]:
        return features(evidence, self._config.outside)


def _judged(evidence: Evidence) -> bool:
    return bool(evidence.ranking.places.size and evidence.words)
