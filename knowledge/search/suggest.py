"""Type-ahead over folded names and aliases: no model, well under a millisecond for thousands of procedures."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from knowledge.search.index.texts import ALIAS, NAME, IndexedText
from knowledge.search.types import Query
from knowledge.text.words import syllables

_MANY = 400


class Suggest:
    """Procedures whose name or one alias holds every typed word; the last word may be unfinished."""

    def __init__(self, texts: Iterable[IndexedText], procedures: int) -> None:
        self._texts = [(one.place, one.kind, syllables(one.text)) for one in texts if one.kind in (NAME, ALIAS)]
        holders: dict[str, set[int]] = {}
        for i, (_, _, words) in enumerate(self._texts):
            for word in words:
                holders.setdefault(word, set()).add(i)
        self._words = sorted(holders)
        self._holders = holders
        self._procedures = procedures

    def __call__(self, query: Query, limit: int) -> list[tuple[int, float]]:
        """(place, score 0–1), best first: an early match in a short text scores higher, a name above an alias."""
        if not query.folded:
            return []
        *whole, last = query.folded
        found: set[int] = set().union(*(self._holders[word] for word in self._starting_with(last)))
        for word in whole:
            found &= self._holders.get(word, set())
        best: dict[int, float] = {}
        for i in found:
            place, kind, words = self._texts[i]
            score = self._score(query.folded, words) * (1.0 if kind == NAME else 0.95)
            best[place] = max(best.get(place, 0.0), score)
        return sorted(best.items(), key=lambda one: (-one[1], one[0]))[:limit]

    def _starting_with(self, prefix: str) -> list[str]:
        at = bisect_left(self._words, prefix)
        found: list[str] = []
        while at < len(self._words) and self._words[at].startswith(prefix) and len(found) < _MANY:
            found.append(self._words[at])
            at += 1
        return found

    @staticmethod
    def _score(typed: tuple[str, ...], words: tuple[str, ...]) -> float:
        in_order = " ".join(typed) in " ".join(words)
        at_start = " ".join(words).startswith(" ".join(typed))
        return (0.5 + 0.2 * in_order + 0.2 * at_start) + 0.1 * min(1.0, len(typed) / max(len(words), 1))
