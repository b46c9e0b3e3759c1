"""What the classifier of danger looks at."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.danger.features import LETTERS, SIZE, WORDS, features


def test_pieces_without_marks_are_the_same_with_and_without_them() -> None:
    with_marks, without = features("nhà đang cháy"), features("nha dang chay")
    assert {number for number in without if number < LETTERS + WORDS} == {
        number for number in with_marks if number < LETTERS + WORDS
    }


@given(st.text(max_size=300))
def test_any_text_has_numbers_in_range_each_kind_of_length_one(text: str) -> None:
    found = features(text)
    assert all(0 <= number < SIZE for number in found)
    length = math.sqrt(sum(value * value for value in found.values()))
    assert length <= math.sqrt(3) + 1e-6
