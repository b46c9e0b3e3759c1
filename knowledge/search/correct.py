"""Step Correct: a word that is no Vietnamese syllable becomes the nearest one (one edit), or is split in two."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from knowledge.search.normalise import syllables
from knowledge.search.types import Query
from knowledge.text.fold import fold
from knowledge.text.restore import START, Restorer

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST, _LONGEST = 3, 14


class Correct:
    """Corrects against the folded vocabulary: the catalogue's words (preferred) and the restorer's syllables."""

    def __init__(self, catalogue_words: Iterable[str], restorer: Restorer) -> None:
        self._own = frozenset(catalogue_words)
        self._restorer = restorer
        self._known = frozenset(restorer.folded | self._own)
        self._choices = sorted(word for word in self._known if word.isalpha() and len(word) > 1)
        self._nearest = lru_cache(maxsize=4096)(self._near)

    def __call__(self, query: Query) -> Query:
        words = [fold(match.group()) for match in _WORD.finditer(query.text)]
        if all(word in self._known for word in words):
            return query
        out, end = [], 0
        previous = START
        for i, match in enumerate(_WORD.finditer(query.text)):
            word = words[i]
            if word not in self._known and _SHORTEST <= len(word) <= _LONGEST:
                following = words[i + 1] if i + 1 < len(words) else ""
                better = self._split(word) or self._best(word, previous, following)
                out += [query.text[end : match.start()], better]
                end = match.end()
                word = better.split()[-1]
            previous = word
        text = "".join([*out, query.text[end:]])
        return replace(query, text=text, folded=syllables(text))

    def _near(self, word: str) -> tuple[str, ...]:
        found = extract(word, self._choices, scorer=OSA.distance, score_cutoff=1, limit=40)
        return tuple(choice for choice, _, _ in found if abs(len(choice) - len(word)) <= 1)

    def _best(self, word: str, previous: str, following: str) -> str:
        """The near syllable that fits its neighbours best; the word itself when nothing is near."""
        scored = [
            (
                self._restorer.pair_count(previous, choice) + self._restorer.pair_count(choice, following),
                choice in self._own,
                self._restorer.likelihood(choice),
                choice,
            )
            for choice in self._nearest(word)
        ]
        return max(scored)[3] if scored else word

    def _split(self, word: str) -> str:
        """ "khaisinh" → "khai sinh", when the two stand together in real text; "" otherwise."""
        pairs = [(word[:i], word[i:]) for i in range(2, len(word) - 1)]
        scored = [
            (self._restorer.pair_count(*pair) * self._restorer.likelihood(pair[0]), " ".join(pair))
            for pair in pairs
            if pair[0] in self._known and pair[1] in self._known
        ]
        best = max(scored, default=(0.0, ""))
        return best[1] if best[0] > 0 else ""
