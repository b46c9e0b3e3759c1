"""Keystrokes of an input method that was off are read as letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.keys import untype
from knowledge.text.restore import Restorer


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ddawng kys khai sinh", "đăng ký khai sinh"),
        ("toi muoons lamf laij giaays towf", "toi muốn làm lại giấy tờ"),
        ("d9a8ng ky1 ta5m tru1", "đăng ký tạm trú"),
        ("nhaf ddaats", "nhà đất"),
        ("visa pass file a4 b2 kt3 vneid 2", "visa pass file a4 b2 kt3 vneid 2"),
        ("đăng ký ở đâu", "đăng ký ở đâu"),
    ],
)
def test_keystrokes_are_read_as_letters(typed: str, meant: str) -> None:
    assert untype(typed, Restorer.load().knows) == meant


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    known = Restorer.load().knows
    assert untype(untype(text, known), known) == untype(text, known)
