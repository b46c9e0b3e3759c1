"""Conditions and dated things."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from knowledge.schema.conditions import ALWAYS, CODE, Condition, Dated

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)


def test_a_condition_is_a_mapping_to_values() -> None:
    condition = Condition.model_validate({"paper": "yes", "late": ["yes", "no"]})
    assert condition.terms == (("paper", ("yes",)), ("late", ("yes", "no")))
    assert condition.questions == ("paper", "late")
    assert condition
    assert not ALWAYS
    assert Condition.model_validate(None) == ALWAYS


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"paper": True}, "write it in quotes"),
        ({"paper": ["yes", 1]}, "write it in quotes"),
        ({"paper": []}, "no value"),
    ],
)
def test_values_are_text(value: object, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Condition.model_validate(value)


@given(st.dictionaries(NAMES, st.lists(NAMES, min_size=1, max_size=3), max_size=4))
def test_a_condition_is_written_as_it_was_read(value: dict[str, list[str]]) -> None:
    condition = Condition.model_validate(value)
    assert condition.model_dump() == value
    assert Condition.model_validate(condition.model_dump()) == condition


def test_both_days_of_a_period_are_in_it() -> None:
    dated = Dated.model_validate({"from": dt.date(2026, 8, 15), "to": dt.date(2027, 2, 28)})
    days = [dt.date(2026, 8, 14), dt.date(2026, 8, 15), dt.date(2027, 2, 28), dt.date(2027, 3, 1)]
    assert [dated.holds_on(day) for day in days] == [False, True, True, False]
    assert all(Dated().holds_on(day) for day in days)


def test_codes() -> None:
    assert CODE.match("1.001193")
    for text in ("1.1", "1.001193.000", "1.001193\n", "a.001193", "１.001193"):
        assert not CODE.match(text)
