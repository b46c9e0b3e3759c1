from __future__ import annotations

import pytest

from knowledge.search.config import FusePart, load_config
from knowledge.search.evidence import Scores
from knowledge.search.steps.fuse import Fuse, min_max
from tests.knowledge.search.helpers import evidence, floats


def test_min_max() -> None:
    assert min_max(floats(0, 0)).tolist() == [0, 0]
    assert min_max(floats(0.7, 0.8, 0.9), 0.8).tolist() == pytest.approx([0, 0, 1])


def test_a_retriever_that_did_not_run_is_left_out_with_its_weight() -> None:
    lexical = Scores(floats(0, 5, 10), {"coverage": floats(0, 0.5, 1)})
    step = Fuse(load_config().fuse)
    assert step(evidence(lexical=lexical)).fused.tolist() == pytest.approx([0, 0.5, 1])
    nothing = evidence()
    assert step(nothing) is nothing


def test_together_goes_before_best_and_a_floor_counts_as_nothing() -> None:
    step = Fuse({"a": FusePart(weight=1), "b": FusePart(weight=3, floor=0.8)})
    fused = step(evidence(a=Scores(floats(9, 0, 0), together=floats(0, 0, 2)), b=Scores(floats(0.9, 0.8, 0.1)))).fused
    assert fused.tolist() == pytest.approx([0.75, 0, 0.25])


def test_a_retriever_with_best_alone_is_fused_by_its_name() -> None:
    assert Fuse({"toy": FusePart(weight=2)})(evidence(toy=Scores(floats(0, 1, 4)))).fused.tolist() == [0, 0.25, 1]
