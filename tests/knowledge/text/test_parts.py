"""The parts of a message that may each want something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.parts import MOST, parts_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("lệ phí bao nhiêu với lại bao lâu có", ["lệ phí bao nhiêu", "bao lâu có"]),
        ("le phi bao nhieu voi lai bao lau co", ["le phi bao nhieu", "bao lau co"]),
        ("Cần giấy gì? Nộp ở đâu?", ["Cần giấy gì", "Nộp ở đâu"]),
        ("lệ phí bao nhiêu", []),
        ("lam khai sinh cho con can gi", []),
        ("", []),
    ],
)
def test_each_wish_is_a_part(text: str, parts: list[str]) -> None:
    assert [part for part in parts_of(text) if part in parts] == parts
    assert bool(parts_of(text)) == bool(parts)


@given(st.text(max_size=400))
def test_any_text_has_few_parts_each_of_its_own_words(text: str) -> None:
    parts = parts_of(text)
    assert len(parts) <= MOST
    assert all(
        set(part.split()) <= set(" ".join(text.split()).replace(",", " ").split()) | set(part.split()) for part in parts
    )
    assert len(set(parts)) == len(parts)
