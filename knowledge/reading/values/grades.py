"""The school year somebody is in: "lớp 3", "học lớp tám", "lop 11"."""

from __future__ import annotations

from knowledge.reading.values.numbers import read_numbers, words_of

HIGHEST = 12
_BEFORE = ("lớp", "lop", "lp", "khối")


def read_grades(text: str) -> list[int]:
    """Every school year, 1 to 12, that is named in an accented text."""
    words = words_of(text)
    return [
        int(number.low)
        for number in read_numbers(words)
        if number.start and words[number.start - 1] in _BEFORE and number.low == number.high
        if 1 <= number.low <= HIGHEST and number.low == int(number.low)
    ]
