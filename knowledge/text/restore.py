"""Put diacritics back: the likeliest accented syllables under a bigram model (Viterbi).

The table is built by `python -m knowledge.text.build_restore_table` and committed beside this file.
"""

from __future__ import annotations

import gzip
import json
import math
import re
from functools import lru_cache
from pathlib import Path

from knowledge.text.fold import fold, has_marks

TABLE = Path(__file__).with_name("restore_table.json.gz")
START = "^"
_WORD = re.compile(r"[^\W\d_]+")
_CANDIDATES = 8
_BIGRAM_SHARE = 0.85
_MAX_SYLLABLES = 400


class Restorer:
    """Restores diacritics of Vietnamese text. Thread-safe: nothing changes after it is made."""

    def __init__(self, unigrams: dict[str, int], bigrams: dict[tuple[str, str], int]) -> None:
        """Counts of accented lower-case syllables and of pairs of neighbours (START before the first one)."""
        total = sum(unigrams.values()) or 1
        by_fold: dict[str, list[str]] = {}
        for syllable in sorted(unigrams, key=lambda one: (-unigrams[one], one)):
            by_fold.setdefault(fold(syllable), []).append(syllable)
        self._ways = {key: tuple(ways[:_CANDIDATES]) for key, ways in by_fold.items()}
        self._alone = {one: (1 - _BIGRAM_SHARE) * count / total for one, count in unigrams.items()}
        starts: dict[str, int] = {}
        for (first, _), count in bigrams.items():
            starts[first] = starts.get(first, 0) + count
        self._after = {pair: _BIGRAM_SHARE * count / starts[pair[0]] for pair, count in bigrams.items()}
        self._floor = (1 - _BIGRAM_SHARE) / total
        self.folded = frozenset(self._ways)

    @classmethod
    def load(cls) -> Restorer:
        """The restorer over the committed table; read once for the whole process."""
        return _load()

    def restore(self, text: str) -> str:
        """`text` with diacritics where they were missing; in lower case; deterministic.

        Syllables that already carry a diacritic stay and serve as context, as does everything that is no syllable.
        Beyond 400 syllables the rest is returned as it is.
        """
        matches = list(_WORD.finditer(text.lower()))[:_MAX_SYLLABLES]
        words = [match.group() for match in matches]
        chosen = self._viterbi([(word,) if has_marks(word) else self._ways.get(word, (word,)) for word in words])
        out, end = [], 0
        lowered = text.lower()
        for match, word in zip(matches, chosen, strict=True):
            out += [lowered[end : match.start()], word]
            end = match.end()
        return "".join([*out, lowered[end:]])

    def pair_count(self, first: str, second: str) -> float:
        """How likely folded `second` follows folded `first`, over all their accented forms (0: never seen)."""
        ways = self._ways.get(second, ())
        return sum(self._after.get((one, two), 0.0) for one in self._ways.get(first, ()) for two in ways)

    def likelihood(self, folded: str) -> float:
        """How common a folded syllable is, over all its accented forms (0: unknown)."""
        return sum(self._alone.get(one, 0.0) for one in self._ways.get(folded, ()))

    def _viterbi(self, columns: list[tuple[str, ...]]) -> list[str]:
        best: list[tuple[str, float]] = [(START, 0.0)]
        back: list[list[int]] = []
        for ways in columns:
            scored, from_ = [], []
            for way in ways:
                alone = self._alone.get(way, self._floor)
                score, origin = max(
                    (before + math.log(self._after.get((previous, way), 0.0) + alone), -i)
                    for i, (previous, before) in enumerate(best)
                )
                scored.append((way, score))
                from_.append(-origin)
            best = scored
            back.append(from_)
        if not columns:
            return []
        at = max(range(len(best)), key=lambda i: (best[i][1], -i))
        path = []
        for column, from_ in zip(reversed(columns), reversed(back), strict=True):
            path.append(column[at])
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
