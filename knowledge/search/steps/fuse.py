"""Step Fuse: what the retrievers found as one score, by the weights of search.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from knowledge.search.config import FusePart
from knowledge.search.evidence import Evidence, Floats
from knowledge.search.step import Parts, Stage, Step


class Fuse(Step):
    """The weighted mean of the retrievers, scaled to 0–1; a retriever that did not run is left out with its weight."""

    name = "fuse"
    stage = Stage.FIND

    def __init__(self, config: Mapping[str, FusePart]) -> None:
        """`config`: by the name of a retriever, or of a part of its scores ("lexical.coverage")."""
        self._config = {tuple(name.split(".", 1)): part for name, part in config.items()}

    @classmethod
    def make(cls, parts: Parts) -> Fuse:
        return cls(parts.config.fuse)

    def __call__(self, evidence: Evidence) -> Evidence:
        scaled: list[tuple[float, Floats]] = []
        for (retriever, *part), config in self._config.items():
            scores = _fusible(evidence, retriever, *part)
            if scores is not None:
                scaled.append((config.weight, scores if config.share else min_max(scores, _floor(scores, config))))
        if not scaled:
            return evidence
        total = sum(weight for weight, _ in scaled)
        fused = sum(weight * scores for weight, scores in scaled) / total
        return replace(evidence, fused=np.asarray(fused, dtype=np.float32))


def _fusible(evidence: Evidence, retriever: str, part: str = "") -> Floats | None:
    scores = evidence.retrieved.get(retriever)
    if scores is None or part:
        return scores.get(part) if scores else None
    return scores.best if scores.together is None else scores.together


def _floor(scores: Floats, config: FusePart) -> float:
    return 0.0 if config.floor is None else max(config.floor, float(np.median(scores)))


def min_max(scores: Floats, floor: float = 0.0) -> Floats:
    """Scores scaled so that `floor` (or less) is 0 and the best is 1; all 0 when nothing is above the floor."""
    best = float(scores.max(initial=floor))
    if best <= floor:
        return np.zeros_like(scores)
    return np.asarray(np.clip((scores - floor) / (best - floor), 0.0, 1.0), dtype=np.float32)
