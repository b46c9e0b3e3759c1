"""How nearly a question says the same as one text of a procedure: evidence for Decide, not for the ranking.

A vague question ("mai táng") is covered by the texts of several procedures and says all of none of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.search.postings import Best, Postings

Floats = NDArray[np.float32]


class Overlap:
    """Rarity-weighted Dice overlap of the question's words with each text; the best text of a procedure counts."""

    def __init__(self, texts: Iterable[tuple[int, Sequence[str]]], procedures: int) -> None:
        """`texts`: (place of the procedure, content words), the places ascending."""
        ids: dict[str, int] = {}
        listed = [
            (place, [ids.setdefault(word, len(ids)) for word in sorted(set(words))]) for place, words in texts if words
        ]
        self._best = Best([place for place, _ in listed], procedures)
        self._holders = Postings(ids, ((i, words) for i, (_, words) in enumerate(listed)))
        owners = Postings(ids, listed)
        self._rarity = {word: math.log(1 + procedures / len(owners.get(word))) for word in ids}
        self._unknown = math.log(1 + procedures / 0.5)
        rarities = list(self._rarity.values())
        self._sizes = np.array([sum(rarities[word] for word in words) for _, words in listed], dtype=np.float32)

    def scores(self, words: Iterable[str]) -> Floats:
        """For each procedure the best overlap, 0–1."""
        shared = np.zeros(len(self._sizes), dtype=np.float32)
        asked = 0.0
        for word in sorted(set(words)):
            asked += self._rarity.get(word, self._unknown)
            if word in self._rarity:
                shared[self._holders.get(word)] += self._rarity[word]
        return self._best(2 * shared / (self._sizes + asked)) if asked else self._best(shared)
