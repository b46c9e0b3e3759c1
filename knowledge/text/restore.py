"""Put diacritics back: the likeliest accented syllables under a bigram model (Viterbi).

The table is built by `python -m training.restore_table` and committed beside this file.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from knowledge.text.fold import fold, has_marks
from knowledge.text.words import LETTERS

TABLE = Path(__file__).with_name("restore_table.json.gz")
START = "^"
_CANDIDATES = 8
_BIGRAM_SHARE = 0.85
_MAX_SYLLABLES = 400
_SAME_MARK = 3.0
"""What a mark that was typed is worth (log) when its syllable was mistyped."""
_OTHER_MARKS, _ADDED_MARKS = -8.0, -6.0
"""How unlikely (log) it is that a syllable was typed with wrong marks, and with none among others that have theirs."""


class Restorer:
    """Restores diacritics of Vietnamese text. Thread-safe: nothing changes after it is made."""

    def __init__(self, unigrams: dict[str, int], bigrams: dict[tuple[str, str], int]) -> None:
        """Counts of accented lower-case syllables and of pairs of neighbours (START before the first)."""
        total = sum(unigrams.values()) or 1
        by_fold: dict[str, list[str]] = {}
        for syllable in sorted(unigrams, key=lambda syllable: (-unigrams[syllable], syllable)):
            by_fold.setdefault(fold(syllable), []).append(syllable)
        self._ways = {key: tuple(ways[:_CANDIDATES]) for key, ways in by_fold.items()}
        self._alone = {syllable: (1 - _BIGRAM_SHARE) * count / total for syllable, count in unigrams.items()}
        starts: dict[str, int] = {}
        for (first, _), count in bigrams.items():
            starts[first] = starts.get(first, 0) + count
        self._after = {pair: _BIGRAM_SHARE * count / starts[pair[0]] for pair, count in bigrams.items()}
        self._floor = (1 - _BIGRAM_SHARE) / total
        self.folded = frozenset(self._ways)
        self._folded_pairs: dict[tuple[str, str], float] = {}
        for (first, second), share in self._after.items():
            pair = fold(first), fold(second)
            self._folded_pairs[pair] = self._folded_pairs.get(pair, 0.0) + share * self._alone.get(first, self._floor)

    @classmethod
    def load(cls) -> Restorer:
        """The restorer over the committed table; read once for the whole process."""
        return _load()

    def restore(self, text: str) -> str:
        """`text` with diacritics where they were missing; in lower case; deterministic.

        Syllables that already carry a diacritic stay and serve as context, as does everything that is no syllable.
        Beyond 400 syllables the rest is returned as it is.
        """
        return self._rewrite(
            text, lambda word: [(word, 0.0)] if has_marks(word) else [(way, 0.0) for way in self._of(word)]
        )

    def repair(self, text: str, is_word: Callable[[str, str], bool] = lambda first, second: False) -> str:
        """Accented `text` with slips mended ("cáp lại" → "cấp lại"), only where the neighbours insist.

        Two neighbours that are a word together (`is_word`) stay as they are: "nhà trai" is no slip of "nhà trái".
        """
        words = [match.group() for match in LETTERS.finditer(text.lower())]
        kept = {at for i in range(len(words) - 1) if is_word(words[i], words[i + 1]) for at in (i, i + 1)}
        places = iter(range(len(words)))
        return self._rewrite(text, lambda word: [(word, 0.0)] if next(places) in kept else self._slips(word))

    def _of(self, word: str) -> tuple[str, ...]:
        return self._ways.get(word, (word,))

    def _slips(self, word: str) -> list[tuple[str, float]]:
        other = _OTHER_MARKS if has_marks(word) else _ADDED_MARKS
        return [(word, 0.0), *((way, other) for way in self._of(fold(word)) if way != word)]

    def _rewrite(self, text: str, ways_of: Callable[[str], list[tuple[str, float]]]) -> str:
        lowered = text.lower()
        matches = list(LETTERS.finditer(lowered))[:_MAX_SYLLABLES]
        chosen = self._viterbi([ways_of(match.group()) for match in matches])
        out, end = [], 0
        for match, word in zip(matches, chosen, strict=True):
            out += [lowered[end : match.start()], word]
            end = match.end()
        return "".join([*out, lowered[end:]])

    def knows(self, word: str) -> bool:
        """Whether `word` (lower case) is a syllable of real text, with its marks or without."""
        return word in self._alone or word in self.folded

    def pair_count(self, first: str, second: str) -> float:
        """How likely folded `first` and `second` stand together, over all their accented forms (0: never seen)."""
        return self._folded_pairs.get((first, second), 0.0)

    def fit(self, folded: str, typed: str, before: str, after: str) -> str:
        """The accented form of `folded` that fits its neighbours and keeps most of the marks that were typed."""
        typed_marks = {char for char in typed if not char.isascii()}

        def score(way: str) -> float:
            alone = self._alone.get(way, self._floor)
            near = math.log(self._after.get((before, way), 0.0) + alone)
            near += math.log(self._after.get((way, after), 0.0) + self._alone.get(after, self._floor))
            kept = sum(char in way for char in typed_marks) - sum(not c.isascii() and c not in typed_marks for c in way)
            return near + _SAME_MARK * kept

        return max(self._of(folded), key=lambda way: (score(way), way))

    def likelihood(self, folded: str) -> float:
        """How common a folded syllable is, over all its accented forms (0: unknown)."""
        return sum(self._alone.get(way, 0.0) for way in self._ways.get(folded, ()))

    def _viterbi(self, columns: list[list[tuple[str, float]]]) -> list[str]:
        best: list[tuple[str, float]] = [(START, 0.0)]
        back: list[list[int]] = []
        for ways in columns:
            scored, from_ = [], []
            for way, cost in ways:
                alone = self._alone.get(way, self._floor)
                score, origin = max(
                    (before + math.log(self._after.get((previous, way), 0.0) + alone), -i)
                    for i, (previous, before) in enumerate(best)
                )
                scored.append((way, score + cost))
                from_.append(-origin)
            best = scored
            back.append(from_)
        if not columns:
            return []
        at = max(range(len(best)), key=lambda i: (best[i][1], -i))
        path = []
        for column, from_ in zip(reversed(columns), reversed(back), strict=True):
            path.append(column[at][0])
            at = from_[at]
        return path[::-1]


@lru_cache(maxsize=1)
def _load() -> Restorer:
    data = json.loads(gzip.decompress(TABLE.read_bytes()))
    syllables: list[str] = data["syllables"]
    pairs = {
        (syllables[int(first)], syllables[flat[i]]): flat[i + 1]
        for first, flat in data["pairs"].items()
        for i in range(0, len(flat), 2)
    }
    return Restorer(dict(zip(syllables, data["counts"], strict=True)), pairs)
