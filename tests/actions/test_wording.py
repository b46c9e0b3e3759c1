"""The bot's sentences: each is used, each use fits, and joining words keep their blanks."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from actions.wording import say, say_more, sentences
from knowledge.wording import WordingError

ROOM = Path(__file__).parents[2] / "actions"
NAMED_ELSEWHERE = {"say_more", "walk_valid", "walk_photograph", "say_else"}
"""Sentences whose key is put together, or handed over, at run time."""
GROUPS = {"greeting_examples", "topic", "danger", "not_understood"}
"""Groups of which one is taken by its name; other tests say that none is missing."""
VARIABLE_ENDS = {"_yes", "_no", "_only"}
CHOSEN = ("age_", "online_", "post_", "paper_", "out_of_scope", "not_found", "changed", "noted", "stopped")
"""Sentences that a variable names."""


def uses() -> dict[str, list[frozenset[str]]]:
    """Every say("key", blank=…) of the room: key → the blanks given at each place."""
    found: dict[str, list[frozenset[str]]] = {}
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                keys = [part for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)] if node.args else []
                names = frozenset(keyword.arg or "**" for keyword in node.keywords)
                for key in keys:
                    found.setdefault(str(key.value), []).append(names)
    return found


def test_every_sentence_is_used() -> None:
    keys = {key for key in sentences().keys() if key.partition(".")[0] not in GROUPS}  # noqa: SIM118
    assert {key for key in keys - uses().keys() if not key.startswith(CHOSEN)} == NAMED_ELSEWHERE


def test_every_use_names_a_sentence_and_its_blanks() -> None:
    known = sentences()
    for key, places in uses().items():
        if key in known:
            wanted = known.blanks(key) - {"hotline"}
            assert all(given == wanted for given in places if "**" not in given), key
        else:
            assert key in {"walk_", "topic.", "danger.", "0", *VARIABLE_ENDS}, key


def test_joining_words_keep_their_blanks() -> None:
    assert say("or").join(["mới", "đổi"]) == "mới hay đổi"


def test_the_hotline_is_the_offices(monkeypatch: pytest.MonkeyPatch) -> None:
    from knowledge.settings import Settings

    monkeypatch.setattr("actions.wording.get_settings", lambda: Settings(hotline="0123"))
    assert "0123" in say("handoff")


def test_an_unknown_sentence_or_blank_is_an_error() -> None:
    with pytest.raises(WordingError, match="no sentence"):
        say("nothing_of_the_kind")
    with pytest.raises(WordingError, match="blanks"):
        say("found")


def test_examples_follow_the_request_to_say_more() -> None:
    assert say_more().endswith(say("say_example"))
    assert say_more("say_else") != say_more()
