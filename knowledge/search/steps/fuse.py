"""Step Fuse: min-max of each retriever, then a weighted sum. Dense weighs less where diacritics were restored."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge.search.config import FuseConfig, LexicalConfig
from knowledge.search.evidence import DenseScores, LexicalScores

Floats = NDArray[np.float32]


def min_max(scores: Floats, floor: float = 0.0) -> Floats:
    """Scores scaled so that `floor` (or less) is 0 and the best is 1; all 0 when nothing is above the floor."""
    best = float(scores.max(initial=floor))
    if best <= floor:
        return np.zeros_like(scores)
    return np.asarray(np.clip((scores - floor) / (best - floor), 0.0, 1.0), dtype=np.float32)


def words_together(scores: LexicalScores, config: LexicalConfig, marked: bool) -> Floats:
    """The lexical fields as one score, on BM25's scale."""
    total = config.best_text * scores.best + config.whole * scores.whole + config.extra * scores.extra
    if scores.accented is not None and marked:
        total = total + config.accented * scores.accented
    return np.asarray(total, dtype=np.float32)


class Fuse:
    """One score between 0 and 1 for each procedure."""

    def __init__(self, config: FuseConfig, lexical: LexicalConfig) -> None:
        self._config = config
        self._lexical = lexical

    def __call__(self, lexical: LexicalScores | None, dense: DenseScores | None, marked: bool) -> Floats | None:
        """The parts that are None are left out and their weight with them; None when both are."""
        config = self._config
        parts: list[tuple[float, Floats]] = []
        if lexical is not None:
            parts.append((config.lexical, min_max(words_together(lexical, self._lexical, marked))))
            parts.append((config.coverage, lexical.coverage))
        if dense is not None:
            floor = max(config.dense_floor, float(np.median(dense.best)))
            parts.append((config.dense if marked else config.toneless_dense, min_max(dense.best, floor)))
        if not parts:
            return None
        total = sum(weight for weight, _ in parts)
        return np.asarray(sum(weight * scores for weight, scores in parts) / total, dtype=np.float32)
