from __future__ import annotations

import pytest

from benchmarks.evaluate.cases import Case
from benchmarks.evaluate.measure import (
    Outcome,
    area_under_curve,
    declined,
    far,
    held_when_asked_back,
    near,
    recall,
    run,
    share,
)
from knowledge.search.config import load_config
from knowledge.search.pipeline import Pipeline
from knowledge.search.types import Decision
from tests.knowledge.search.helpers import PROCEDURES, procedure, small_catalogue

BIRTH = frozenset(["1.001193"])


def outcome(case: Case, decision: Decision, rank: int | None, shown: tuple[str, ...], scope: float = 0.9) -> Outcome:
    return Outcome(case, decision, rank, shown, 0.5, scope, 1.0)


OURS = Case("khai sinh", BIRTH, Decision.ANSWER, "event")
VAGUE = Case("giấy cho bé", BIRTH, Decision.ASK_BACK, "ambiguous", Decision.ANSWER)
FOREIGN = Case("thời tiết", frozenset(), Decision.OUT_OF_SCOPE, "oos_far")


def test_right_is_what_helps_a_person() -> None:
    assert outcome(OURS, Decision.ANSWER, 0, ("1.001193",)).right
    assert not outcome(OURS, Decision.ANSWER, 1, ("1.004194", "1.001193")).right
    assert not outcome(OURS, Decision.ASK_BACK, 0, ("1.001193",)).right
    assert outcome(VAGUE, Decision.ASK_BACK, 2, ("1.004194", "1.001193")).right
    assert not outcome(VAGUE, Decision.ASK_BACK, 9, ("1.004194",)).right
    assert outcome(VAGUE, Decision.ANSWER, 0, ("1.001193",)).right  # the second reader wanted it so
    assert outcome(FOREIGN, Decision.OUT_OF_SCOPE, None, ()).right


def test_shares_have_an_interval() -> None:
    half = share([True, False] * 50)
    assert half.value == 0.5
    assert half.low < 0.5 < half.high
    assert str(share([])) == "–"


def test_measures_count_their_own_cases() -> None:
    outcomes = [
        outcome(OURS, Decision.ANSWER, 0, ("1.001193",)),
        outcome(OURS, Decision.OUT_OF_SCOPE, None, (), scope=0.2),
        outcome(VAGUE, Decision.ASK_BACK, 1, ("1.004194", "1.001193")),
        outcome(FOREIGN, Decision.OUT_OF_SCOPE, None, (), scope=0.1),
    ]
    assert recall(outcomes, 1).n == 2
    assert recall(outcomes, 1).value == 0.5
    assert declined(outcomes).value == pytest.approx(1 / 3)
    assert held_when_asked_back(outcomes).value == 1
    assert area_under_curve(outcomes, far).value == 1
    assert area_under_curve(outcomes, near).n == 0


def test_cases_run_through_a_search() -> None:
    catalogue = small_catalogue(map(procedure, PROCEDURES), "small")
    pipeline = Pipeline(catalogue, load_config().switched(dense=False))
    by_code = Case("mã 1.001193", BIRTH, Decision.ANSWER, "faq")
    birth, named, weather = run(
        pipeline, [Case("làm giấy khai sinh", BIRTH, Decision.ANSWER, "event"), by_code, FOREIGN]
    )
    assert (birth.rank, birth.shown[0]) == (0, "1.001193")
    assert (named.rank, named.decision) == (0, Decision.ANSWER)
    assert weather.decision is Decision.OUT_OF_SCOPE
    assert weather.scope < birth.scope
