"""Rasa's one action answers a turn and stores its state; a fault restores it."""

from __future__ import annotations

import logging

import pytest

from actions import rasa_bridge
from actions.rasa_bridge import perform
from actions.turn import Turn
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, hear, talk_about, through_action


async def test_a_fault_restores_the_state_and_is_told(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(turn: Turn) -> None:
        turn.answer("filer", "other")
        turn.note_papers({"x": "yes"})
        turn.say("half an answer")
        raise ValueError

    monkeypatch.setattr(rasa_bridge, "answer", broken)
    turn = talk_about(BIRTH, {"birth_proof": "paper"})
    hear(turn, "lời riêng tư của tôi", "ask_fee", 0.9, {})
    before = turn.slots()
    with caplog.at_level(logging.DEBUG):
        (message,) = await perform(turn)
    assert turn.slots() == before
    assert message.text.startswith("Xin lỗi, tôi bị trục trặc")
    assert "ask_fee" in str([vars(one) for one in caplog.records])
    assert "riêng tư" not in caplog.text + str([vars(one) for one in caplog.records])


async def test_only_what_changed_is_stored() -> None:
    turn = talk_about(BIRTH)
    turn.asking = "birth_proof"
    slots, messages = await through_action(turn.slots(), "1", "affirm")
    assert slots["cases"] == {BIRTH: {"birth_proof": "paper"}}
    assert "procedure" not in slots
    assert messages[-1]["custom"]["type"] == "case_question"


async def test_the_list_comes_with_the_last_answer() -> None:
    turn = talk_about(BIRTH, {key: value for key, value in FACTS_OF_BIRTH.items() if key != "filer"})
    turn.asking = "filer"
    _, messages = await through_action(turn.slots(), "1", "affirm")
    assert messages[-1]["custom"]["type"] == "checklist"


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
async def test_buttons_while_a_question_is_open(
    text: str, intent: str, values: dict[str, str], topic: str | None
) -> None:
    _, messages = await through_action(talk_about(BIRTH).slots(), text, intent, **values)
    assert messages
    assert topic is None or messages[0]["custom"]["topic"] == topic


async def test_a_procedure_that_is_gone_is_answered_for_nothing() -> None:
    slots = {**talk_about(BIRTH).slots(), "procedure": "9.999999"}
    _, messages = await through_action(slots, "x", "ask_procedure")
    assert messages
