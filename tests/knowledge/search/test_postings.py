from __future__ import annotations

import numpy as np

from knowledge.search.postings import Best, Postings
from tests.knowledge.search.helpers import floats


def test_a_token_lists_its_holders_once_each() -> None:
    postings = Postings({"a": 0, "b": 1, "c": 2}, [(0, [0, 1, 0]), (2, [1])])
    assert postings.get("a").tolist() == [0]
    assert postings.get("b").tolist() == [0, 2]
    assert postings.get("c").tolist() == postings.get("x").tolist() == []


def test_the_best_of_each_group() -> None:
    assert Best([0, 0, 2], 3)(floats(1, 5, 2)).tolist() == [5, 0, 2]
    assert Best([], 2)(np.zeros(0, dtype=np.float32)).tolist() == [0, 0]
