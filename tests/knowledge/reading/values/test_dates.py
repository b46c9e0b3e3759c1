"""Dates as days before today."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.values.dates import new_year_of, read_dates

TODAY = dt.date(2026, 11, 29)  # a Sunday


@pytest.mark.parametrize(
    ("text", "fewest", "most"),
    [
        ("sinh hôm 20/11", 9, 9),
        ("hôm qua", 1, 1),
        ("tuần trước", 7, 13),
        ("ngày 5 tháng 11", 24, 24),
        ("20/9/2026", 70, 70),
        ("hôm 30.10", 30, 30),
        ("tháng 10", 29, 59),
        ("hồi tháng 9 năm ngoái", 425, 454),
        ("thứ tư tuần trước", 11, 11),
        ("thứ sáu", 2, 2),
        ("chủ nhật", 0, 0),
        ("hôm thứ ba tuần rồi", 12, 12),
        ("sáng thứ 2", 6, 6),
        ("đầu tháng", 20, 28),
        ("cuối tháng trước", 29, 39),
        ("năm ngoái", 333, 697),
        ("mùng 2 tết", 284, 284),
        ("năm 2019", 2525, 2889),
        ("đẻ hôm 23 vừa rồi", 6, 6),
        ("bữa 30", 30, 30),
        ("30 tháng 6 năm 2004", 8187, 8187),
        ("sinh 5 tháng 11", 24, 24),
    ],
)
def test_how_people_say_them(text: str, fewest: int, most: int) -> None:
    (date,) = read_dates(text, TODAY)
    assert date.days_before(TODAY) == (fewest, most)


@given(st.dates(dt.date(2000, 1, 1), TODAY))
def test_every_written_day(day: dt.date) -> None:
    for text in (f"{day.day}/{day.month}/{day.year}", f"ngày {day.day} tháng {day.month} năm {day.year}"):
        (found,) = read_dates(text, TODAY)
        assert (found.earliest, found.latest) == (day, day)


def test_no_such_day() -> None:
    assert read_dates("31/2/2026", TODAY) == []


@pytest.mark.parametrize("text", ["3 tháng 2 ngày", "hơn bốn năm rồi", "bốn năm qua"])
def test_a_span_is_no_date(text: str) -> None:
    assert read_dates(text, TODAY) == []


@pytest.mark.parametrize("text", ["con thứ ba", "lần thứ hai", "thứ 9", "thứ bảo mẫu"])
def test_what_counts_is_no_weekday(text: str) -> None:
    assert read_dates(text, TODAY) == []


def test_the_lunar_new_year() -> None:
    assert (new_year_of(2025), new_year_of(2026)) == (dt.date(2025, 1, 29), dt.date(2026, 2, 17))


SAID = (
    "hôm bữa ngày thứ tuần tháng năm mùng mồng tết đầu giữa cuối hai ba tư bốn sáu bảy bẩy mười một giêng chạp trước "
    "rồi vừa qua nay ngoái kia này nọ mấy vài hơn gần con lần chủ nhật 0 2 8 9 31 13 2026 1899 30/2 5/2025 sinh đẻ"
)
WORDS = st.sampled_from(SAID.split())


@given(st.lists(WORDS, max_size=8))
def test_any_words_of_dates_are_read(words: list[str]) -> None:
    for date in read_dates(" ".join(words), TODAY):
        assert date.earliest <= date.latest


@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    for date in read_dates(text, TODAY):
        assert date.earliest <= date.latest
