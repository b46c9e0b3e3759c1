from __future__ import annotations

import numpy as np

from knowledge.search.judges import ours
from tests.knowledge.search.helpers import evidence
from training.outside import FOLDS, cross_fitted, fit_outside


def test_meanings_of_ours_and_of_others_are_told_apart() -> None:
    chance = np.random.default_rng(1)
    sign = np.tile([1.0, -1.0], 50)
    meanings = (chance.normal(0, 0.1, (100, 8)) + sign[:, None] * np.eye(8)[0]).astype(np.float32)
    outside = fit_outside(meanings, sign > 0)
    seen = evidence()
    assert ours(type(seen)(seen.query, seen.fused, meaning=meanings[0]), outside) > 0
    assert ours(type(seen)(seen.query, seen.fused, meaning=meanings[1]), outside) < 0
    apart = list(cross_fitted(meanings, sign > 0))
    assert len(apart) == 100
    assert len({fitted.bias for fitted in apart}) <= FOLDS
