"""Type-ahead over folded names and aliases: no model, well under a millisecond for thousands of procedures."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from knowledge.search.index.texts import ALIAS, NAME, IndexedText
from knowledge.search.steps.normalise import Normalise
from knowledge.search.types import Query
from knowledge.text.words import syllables

_MANY = 400


class Suggest:
    """Procedures whose name or one alias holds every typed word; the last word may be unfinished."""

    def __init__(self, texts: Iterable[IndexedText], normalise: Normalise) -> None:
        self._normalise = normalise
        self._texts = [(text.place, text.kind, syllables(text.text)) for text in texts if text.kind in (NAME, ALIAS)]
        self._holders: dict[str, set[int]] = {}
        for i, (_, _, words) in enumerate(self._texts):
            for word in words:
                self._holders.setdefault(word, set()).add(i)
        self._words = sorted(self._holders)

    def __call__(self, prefix: str, limit: int) -> list[tuple[int, float]]:
        """(place, score 0–1), best first: an early match in a short text scores higher, a name above an alias."""
        typed = self._normalise.read(Query(prefix, prefix)).folded
        if not typed:
            return []
        *whole, last = typed
        holding: set[int] = set().union(*(self._holders[word] for word in self._starting_with(last)))
        for word in whole:
            holding &= self._holders.get(word, set())
        best: dict[int, float] = {}
        for i in holding:
            place, kind, words = self._texts[i]
            score = _score(typed, words) * (1.0 if kind == NAME else 0.95)
            best[place] = max(best.get(place, 0.0), score)
        return sorted(best.items(), key=lambda scored: (-scored[1], scored[0]))[:limit]

    def _starting_with(self, prefix: str) -> list[str]:
        at = bisect_left(self._words, prefix)
        found: list[str] = []
        while at < len(self._words) and self._words[at].startswith(prefix) and len(found) < _MANY:
            found.append(self._words[at])
            at += 1
        return found


def _score(typed: tuple[str, ...], words: tuple[str, ...]) -> float:
    in_order = " ".join(typed) in " ".join(words)
    at_start = " ".join(words).startswith(" ".join(typed))
    return (0.5 + 0.2 * in_order + 0.2 * at_start) + 0.1 * min(1.0, len(typed) / max(len(words), 1))
