"""Counts of people and things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.values.counts import read_counts


@pytest.mark.parametrize(
    ("text", "number", "thing"),
    [
        ("mình em", 1, "người"),
        ("một mình tôi thôi", 1, "người"),
        ("hai vợ chồng em", 2, "người"),
        ("10 người thuê", 10, "người"),
        ("cả nhà năm người", 5, "người"),
        ("3 thửa", 3, "thửa"),
    ],
)
def test_how_people_say_them(text: str, number: float, thing: str) -> None:
    (count,) = read_counts(text)
    assert (count.low, count.high, count.thing) == (number, number, thing)


def test_a_bare_number_answers_the_question_how_many() -> None:
    assert read_counts("ba") == []
    assert [count.low for count in read_counts("ba", asked=True)] == [3]


@given(st.text(max_size=120), st.booleans())
def test_any_text_is_read(text: str, asked: bool) -> None:
    for count in read_counts(text, asked=asked):
        assert count.low <= count.high
