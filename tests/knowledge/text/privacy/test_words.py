"""The words of privacy.yml, with their marks and without."""

from __future__ import annotations

from knowledge.text.privacy.harmless import is_year
from knowledge.text.privacy.kinds import fits
from knowledge.text.privacy.words import LONGEST_PHRASE, words


def test_words_are_found_without_their_marks() -> None:
    known = words()
    assert known.labels["số thẻ"] == known.labels["so the"] == "card"
    assert known.spoken["bảy"] == known.spoken["bay"] == "7"


def test_single_words_that_make_harmless_need_their_marks() -> None:
    known = words()
    assert known.labels["giá"] == known.labels["tong tien"] == "money"
    assert "gia" not in known.labels


def test_each_digit_is_spoken() -> None:
    assert sorted(set(words().spoken.values())) == list("0123456789")


def test_no_phrase_is_too_long_to_be_found() -> None:
    assert max(len(phrase.split()) for phrase in words().labels) <= LONGEST_PHRASE


def test_what_is_said_of_a_person_has_digits() -> None:
    said = set(words().labels.values()) - words().harmless - {"", "plate", "sign", "vehicle"}
    assert all(fits(kind, "7") != fits("", "7") for kind in said)


def test_years() -> None:
    assert is_year("2024")
    assert not is_year("2124")
