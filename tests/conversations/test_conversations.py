"""The written conversations, each with a new person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.whole import Person
from knowledge.messages import parse_message
from tests.conversations.script import play

HERE = Path(__file__).parent


def load_conversations() -> list[Any]:
    return [
        pytest.param(conversation["steps"], id=f"{path.stem}: {conversation['name']}")
        for path in sorted(HERE.glob("*.yml"))
        for conversation in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.whole
@pytest.mark.parametrize("steps", load_conversations())
def test_conversation(person: Person, steps: list[dict[str, Any]]) -> None:
    play(person, steps)
    for message in person.messages:
        parse_message(message)
