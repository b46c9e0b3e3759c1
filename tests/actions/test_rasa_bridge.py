"""Rasa's actions and the form run the topics' functions; an error restores the state."""

from __future__ import annotations

import inspect
import logging
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa_sdk.executor import CollectingDispatcher

from actions import hear
from actions.hear import ValidateCaseForm
from actions.rasa_bridge import FORM, TurnAction, perform
from actions.topics import answer, change, document_walk, find_procedure, follow_up, small_talk
from actions.turn import Turn
from tests.actions.helpers import BIRTH, DOMAIN, FACTS_OF_BIRTH, talk_about, through_form, tracker

ROOT = Path(__file__).parents[2]
ACTIONS: list[type[TurnAction]] = [
    one
    for module in (answer, change, find_procedure, follow_up, hear, small_talk, document_walk)
    for one in vars(module).values()
    if inspect.isclass(one) and issubclass(one, TurnAction) and one.__module__ == module.__name__
]


def domain() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return loaded


def test_the_domain_names_every_action_and_slot() -> None:
    named = {one().name() for one in ACTIONS}
    assert named | {ValidateCaseForm().name()} == set(domain()["actions"])
    assert set(Turn().slots()) <= set(domain()["slots"])


def test_every_intent_has_a_rule() -> None:
    intents = {next(iter(one)) if isinstance(one, dict) else one for one in domain()["intents"]}
    ruled = set()
    for file in (ROOT / "data" / "rules").glob("*.yml"):
        for rule in yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]:
            ruled |= {step["intent"] for step in rule["steps"] if "intent" in step}
    assert ruled == intents


async def test_a_fault_restores_the_state_and_is_told(caplog: pytest.LogCaptureFixture) -> None:
    def broken(turn: Turn) -> None:
        turn.answer("filer", "other")
        turn.have["x"] = True
        turn.say("half an answer")
        raise ValueError

    turn, dispatcher = talk_about(BIRTH, {"birth_proof": "paper"}), CollectingDispatcher()
    turn.text, before = "lời riêng tư của tôi", turn.slots()
    with caplog.at_level(logging.DEBUG):
        await perform(broken, turn, dispatcher)
    assert turn.slots() == before
    (message,) = dispatcher.messages
    assert message["custom"]["text"].startswith("Xin lỗi, tôi bị trục trặc")
    assert "broken" in str([vars(one) for one in caplog.records])
    assert "riêng tư" not in caplog.text + str([vars(one) for one in caplog.records])


async def test_the_form_goes_on_while_a_question_is_open() -> None:
    turn = talk_about(BIRTH)
    turn.asking = "birth_proof"
    slots, messages = await through_form(turn.slots(), "1", "affirm")
    assert slots["cases"] == {BIRTH: {"birth_proof": "paper"}}
    assert slots["case_answer"] is None
    assert slots.get("requested_slot", "case_answer") == "case_answer"
    assert messages[-1]["custom"]["type"] == "case_question"


async def test_the_form_ends_with_the_last_answer() -> None:
    turn = talk_about(BIRTH, {key: value for key, value in FACTS_OF_BIRTH.items() if key != "filer"})
    turn.asking = "filer"
    slots, messages = await through_form(turn.slots(), "1", "affirm")
    assert messages[-1]["custom"]["type"] == "checklist"
    assert slots["requested_slot"] is None


@pytest.mark.parametrize(
    ("text", "intent", "values", "topic"),
    [
        ("/start_over", "start_over", {}, "started_over"),
        ("/ask_documents", "ask_documents", {}, None),
        ("/answer", "answer", {"procedure": BIRTH, "question": "birth_proof", "value": "paper"}, None),
        ("/wrong_procedure", "wrong_procedure", {}, None),
        ("/greet", "greet", {}, "greeting"),
    ],
)
async def test_buttons_inside_the_form(text: str, intent: str, values: dict[str, str], topic: str | None) -> None:
    _, messages = await through_form(talk_about(BIRTH).slots(), text, intent, **values)
    assert messages
    assert topic is None or messages[0]["custom"]["topic"] == topic


async def test_a_procedure_that_is_gone_ends_the_form() -> None:
    slots = {**talk_about(BIRTH).slots(), "procedure": "9.999999"}
    form, here = ValidateCaseForm(), tracker(slots, "x", "ask_procedure")
    assert await form.required_slots(["case_answer"], CollectingDispatcher(), here, DOMAIN) == []
    said = CollectingDispatcher()
    await form.validate_case_answer("x", said, here, DOMAIN)
    assert said.messages


@pytest.mark.parametrize("action", ACTIONS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("facts", [None, {}, FACTS_OF_BIRTH])
async def test_every_action_answers_and_opens_the_form_only_for_an_open_question(
    action: type[TurnAction], facts: dict[str, str] | None
) -> None:
    slots = {} if facts is None else talk_about(BIRTH, facts).slots()
    dispatcher = CollectingDispatcher()
    events = await action().run(dispatcher, tracker(slots, "gì đó", "affirm"), DOMAIN)
    assert dispatcher.messages
    after = {**slots, **{event["name"]: event["value"] for event in events if event["event"] == "slot"}}
    still_open = Turn.from_tracker(tracker(after, "", "")).next_question() is not None
    assert any(event.get("name") == FORM for event in events) == still_open
