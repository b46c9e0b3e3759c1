"""Step Decide: answer, ask back, or out of scope, as the judges say.

Asking back shows the smallest set of candidates that holds the procedure meant with the probability calibrated on the
dev questions (a conformal set), two at least and four at most.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from knowledge.search.config import DecideLimits
from knowledge.search.evidence import Evidence, Ranking
from knowledge.search.judges import Judges
from knowledge.search.learned import DecideConfig
from knowledge.search.step import Act, Parts, Searched, Stage, Step
from knowledge.search.types import Decision, SearchResult

FEWEST, MOST = 2, 4
"""Candidates shown when asking back."""


class Decide(Step):
    """Evidence with a ranking → the result. Its switch `conformal`: how many candidates asking back shows."""

    name = "decide"
    stage = Stage.SETTLE
    switches = ("conformal",)

    def __init__(self, config: DecideConfig, limits: DecideLimits, searched: Searched, conformal: bool) -> None:
        self._judges = Judges(config, limits)
        self._mass = config.mass
        self._searched = searched
        self._conformal = conformal

    @classmethod
    def make(cls, parts: Parts) -> Decide:
        return cls(parts.learned.decide, parts.config.decide, parts.searched, parts.config.steps["conformal"])

    @classmethod
    def instead(cls, parts: Parts) -> Act:
        """Whatever was found is offered."""

        def offer(evidence: Evidence) -> Evidence:
            decision = Decision.ASK_BACK if evidence.ranking.places.size else Decision.OUT_OF_SCOPE
            return _settled(evidence, decision, parts.searched)

        return offer

    def __call__(self, evidence: Evidence) -> Evidence:
        decision = self._judges.decision(evidence)
        if decision is Decision.ASK_BACK and self._conformal:
            evidence = replace(evidence, limit=min(evidence.limit, self.shown(evidence.ranking)))
        return _settled(evidence, decision, self._searched)

    def shown(self, ranking: Ranking) -> int:
        """How many candidates to show when asking back."""
        masses = enumerate(accumulate(ranking.probabilities.tolist()), 1)
        return max(FEWEST, min(MOST, next((count for count, mass in masses if mass >= self._mass), MOST)))


def _settled(evidence: Evidence, decision: Decision, searched: Searched) -> Evidence:
    ranking, limit = evidence.ranking, 0 if decision is Decision.OUT_OF_SCOPE else evidence.limit
    pairs = zip(ranking.places[:limit].tolist(), ranking.probabilities[:limit].tolist(), strict=True)
    candidates = tuple(searched.candidate(place, score) for place, score in pairs)
    topic = evidence.query.topic if decision is Decision.OUT_OF_SCOPE else ""
    result = SearchResult(evidence.query.question, decision, candidates, evidence.words, topic=topic)
    return replace(evidence, result=result)
