"""Step Fuse: min-max of each retriever, then a weighted sum. Dense weighs less where diacritics were restored."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge.search.config import FuseConfig

Floats = NDArray[np.float32]


def min_max(scores: Floats, floor: float = 0.0) -> Floats:
    """Scores scaled so that `floor` (or less) is 0 and the best is 1; all 0 when nothing is above the floor."""
    best = float(scores.max(initial=floor))
    if best <= floor:
        return np.zeros_like(scores)
    return np.asarray(np.clip((scores - floor) / (best - floor), 0.0, 1.0), dtype=np.float32)


class Fuse:
    """One score between 0 and 1 for each procedure."""

    def __init__(self, config: FuseConfig) -> None:
        self._config = config

    def __call__(self, lexical: Floats | None, dense: Floats | None, coverage: Floats | None, marked: bool) -> Floats:
        """The parts that are None are left out and their weight with them."""
        config = self._config
        parts: list[tuple[float, Floats]] = []
        if lexical is not None:
            parts.append((config.lexical, min_max(lexical)))
        if dense is not None:
            floor = max(config.dense_floor, float(np.median(dense)))
            parts.append((config.dense if marked else config.toneless_dense, min_max(dense, floor)))
        if coverage is not None:
            parts.append((config.coverage, coverage))
        total = sum(weight for weight, _ in parts) or 1.0
        return np.asarray(sum(weight * scores for weight, scores in parts) / total, dtype=np.float32)
