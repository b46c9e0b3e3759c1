from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.search.evidence import Scores
from knowledge.search.judges import Judges, features, probability
from knowledge.search.learned import Logistic, load_learned
from knowledge.search.types import Decision
from tests.knowledge.search.helpers import evidence, floats, ranking


def test_probability_is_bounded() -> None:
    assert probability(Logistic(bias=0, weights={}), {}) == 0.5
    assert probability(Logistic(bias=1e9, weights={"a": 1e9}), {"a": 1e9}) == pytest.approx(1.0)


def test_the_learned_judges_weigh_known_features() -> None:
    learned = load_learned().decide
    names = set(features(replace(evidence(), ranking=ranking(0.9, 0.1))))
    assert set(learned.in_scope.weights) | set(learned.clear.weights) <= names


def test_a_retriever_that_did_not_run_counts_as_usual() -> None:
    seen = features(replace(evidence(overlap=Scores(floats(0.4, 0.9, 0))), ranking=ranking(0.9, 0.1)))
    assert seen["lexical"] == seen["covered"] == 0
    assert seen["dense"] == seen["nearest"] == 0.5
    assert seen["dice_gap"] == pytest.approx(-0.5)


def test_nothing_found_or_nothing_asked_is_out_of_scope() -> None:
    judges = Judges(load_learned().decide)
    assert judges.decision(evidence()) is Decision.OUT_OF_SCOPE
    assert judges.in_scope(evidence()) == judges.clear(evidence()) == 0
    assert judges.decision(replace(evidence(words=()), ranking=ranking(1.0))) is Decision.OUT_OF_SCOPE
    assert judges.decision(replace(evidence(), exact=True)) is Decision.ANSWER
