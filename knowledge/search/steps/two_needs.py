"""Step TwoNeeds: two needs in one message ("mất căn cước, sẵn tiện nhập hộ khẩu cho vợ") are searched apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from knowledge.search.config import TwoNeedsConfig
from knowledge.search.evidence import Evidence, Ranking
from knowledge.search.judges import Judges
from knowledge.search.step import Parts, Searched, Stage, Step
from knowledge.search.types import Candidate, Decision, Query, SearchResult
from knowledge.text.words import whole_words

LEAST, MOST = 3, 28
"""Words a half must have, and words beyond which a message is a story and not two needs."""


class TwoNeeds(Step):
    """Splits a message where a joining word stands; asks back when each half is a need of its own."""

    name = "two_needs"
    stage = Stage.SETTLE

    def __init__(
        self, config: TwoNeedsConfig, judges: Judges, searched: Searched, find: Callable[[Query], Evidence]
    ) -> None:
        """`find` ranks the candidates of one half."""
        self._config = config
        self._judges = judges
        self._searched = searched
        self._find = find
        self._joining = [whole_words([word]) for word in config.joining]

    @classmethod
    def make(cls, parts: Parts) -> TwoNeeds:
        return cls(parts.config.two_needs, Judges(parts.learned.decide), parts.searched, parts.find)

    def __call__(self, evidence: Evidence) -> Evidence:
        probabilities = evidence.ranking.probabilities
        if probabilities.size and float(probabilities[0]) > self._config.sure:
            return evidence
        halves = self.split(evidence.query)
        if halves is None or self._judges.decision(evidence) is Decision.OUT_OF_SCOPE:
            return evidence
        candidates = self._of_both(*halves)[: evidence.limit]
        if not candidates:
            return evidence
        question = evidence.query.question
        return replace(evidence, result=SearchResult(question, Decision.ASK_BACK, candidates, evidence.words))

    def split(self, query: Query) -> tuple[Query, Query] | None:
        """Both halves of a message, or None when nothing joins two."""
        text = query.text
        if not 2 * LEAST <= len(text.split()) <= MOST:
            return None
        for pattern in self._joining:
            places = [match.start() for match in pattern.finditer(text)]
            cuts = [at for at in places if min(len(text[:at].split()), len(text[at:].split())) > LEAST]
            if cuts:
                at = min(cuts, key=lambda at: (abs(len(text) - 2 * at), at))
                return _half(query, text[:at]), _half(query, text[at:])
        return None

    def _of_both(self, first: Query, second: Query) -> tuple[Candidate, ...]:
        """The first two candidates of both halves in turn; none when a half is no need, or both say the same."""
        later = self._ranked(second)  # first, since it is more often no need of its own
        earlier = self._ranked(first) if later else None
        if earlier is None or later is None:
            return ()
        if max(earlier.of(later.places[0]), later.of(earlier.places[0])) > self._config.apart:
            return ()
        order = [(ranking, row) for row in (0, 1) for ranking in (earlier, later) if row < len(ranking.places)]
        scores: dict[int, float] = {}
        for ranking, row in order:
            scores.setdefault(int(ranking.places[row]), float(ranking.probabilities[row]))
        return tuple(self._searched.candidate(place, score) for place, score in scores.items())

    def _ranked(self, half: Query) -> Ranking | None:
        """The candidates of a half; None when it is no need of its own."""
        evidence = self._find(half)
        ranking = evidence.ranking
        if not evidence.words or not ranking.places.size or float(ranking.probabilities[0]) < self._config.first:
            return None
        return None if self._judges.in_scope(evidence) < self._config.in_scope else ranking


def _half(query: Query, text: str) -> Query:
    text = text.strip(" ,.;?!")
    return replace(query, text=text, focus=text)
