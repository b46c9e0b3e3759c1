"""Spans of time in days."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.values.numbers import words_of
from knowledge.reading.values.spans import read_spans


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3 tuần", 21, 21),
        ("mất hơn tháng ni rồi", 31.5, 62),
        ("mới đầy tháng", 28, 31),
        ("nửa tháng", 14, 16),
        ("một tháng rưỡi", 42, 46.5),
        ("chục ngày", 10, 10),
        ("vài ngày", 2, 6),
        ("hai ba bữa", 2, 3),
        ("khoảng 20 ngày", 16, 24),
        ("hai tuần lẻ ba ngày", 17, 17),
        ("bốn năm rồi", 1460, 1464),
        ("bốn năm ngày", 4, 5),
    ],
)
def test_how_people_say_them(text: str, low: float, high: float) -> None:
    (span,) = read_spans(words_of(text))
    assert (span.low, span.high) == (low, high)


def test_more_and_less_are_beyond_the_span() -> None:
    (more,) = read_spans(words_of("hơn hai tháng"))
    (less,) = read_spans(words_of("gần 2 năm"))
    assert 62 < more.low < more.high < 100
    assert 300 < less.low < less.high < 730


@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    for span in read_spans(words_of(text)):
        assert span.low <= span.high
