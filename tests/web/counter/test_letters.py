"""A word is a letter: each place has one of its own, that JSON does not escape, and the browser's rule undoes it."""

from __future__ import annotations

import json

import pytest

from web.counter.letters import MOST, letter, table_of, written


def place(sign: str) -> int:
    """What web/front/counter/letters.js does."""
    code = ord(sign)
    return code - 70 if code > 160 else code - 36 if code > 92 else code - 35


def test_every_place_has_a_letter_of_its_own() -> None:
    letters = [letter(number) for number in range(MOST)]
    assert len(set(letters)) == MOST
    assert [place(sign) for sign in letters] == list(range(MOST))
    assert json.dumps("".join(letters), ensure_ascii=False) == f'"{"".join(letters)}"'
    "".join(letters).encode()


@pytest.mark.parametrize("number", [-1, MOST])
def test_there_are_no_more_letters(number: int) -> None:
    with pytest.raises(ValueError, match="no letter"):
        letter(number)


def test_the_most_frequent_word_comes_first_and_lines_stay_lines() -> None:
    lines = [["đăng", "ký", "khai", "sinh"], [], ["đăng", "ký"], ["đăng"]]
    table = table_of(lines)
    assert table[:2] == ["đăng", "ký"]
    assert written(lines, table).split("\n") == ["#$%&", "", "#$", "#"]
