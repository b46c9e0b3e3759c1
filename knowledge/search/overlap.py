"""How nearly a question says the same as one text of a procedure: evidence for Decide, not for the ranking.

A vague question ("mai táng") is covered by the texts of several procedures and says all of none of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Overlap:
    """Rarity-weighted Dice overlap of the question's words with each text; the best text of a procedure counts."""

    def __init__(self, texts: Iterable[tuple[int, Sequence[str]]], procedures: int) -> None:
        """`texts`: (place of the procedure, content words)."""
        listed = [(place, frozenset(words)) for place, words in texts if words]
        self._procedures = procedures
        self._places = np.array([place for place, _ in listed], dtype=np.int64)
        holders: dict[str, list[int]] = {}
        owners: dict[str, set[int]] = {}
        for i, (place, words) in enumerate(listed):
            for word in words:
                holders.setdefault(word, []).append(i)
                owners.setdefault(word, set()).add(place)
        self._rarity = {word: math.log(1 + procedures / len(found)) for word, found in owners.items()}
        self._unknown = math.log(1 + procedures / 0.5)
        self._holders = {word: np.array(found, dtype=np.int64) for word, found in holders.items()}
        self._sizes = np.array(
            [sum(self._rarity[word] for word in sorted(words)) for _, words in listed], dtype=np.float32
        )

    def scores(self, words: Iterable[str]) -> Floats:
        """For each procedure the best overlap, 0–1."""
        shared = np.zeros(len(self._places), dtype=np.float32)
        asked = 0.0
        for word in sorted(set(words)):
            asked += self._rarity.get(word, self._unknown)
            if word in self._holders:
                shared[self._holders[word]] += self._rarity[word]
        best = np.zeros(self._procedures, dtype=np.float32)
        if asked:
            np.maximum.at(best, self._places, 2 * shared / (self._sizes + asked))
        return best
