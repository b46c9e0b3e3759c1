"""Words of several syllables are joined."""

from __future__ import annotations

import pytest

from knowledge.text.segment import segment


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Đăng ký khai sinh", ("đăng_ký", "khai_sinh")),
        ("", ()),
        ("  \n ", ()),
    ],
)
def test_segment(text: str, words: tuple[str, ...]) -> None:
    assert segment(text) == words


@pytest.mark.parametrize("text", ["???", "🙂 giấy", "a" * 500])
def test_odd_text_loses_no_letter(text: str) -> None:
    assert "".join(segment(text)).replace("_", "") == "".join(text.split())
