"""The words of short answers, and the plain form in which they are compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.vocabulary import plain, vocabulary


def test_plain_text_has_no_marks_or_punctuation() -> None:
    assert plain("  Dạ, CHƯA ạ!! ") == "da chua a"
    assert plain("Ko biết") == plain("không biết")


@given(st.text(max_size=200))
def test_plain_is_idempotent(text: str) -> None:
    once = plain(plain(text))
    assert plain(once) == once


def test_a_word_means_one_thing_only() -> None:
    words = vocabulary()
    assert not words.yes & words.no
    assert not words.unknown & (words.yes | words.no)
    assert {"co", "roi", "dung roi"} <= words.yes
    assert {"chua", "khong", "khong phai"} <= words.no


def test_ordinals_count_from_one() -> None:
    assert (vocabulary().ordinals["1"], vocabulary().ordinals["thu hai"]) == (1, 2)
