"""Step Correct: a word that is no Vietnamese syllable becomes the nearest one (one edit), or is split in two.

So does a syllable that stands beside neighbours it was never seen with, when a near syllable was seen with both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from knowledge.search.step import Parts, QueryStep
from knowledge.search.types import Query
from knowledge.text.fold import fold
from knowledge.text.normalise import normalise
from knowledge.text.restore import START, Restorer
from knowledge.text.word_list import is_toneless_word, is_word
from knowledge.text.words import LETTERS

_SHORTEST, _LONGEST = 3, 14
_SURE = 2e-7
"""How likely both pairs must be before a known syllable is taken for a slip."""


class Correct(QueryStep):
    """Corrects against the folded vocabulary: the catalogue's words (preferred) and the restorer's syllables."""

    name = "correct"

    def __init__(self, catalogue_words: Iterable[str], restorer: Restorer, common: Iterable[str] = ()) -> None:
        """`common`: words (with marks) that may stand beside anything ("hay"): none is a slip as it is."""
        self._own = frozenset(catalogue_words)
        self._restorer = restorer
        self._common = frozenset(map(normalise, common))
        self._known = frozenset(restorer.folded | self._own)
        self._choices = sorted(word for word in self._known if word.isalpha() and len(word) > 1)
        self._nearest = lru_cache(maxsize=4096)(self._near)

    @classmethod
    def make(cls, parts: Parts) -> Correct:
        words = {word for text in parts.texts for word in text.words.split()}
        return cls(words, parts.restorer, parts.config.reading.stopwords)

    def read(self, query: Query) -> Query:
        matches = list(LETTERS.finditer(query.text))
        typed = [match.group() for match in matches]
        words = [fold(word) for word in typed]
        known = is_word if query.marked else is_toneless_word
        out, end = [], 0
        changed = False
        for i, match in enumerate(matches):
            before = words[i - 1] if i else START
            after = words[i + 1] if i + 1 < len(words) else ""
            if words[i] in self._known and (
                _is_in_a_word(typed, i, known) or (query.marked and typed[i] in self._common)
            ):
                continue
            better = self._better(words[i], before, after)
            if better is None:
                continue
            changed = True
            words[i] = better.split()[-1]
            if query.marked and " " not in better:
                following = typed[i + 1] if i + 1 < len(typed) else ""
                better = typed[i] = self._restorer.fit(better, typed[i], typed[i - 1] if i else START, following)
            out += [query.text[end : match.start()], better]
            end = match.end()
        if not changed:
            return query
        return replace(query, text="".join([*out, query.text[end:]]))

    def _better(self, word: str, before: str, after: str) -> str | None:
        """What a folded word should be; None: it may stay."""
        if word in self._known:
            return self._misplaced(word, before, after)
        if not _SHORTEST <= len(word) <= _LONGEST:
            return None
        better = self._split(word) or self._best(word, before, after)
        return better if better != word else None

    def _misplaced(self, word: str, before: str, after: str) -> str | None:
        """A syllable never seen beside either neighbour becomes a syllable one slip away that was seen beside both."""
        pairs = self._restorer.pair_count
        if len(word) < 2 or not after or before not in self._known or after not in self._known:
            return None
        if pairs(before, word) or pairs(word, after):
            return None
        scored = [(min(pairs(before, near), pairs(near, after)), near) for near in self._nearest(word)]
        best = max(scored, default=(0.0, ""))
        return best[1] if best[0] > _SURE else None

    def _near(self, word: str) -> tuple[str, ...]:
        matches = extract(word, self._choices, scorer=OSA.distance, score_cutoff=1, limit=40)
        return tuple(choice for choice, _, _ in matches if abs(len(choice) - len(word)) <= 1)

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


def _is_in_a_word(typed: Sequence[str], i: int, known: Callable[[str, str], bool]) -> bool:
    """Whether a syllable as it was typed is a word with the one before or after it: then it is no slip."""
    return (i > 0 and known(typed[i - 1], typed[i])) or (i + 1 < len(typed) and known(typed[i], typed[i + 1]))
