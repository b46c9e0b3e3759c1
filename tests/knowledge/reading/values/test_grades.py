"""The school year somebody is in."""

from __future__ import annotations

import pytest

from knowledge.reading.values.grades import read_grades


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("lớp 3 ạ", [3]),
        ("nó học lớp tám", [8]),
        ("con tôi năm nay lên lớp sáu", [6]),
        ("lp 12 rồi", [12]),
        ("lớp mười một", [11]),
        ("lớp lá", []),
        ("lớp 30 cháu", []),
        ("nhà có 3 đứa", []),
    ],
)
def test_grades(text: str, grades: list[int]) -> None:
    assert read_grades(text) == grades
