from __future__ import annotations

from knowledge.text.word_list import is_toneless_word, is_word


def test_what_is_a_word_is_told_with_its_marks_or_without_any() -> None:
    assert is_word("nhà", "trai")
    assert not is_word("nha", "trai")
    assert not is_word("nhà", "trái")
    assert not is_word("cáp", "lại")
    assert is_toneless_word("nha", "trai")
