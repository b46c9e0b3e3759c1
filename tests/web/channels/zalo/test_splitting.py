"""Texts are cut where a reader would pause, nothing is lost, and no part is too long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.channels.zalo.splitting import length, parts_of


def test_short_texts_stay_whole() -> None:
    assert parts_of("Một.\n\nHai.", 20) == ["Một.\n\nHai."]
    assert parts_of("  ", 20) == []


@pytest.mark.parametrize(
    ("text", "longest", "parts"),
    [
        ("Đoạn một dài.\n\nĐoạn hai", 20, ["Đoạn một dài.", "Đoạn hai"]),
        ("Dòng một dài\nDòng hai", 15, ["Dòng một dài", "Dòng hai"]),
        ("Câu một dài. Câu hai", 15, ["Câu một dài.", "Câu hai"]),
        ("một hai ba bốn", 9, ["một hai", "ba bốn"]),
        ("mộthaibabốn", 4, ["mộth", "aiba", "bốn"]),
        ("A.\n\nmột hai ba bốn năm sáu", 20, ["A.\n\nmột hai ba bốn", "năm sáu"]),  # a tiny first part helps nobody
    ],
)
def test_the_best_place_to_cut(text: str, longest: int, parts: list[str]) -> None:
    assert parts_of(text, longest) == parts


def test_an_emoji_counts_twice() -> None:
    assert length("a😀") == 3
    assert parts_of("😀😀😀", 4) == ["😀😀", "😀"]


def test_a_part_needs_room() -> None:
    with pytest.raises(ValueError, match="room"):
        parts_of("a", 1)


@given(text=st.text("ab đ\n.;, 😀1", max_size=400), longest=st.integers(2, 80))
def test_nothing_is_lost_and_nothing_is_too_long(text: str, longest: int) -> None:
    parts = parts_of(text, longest)
    assert all(part == part.strip() and 0 < length(part) <= longest for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@given(text=st.text("ab đ\n. ", min_size=1, max_size=2_000))
def test_there_are_few_parts(text: str) -> None:
    assert len(parts_of(text, 100)) <= 2 * (len(text) // 100 + 1)
