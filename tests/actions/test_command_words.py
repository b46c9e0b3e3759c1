"""Messages that are a command and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.command_words import NO_COMMANDS, command_in
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
