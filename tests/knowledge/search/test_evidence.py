from __future__ import annotations

import numpy as np

from knowledge.search.evidence import Ranking, Scores
from tests.knowledge.search.helpers import evidence, floats, ranking


def test_scores_are_found_by_retriever_and_part() -> None:
    seen = evidence(lexical=Scores(floats(1, 2, 3), {"whole": floats(4, 5, 6)}, ("whole",)))
    best, whole = seen.scores("lexical"), seen.scores("lexical", "whole")
    assert best is not None
    assert whole is not None
    assert (best.tolist(), whole.tolist()) == ([1, 2, 3], [4, 5, 6])
    assert seen.scores("lexical", "accented") is seen.scores("dense") is seen.scores("dense", "name") is None
    assert len(seen.retrieved["lexical"].lists()) == 2


def test_a_place_outside_the_ranking_has_no_probability() -> None:
    assert ranking(0.75, 0.25).of(1) == 0.25
    assert ranking(0.75, 0.25).of(7) == 0


def test_why_names_the_weightiest_features_first() -> None:
    features = np.array([[1, 0, 1], [0, 0, 0]], dtype=np.float32)
    explained = Ranking(np.array([4, 2]), floats(0.9, 0.1), features, ("a", "b", "c"), floats(1, 5, -4)).why(0)
    assert explained == {"c": -2.0, "a": 0.5}
    assert list(explained) == ["c", "a"]
    assert ranking(1.0).why(0) == {}
