from __future__ import annotations

from knowledge.search.config import load_config
from knowledge.search.terms import Terms, shingles, terms_of


def test_terms_tell_homographs_apart() -> None:
    terms = Terms(["để", "cần"], ["giấy tờ gì"], {"đẻ": "sinh"})
    assert terms("để đẻ cần giấy tờ gì 3") == ["sinh"]


def test_the_configured_words_leave_the_need() -> None:
    terms = terms_of(load_config())
    assert terms("cho em hỏi làm khai sinh cần giấy tờ gì") == ["khai", "sinh"]
    assert terms("làm ở đâu vậy") == []


def test_shingles_are_syllables_and_pairs() -> None:
    assert shingles(["khai", "sinh", "lại"]) == ["khai", "sinh", "lại", "khai_sinh", "sinh_lại"]
    assert shingles([]) == []
