from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.search.config import DecideLimits
from knowledge.search.evidence import Scores
from knowledge.search.judges import Judges, features, ours, probability
from knowledge.search.learned import DecideConfig, Logistic, Outside, load_learned
from knowledge.search.types import Decision
from tests.knowledge.search.helpers import evidence, floats, ranking

LIMITS = DecideLimits(first=0.4, margin=0.2, held=2, named=0.01)
ALWAYS, NEVER, DOUBT = (Logistic(bias=bias, weights={}) for bias in (9, -9, -1))


def test_probability_is_bounded() -> None:
    assert probability(Logistic(bias=0, weights={}), {}) == 0.5
    assert probability(Logistic(bias=1e9, weights={"a": 1e9}), {"a": 1e9}) == pytest.approx(1.0)


def test_the_learned_judges_weigh_known_features() -> None:
    learned = load_learned().decide
    names = set(features(replace(evidence(), ranking=ranking(0.9, 0.1)), Outside()))
    assert set(learned.in_scope.weights) | set(learned.clear.weights) <= names


def test_a_retriever_that_did_not_run_counts_as_usual() -> None:
    seen = features(replace(evidence(overlap=Scores(floats(0.4, 0.9, 0))), ranking=ranking(0.9, 0.1)), Outside())
    assert seen["lexical"] == seen["covered"] == 0
    assert seen["dense"] == seen["nearest"] == 0.5
    assert seen["dice_gap"] == pytest.approx(-0.5)


def test_nothing_found_or_nothing_asked_is_out_of_scope() -> None:
    judges = Judges(load_learned().decide, LIMITS)
    assert judges.decision(evidence()) is Decision.OUT_OF_SCOPE
    assert judges.in_scope(evidence()) == judges.clear(evidence()) == 0
    assert judges.decision(replace(evidence(words=()), ranking=ranking(1.0))) is Decision.OUT_OF_SCOPE
    assert judges.decision(replace(evidence(), exact=True)) is Decision.ANSWER


def _judges(in_scope: Logistic) -> Judges:
    config = DecideConfig(in_scope=in_scope, clear=ALWAYS, scope_threshold=0.5, clear_threshold=0.5, mass=0.9)
    return Judges(config, LIMITS)


@pytest.mark.parametrize(
    ("probabilities", "decision"),
    [((0.6, 0.3), Decision.ANSWER), ((0.35, 0.1), Decision.ASK_BACK), ((0.5, 0.45), Decision.ASK_BACK)],
)
def test_a_single_answer_needs_a_likely_first_and_a_distance(
    probabilities: tuple[float, ...], decision: Decision
) -> None:
    assert _judges(ALWAYS).decision(replace(evidence(), ranking=ranking(*probabilities))) is decision


def test_a_message_that_holds_a_name_is_not_declined_on_a_doubt_but_for_its_topic() -> None:
    held = Scores(floats(0.1, 0, 0), {"held": floats(2, 0, 0)})
    seen = replace(evidence(overlap=held), ranking=ranking(0.9, 0.1))
    assert _judges(DOUBT).decision(replace(seen, ranking=ranking(0.9, 0.1))) is Decision.ANSWER
    assert _judges(NEVER).decision(seen) is Decision.OUT_OF_SCOPE
    assert _judges(DOUBT).decision(replace(evidence(), ranking=ranking(0.9, 0.1))) is Decision.OUT_OF_SCOPE
    told = replace(seen, query=replace(seen.query, topic="elsewhere.court"))
    assert _judges(DOUBT).decision(told) is Decision.OUT_OF_SCOPE


def test_meaning_is_weighed_only_where_the_question_was_embedded() -> None:
    outside = Outside(bias=0.0, weights=(4.0, 0.0))
    assert ours(evidence(), outside) == 0.5
    assert ours(replace(evidence(), meaning=floats(1, 0)), outside) == pytest.approx(1.0)
