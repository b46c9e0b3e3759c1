"""One table of intents: the domain, the rules, the training data and the buttons all go by it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.handlers import BUTTONS, INTENTS, TYPED
from actions.rasa_bridge import ActionAnswer
from actions.turn import Turn
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, say, talk_about

ROOT = Path(__file__).parents[2]


def read(path: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))
    return loaded


def names(intents: list[Any]) -> set[str]:
    return {next(iter(one)) if isinstance(one, dict) else one for one in intents}


def test_the_domain_has_the_table_s_intents_the_action_and_every_slot() -> None:
    domain = read("domain.yml")
    assert names(domain["intents"]) == INTENTS
    assert domain["actions"] == [ActionAnswer().name()]
    assert set(Turn().slots()) == set(domain["slots"])


def test_every_intent_has_its_rule() -> None:
    rules = read("data/rules/turn.yml")["rules"]
    assert [rule["steps"] for rule in rules] == [
        [{"intent": rule["rule"]}, {"action": ActionAnswer().name()}] for rule in rules
    ]
    assert {rule["rule"] for rule in rules} == INTENTS


def test_every_typed_intent_is_trained_and_no_button_is() -> None:
    trained = {
        block["intent"]
        for file in (ROOT / "data" / "nlu").glob("*.yml")
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
        if "intent" in block
    }
    assert trained == TYPED.keys()


@pytest.mark.parametrize("intent", sorted(INTENTS))
@pytest.mark.parametrize("facts", [None, {}, FACTS_OF_BIRTH])
@pytest.mark.parametrize("pressed", [True, False])
async def test_every_intent_is_answered_in_every_state(
    intent: str, facts: dict[str, str] | None, pressed: bool
) -> None:
    turn = Turn() if facts is None else talk_about(BIRTH, facts)
    assert await say(turn, f"/{intent}" if pressed else "gì đó", intent)


def test_a_button_s_command_is_known() -> None:
    assert BUTTONS.keys() <= INTENTS
