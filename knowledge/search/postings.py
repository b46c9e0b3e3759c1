"""Which of many things hold a token, packed: a dictionary and two arrays instead of an array for each token."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Postings:
    """token → the numbers that hold it, in ascending order, each once; token ids are those of one shared vocabulary."""

    def __init__(self, ids: Mapping[str, int], tokens_of: Iterable[tuple[int, Sequence[int]]]) -> None:
        """`ids` of all tokens; `tokens_of`: (number, the ids of its tokens)."""
        self._ids = ids
        flat, owners = array("i"), array("i")
        for number, tokens in tokens_of:
            flat.extend(tokens)
            owners.extend([number] * len(tokens))
        width = int(max(owners, default=0)) + 1
        keys = np.unique(np.array(flat, dtype=np.int64) * width + np.array(owners, dtype=np.int64))
        self._owners = (keys % width).astype(np.int32)
        self._ends = np.cumsum(np.bincount(keys // width, minlength=len(ids))) if len(ids) else np.zeros(0, np.int64)

    def get(self, token: str) -> NDArray[np.int32]:
        """The numbers that hold `token`; none when no text holds it."""
        i = self._ids.get(token)
        if i is None:
            return np.zeros(0, np.int32)
        holders: NDArray[np.int32] = self._owners[(self._ends[i - 1] if i else 0) : self._ends[i]]
        return holders


class Best:
    """The best of each group, of scores that lie group by group."""

    def __init__(self, places: Sequence[int], groups: int) -> None:
        """`places[i]` is the group of score i; ascending."""
        owners = np.array(places, dtype=np.int64)
        self._owners, self._starts = np.unique(owners, return_index=True)
        self._groups = groups

    def __call__(self, scores: Floats) -> Floats:
        """(groups,); 0 for a group without a score."""
        out = np.zeros(self._groups, dtype=np.float32)
        if len(self._starts):
            out[self._owners] = np.maximum.reduceat(scores, self._starts)
        return out
