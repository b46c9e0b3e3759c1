"""The training data: enough of each intent, a third as typed on a phone, nothing twice, nothing held out."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
import yaml

from actions.handlers import TYPED
from knowledge.text.fold import fold, is_toneless
from knowledge.text.normalise import dictionary

ROOT = Path(__file__).parents[2]
INTENTS = set(TYPED)
LEAST = {"ask_procedure": 250, "out_of_scope": 120}
HELD_OUT = ("nlu_test.jsonl",)


def examples() -> list[tuple[str, str]]:
    """(intent, line) of every training line."""
    found = []
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            found += [(block["intent"], line.removeprefix("- ")) for line in block["examples"].splitlines()]
    return found


def held_out(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()]


def phone_typed(line: str) -> bool:
    """Without diacritics, or with a short form."""
    return is_toneless(line) or any(word in dictionary().words for word in line.lower().split())


def test_the_intents_are_the_agreed_ones() -> None:
    assert {intent for intent, _ in examples()} == INTENTS


@pytest.mark.parametrize("intent", sorted(INTENTS))
def test_an_intent_has_enough_lines(intent: str) -> None:
    lines = [line for name, line in examples() if name == intent]
    assert len(lines) >= LEAST.get(intent, 25)
    assert sum(phone_typed(line) for line in lines) >= 0.3 * len(lines)


def test_no_line_stands_twice() -> None:
    assert [line for line, n in Counter(line.lower() for _, line in examples()).items() if n > 1] == []


def test_no_line_has_two_intents_once_folded() -> None:
    intents: dict[str, set[str]] = {}
    for intent, line in examples():
        intents.setdefault(fold(line), set()).add(intent)
    assert {line: found for line, found in intents.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", HELD_OUT)
def test_held_out_lines_are_not_trained_on(name: str) -> None:
    trained = {fold(line) for _, line in examples()}
    assert [message["text"] for message in held_out(name) if fold(message["text"]) in trained] == []


@pytest.mark.parametrize("name", HELD_OUT)
def test_held_out_messages_cover_the_intents(name: str) -> None:
    messages = held_out(name)
    assert len(messages) >= 200
    assert {message["intent"] for message in messages} == INTENTS - {"wait"}
    assert sum(phone_typed(message["text"]) for message in messages) >= 0.3 * len(messages)
