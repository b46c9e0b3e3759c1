"""Messages that are a command and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.command_words import NO_COMMANDS, command_beside, command_in
from actions.handlers import COMMANDS
from knowledge.text.fold import fold
from knowledge.wording import read_wording

WORDS = read_wording(Path(__file__).parents[2] / "actions" / "command_words.yml")
PHRASES = [(name, phrase) for name in WORDS.lists() if name not in NO_COMMANDS for phrase in WORDS.list(name)]


@pytest.mark.parametrize(("name", "phrase"), PHRASES)
def test_each_phrase_is_its_command_with_and_without_marks_and_small_words(name: str, phrase: str) -> None:
    assert name in COMMANDS
    assert command_in(phrase) == name
    assert command_in(f"dạ {phrase} giúp em ạ") in (name, None)
    assert command_in(fold(phrase)) in (name, None)  # toneless words may be others


@pytest.mark.parametrize("typed", ["thôi nôi cho bé", "làm lại giấy khai sinh", "nhà trước", "có", "không", "2", ""])
def test_what_says_more_or_something_else_is_no_command(typed: str) -> None:
    assert command_in(typed) is None


@pytest.mark.parametrize("typed", ["thôi", "dạ thôi ạ", "thoi", "thôi em"])
def test_an_end_comes_first(typed: str) -> None:
    assert command_in(typed) == "stop"


@pytest.mark.parametrize("typed", ["mình em thôi", "co minh toi thoi", "có em thôi ạ"])
def test_only_at_the_end_it_is_none(typed: str) -> None:
    assert command_in(typed) is None


@pytest.mark.parametrize("typed", ["dung", "dung a", "Dung."])
def test_a_yes_without_its_mark_ends_nothing(typed: str) -> None:
    assert command_in(typed) is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("huỷ đi, chán òi", "stop"),
        ("trả lời tầm bậy quá, làm lại hết nha", "start_over"),
        ("bấm nhầm, lùi giùm", "change_answer"),
        ("đừng hỏi nữa, liệt kê giấy tờ giùm", "show_again"),
        ("khoan, mẹ em đi nộp", None),
        ("nhầm rồi, bé sinh ở nhà", None),
        ("mẹ em đi nộp, em bận", None),
        ("thôi", None),
        ("thôi, có sửa cái gì đâu", None),
        ("thôi, mẹ em đi", None),
        ("thôi khỏi, không sửa", None),
        ("thôi, để mai", "stop"),
    ],
)
def test_one_part_may_command_beside_another(typed: str, name: str | None) -> None:
    assert command_beside(typed) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [("bấm nhầm, lùi giùm", "change_answer"), ("lùi lại", "change_answer"), ("bấm nhầm, ở trọ", None), ("ở trọ", None)],
)
def test_a_message_all_of_whose_parts_are_the_same_command_is_that_command(typed: str, name: str | None) -> None:
    assert command_in(typed) == name
