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

LEAST, MOST = 3, 34
"""Words a half must have, and words beyond which a message is a story and not two needs."""
TRIED = 3
"""Places at which a message is split to see whether each half is a need of its own."""


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
        return cls(
            parts.config.two_needs, Judges(parts.learned.decide, parts.config.decide), parts.searched, parts.find
        )

    def __call__(self, evidence: Evidence) -> Evidence:
        probabilities = evidence.ranking.probabilities
        if probabilities.size and float(probabilities[0]) > self._config.sure:
            return evidence
        halves = self.splits(evidence.query)
        if not halves or self._judges.decision(evidence) is Decision.OUT_OF_SCOPE:
            return evidence
        found = (self._of_both(*split) for split in halves[:TRIED])
        candidates = next((both for both in found if both), ())[: evidence.limit]
        if not candidates:
            return evidence
        question = evidence.query.question
        return replace(evidence, result=SearchResult(question, Decision.ASK_BACK, candidates, evidence.words))

    def splits(self, query: Query) -> list[tuple[Query, Query]]:
        """Both halves of a message, for each place where two may be joined, the likeliest first."""
        text = query.text
        if not 2 * LEAST <= len(text.split()) <= MOST:
            return []
        places = [
            (order, abs(len(text) - 2 * match.start()), match.start())
            for order, pattern in enumerate(self._joining)
            for match in pattern.finditer(text)
            if min(len(text[: match.start()].split()), len(text[match.start() :].split())) > LEAST
        ]
        cuts = dict.fromkeys(at for _, _, at in sorted(places))
        return [(_half(query, text[:at]), _half(query, text[at:])) for at in cuts]

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
    return replace(query, text=text, focus=text, clauses=())
