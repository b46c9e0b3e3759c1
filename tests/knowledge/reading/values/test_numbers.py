"""Numbers in digits and in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.values.numbers import read_numbers, words_of

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def spell(number: int) -> str:
    """A number below a thousand in the words of school."""
    hundreds, rest = divmod(number, 100)
    tens, last = divmod(rest, 10)
    words = [DIGITS[hundreds], "trăm"] if hundreds else []
    if tens == 0 and hundreds and last:
        words += ["linh", DIGITS[last]]
    elif tens == 0:
        words += [DIGITS[last]] if last or not hundreds else []
    else:
        words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
        if last == 1 and tens > 1:
            words.append("mốt")
        elif last == 5:
            words.append("lăm")
        elif last:
            words.append(DIGITS[last])
    return " ".join(words)


@given(st.integers(1, 999))
def test_every_number_below_a_thousand(number: int) -> None:
    (found,) = read_numbers(words_of(spell(number)))
    assert (found.low, found.high) == (number, number)


@given(st.integers(0, 999_999_999))
def test_digits_with_and_without_dots(number: int) -> None:
    for text in (str(number), f"{number:,}".replace(",", ".")):
        (found,) = read_numbers(words_of(text))
        assert found.low == number


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("bảy lăm", 75, 75),
        ("hăm mốt", 21, 21),
        ("tám hai mươi", 8, 8),
        ("chục", 10, 10),
        ("hai chục", 20, 20),
        ("hai ba", 2, 3),
        ("năm bảy", 5, 7),
        ("triệu rưỡi", 1_500_000, 1_500_000),
        ("hai triệu ba trăm nghìn", 2_300_000, 2_300_000),
        ("2 triệu rưỡi", 2_500_000, 2_500_000),
        ("trăm", None, None),
    ],
)
def test_how_people_say_them(text: str, low: float | None, high: float | None) -> None:
    found = read_numbers(words_of(text))
    assert (found[0].low, found[0].high) == (low, high) if low is not None else not found


def test_ten_years_is_not_fifteen() -> None:
    assert next(number.low for number in read_numbers(words_of("mười năm"))) == 10


@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    for number in read_numbers(words_of(text)):
        assert 0 <= number.start < number.end
        assert number.low <= number.high
