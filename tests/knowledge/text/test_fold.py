"""Text without its marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.fold import WORD, fold, has_marks, is_toneless


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đăng ký", "dang ky"),
        ("ĐƯỜNG", "duong"),
        ("Nguyễn Thị Thuỳ", "nguyen thi thuy"),
        ("ABC 123", "abc 123"),
        ("đ" * (WORD + 1), "d" * (WORD + 1)),  # longer than what is kept in the cache
        ("", ""),
    ],
)
def test_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=300))
def test_fold_settles(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert len(fold(text)) <= 4 * len(text)
    assert not has_marks(fold(text))


@pytest.mark.parametrize(
    ("text", "toneless"),
    [("dang ky", True), ("đang ky", False), ("đăng ký", False), ("123", False), ("", False), ("con em", True)],
)
def test_toneless(text: str, toneless: bool) -> None:
    assert is_toneless(text) is toneless
