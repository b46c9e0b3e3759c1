from __future__ import annotations

import numpy as np
import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.search.config import load_config
from knowledge.search.learned import Logistic, RankConfig
from knowledge.search.pipeline import Pipeline
from knowledge.search.steps.rank import Rank
from knowledge.search.types import Decision
from tests.knowledge.search.helpers import PROCEDURES, procedure, small_catalogue
from training.questions import Labelled
from training.ranker import Seen, conformal_mass, fit_judge, fit_ranker, look, report, scope_threshold


@pytest.fixture(scope="module")
def small() -> Catalogue:
    return small_catalogue([procedure(data) for data in PROCEDURES], "small")


@pytest.fixture(scope="module")
def rank(small: Catalogue) -> Rank:
    return Rank(small, small.searched(), RankConfig(weights={}))


@pytest.fixture(scope="module")
def seen(small: Catalogue, rank: Rank) -> list[Seen]:
    pipeline = Pipeline(small, load_config().switched(dense=False))
    asked = [("xin gia hạn tạm trú", "1.002755"), ("báo tử cho mẹ", "1.000656"), ("sao y bằng đại học", "2.000815")]
    labelled = [Labelled(text, frozenset([code]), Decision.ANSWER, "event", "A") for text, code in asked]
    return look(pipeline, rank, small, labelled)


def test_fitting_puts_the_meant_candidates_first(small: Catalogue, rank: Rank, seen: list[Seen]) -> None:
    assert all(question.meant.sum() == 1 for question in seen)
    weights = fit_ranker(seen)
    fitted = Rank(small, small.searched(), RankConfig(weights=dict(zip(rank.names, weights.tolist(), strict=True))))
    assert "R@1 1.000" in report(fitted, seen)
    for question in seen:
        assert question.ranked(fitted).ranking.places[0] == question.places[question.meant.argmax()]
    assert conformal_mass(fitted, seen) < conformal_mass(rank, seen)


def test_a_judge_learns_the_sign_of_a_feature() -> None:
    rows = [{"first": float(value), "short": 0.5} for value in np.linspace(0, 1, 20)]
    judge = fit_judge(rows, [row["first"] > 0.5 for row in rows], ("first", "short"), balanced=True)
    assert judge.weights["first"] > 1
    assert abs(judge.weights["short"]) < 0.1


def test_the_scope_threshold_declines_few_of_ours(seen: list[Seen]) -> None:
    judge = Logistic(bias=-4, weights={"first": 8.0})
    foreign = Labelled("thời tiết", frozenset(), Decision.OUT_OF_SCOPE, "oos_far", "A")
    outside = Seen(foreign, seen[0].evidence, seen[0].places, seen[0].features, seen[0].meant * 0)
    held = [(question, {"first": 0.9}) for question in seen] + [(outside, {"first": 0.1})]
    threshold = scope_threshold(judge, held)
    assert 0.03 < threshold < 0.97
