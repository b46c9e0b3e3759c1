from __future__ import annotations

import numpy as np

from benchmarks.evaluate.baselines import _reciprocal, first_right
from benchmarks.evaluate.cases import Case
from knowledge.search.types import Decision

CASE = Case("khai sinh ở đâu", frozenset(["1.001193"]), Decision.ANSWER, "event")


def test_a_baseline_is_right_when_an_accepted_code_is_near_the_top() -> None:
    codes = ["1.004194", "1.001193", "2.000815"]
    scores = np.array([3, 2, 1], dtype=np.float32)
    assert first_right(lambda _: scores, codes, [CASE], 1).value == 0
    assert first_right(lambda _: scores, codes, [CASE], 2).value == 1


def test_rank_fusion_counts_places_and_not_scores() -> None:
    fused = _reciprocal(np.array([0.1, 900.0, 0.2], dtype=np.float32))
    assert np.argsort(-fused).tolist() == [1, 2, 0]
    assert fused.max() < 0.02
