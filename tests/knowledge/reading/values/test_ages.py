"""Ages in years."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.values.ages import read_ages

TODAY = dt.date(2026, 11, 29)


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("77 tuổi", (77, 78)),
        ("bảy mươi bảy tuổi", (77, 78)),
        ("sinh năm 1948", (77, 79)),
        ("cụ sn 48", (77, 79)),
        ("con 5 tuổi", (5, 6)),
        ("con 5 tuổi rưỡi", (5.4, 6.5)),
        ("3 tháng tuổi", (0.2, 0.3)),
        ("học lớp 3", (8, 10)),
        ("dưới 6 tuổi", (0, 6)),
        ("chưa đủ 18 tuổi", (10, 18)),
        ("bé mới đẻ", (0, 0.4)),
        ("sinh hôm 20/11", (0, 0.1)),
        ("sinh 20/11/2019", (7, 7.1)),
    ],
)
def test_how_people_say_them(text: str, within: tuple[float, float]) -> None:
    (age,) = read_ages(text, TODAY)
    assert within[0] <= age.low <= age.high <= within[1]


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("em 17", (17, 18)),
        ("tám mươi", (80, 81)),
        ("1950", (75, 77)),
        ("bé được 8 tháng", (0.6, 0.7)),
        ("trên 75", (75, 130)),
        ("8 chục rồi", (80, 81)),
        ("bà cụ bảy mươi sau rồi", (76, 77)),  # "sáu" that was typed without its mark
        ("tôi vừa nói bà cụ bảy mươi sáu rồi mà", (76, 77)),
    ],
)
def test_a_bare_number_answers_the_question_for_an_age(text: str, within: tuple[float, float]) -> None:
    assert read_ages(text, TODAY) == []
    (age,) = read_ages(text, TODAY, asked=True)
    assert within[0] <= age.low <= age.high <= within[1]


@pytest.mark.parametrize("text", ["nhà số 77", "tôi cần 3 bản", "đường 30 tháng 4", "lệ phí 50 nghìn"])
def test_other_numbers_are_no_ages(text: str) -> None:
    assert read_ages(text, TODAY) == []


@pytest.mark.parametrize("text", ["có hai vợ chồng thôi", "hai mẹ con", "hỏi ba lần rồi đó"])
def test_how_many_there_are_is_no_age(text: str) -> None:
    assert read_ages(text, TODAY, asked=True) == []


@given(st.text(max_size=120), st.booleans())
def test_any_text_is_read(text: str, asked: bool) -> None:
    for age in read_ages(text, TODAY, asked=asked):
        assert 0 <= age.low <= age.high + 1
