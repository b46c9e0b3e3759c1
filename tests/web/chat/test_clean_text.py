"""Typed text: never an intent, nothing hidden in it, nothing personal passed on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.chat.clean_text import clean, has_words, is_command


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("/restart", "restart"),
        ("  //session_start", "session_start"),
        ("／start_over", "start_over"),
        ("\u200b/\u200b/greet", "greet"),
        ("\ufeff\u2060 ⁄ ∕/greet", "greet"),
        ("\\/choose{}", "choose{}"),
        ("\x00/\x07greet", "greet"),
        ("\u3164/greet", "greet"),
        ("\ufe0f/greet", "greet"),
        ("làm\r\n\tkhai   sinh", "làm khai sinh"),
        ("ＡＢＣ１２３", "ABC123"),
        ("nộp 1/2 hồ sơ", "nộp 1/2 hồ sơ"),
        ("a\ud800b", "ab"),
        ("///", ""),
        ("", ""),
    ],
)
def test_clean(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(st.text(max_size=200) | st.text(alphabet="/／\\ \u200b\u2060\ufeff\x00a⁄", max_size=30))
def test_cleaned_text_is_plain(text: str) -> None:
    cleaned = clean(text)
    assert not cleaned.startswith(("/", "／", " "))
    assert not any(ord(char) < 32 for char in cleaned)
    assert clean(cleaned) == cleaned
    assert len(cleaned) <= len(text)


def test_words_are_letters_or_digits() -> None:
    assert has_words("k")
    assert has_words("7")
    assert not has_words("👍🏽 ?!")
    assert not has_words("")


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/restart", True),
        (' ／choose{"a": "b"}', True),
        ("\u200b/greet", True),
        ("restart", False),
        ("/làm khai sinh", False),
        ("1/2", False),
        ("/", False),
    ],
)
def test_what_is_written_like_a_payload(text: str, command: bool) -> None:
    assert is_command(text) is command
