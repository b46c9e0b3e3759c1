from __future__ import annotations

import numpy as np
import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.search.evidence import Scores
from knowledge.search.learned import RankConfig, load_learned
from knowledge.search.pipeline import Pipeline
from knowledge.search.steps.rank import DEPTH, Rank, by_score, candidates
from tests.knowledge.search.helpers import evidence, floats


def test_every_learned_weight_names_a_feature(catalogue: Catalogue) -> None:
    learned = load_learned()
    rank = Rank(catalogue, catalogue.searched(), learned.rank)
    assert set(learned.rank.weights) <= set(rank.names)
    assert learned.decide.clear.weights
    assert 0 < learned.decide.scope_threshold < 1


def test_probabilities_sum_to_one_and_fall(pipeline: Pipeline) -> None:
    ranking = pipeline.follow("gia hạn tạm trú sắp hết hạn").ranking
    assert float(ranking.probabilities.sum()) == pytest.approx(1.0, abs=1e-4)
    assert np.all(np.diff(ranking.probabilities) <= 1e-7)


def test_without_features_one_score_orders() -> None:
    plain = by_score(np.array([3, 1]), floats(0.2, 0.9))
    assert plain.places.tolist() == [1, 3]
    assert plain.why(0) == {}


def test_equal_candidates_keep_the_order_of_their_places(catalogue: Catalogue) -> None:
    rank = Rank(catalogue, catalogue.searched(), RankConfig(weights={}))
    places = np.array([2, 0, 1])
    assert rank.order(places, np.zeros((3, len(rank.names)), np.float32)).places.tolist() == [0, 1, 2]


def test_the_best_of_every_retriever_are_candidates() -> None:
    scores = np.zeros(3 * DEPTH, dtype=np.float32)
    best, focus, aside = scores.copy(), scores.copy(), scores.copy()
    best[5], focus[60], aside[90] = 1, 1, 1
    found = candidates(evidence(lexical=Scores(best, {"focus": focus, "name": aside}, ("focus",))))
    assert found.tolist() == [0, 1, 2, 5, 60]  # the evidence's own three, and those that lead
