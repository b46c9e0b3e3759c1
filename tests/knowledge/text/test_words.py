"""Words of a text, and patterns that match whole words only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.words import syllables, whole_words


def test_syllables_are_folded_words() -> None:
    assert syllables("Đăng ký (CT01), tạm-trú!") == ("dang", "ky", "ct01", "tam", "tru")
    assert syllables(" … ") == ()


@pytest.mark.parametrize(
    ("phrases", "text", "found"),
    [
        (["trú"], "tạm trú", "trú"),
        (["trú"], "trúng", None),
        (["an"], "bàn", None),
        (["tạm", "tạm trú"], "đăng ký tạm trú", "tạm trú"),  # the longest first
        (["c++"], "biết c++ không", "c++"),
        (["a.b"], "axb", None),
        ([], "bất cứ gì", None),
    ],
)
def test_whole_words(phrases: list[str], text: str, found: str | None) -> None:
    match = whole_words(phrases).search(text)
    assert (match.group() if match else None) == found


@given(st.lists(st.text(min_size=1, max_size=10), max_size=5), st.text(max_size=60))
def test_what_is_found_is_a_phrase_between_other_characters(phrases: list[str], text: str) -> None:
    for match in whole_words(phrases).finditer(text):
        assert match.group() in phrases
        assert not (match.start() and text[match.start() - 1].isalnum())
        assert not text[match.end() : match.end() + 1].isalnum()
