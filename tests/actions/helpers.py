"""A conversation without Rasa: the topics' functions over one Turn after another, the search scripted."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.hear import ValidateCaseForm
from actions.rasa_bridge import Topic
from actions.turn import Turn
from knowledge.messages import Message
from knowledge.search.types import Candidate, Decision, SearchResult

BIRTH, MARRIAGE, MARRIAGE_ABROAD = "1.001193", "1.000894", "2.000806"
FACTS_OF_BIRTH = {
    "birth_proof": "paper",
    "parents": "married",
    "within_60_days": "yes",
    "method": "direct",
    "filer": "self",
}

Search = Callable[[str], SearchResult]


def result(decision: Decision, *codes: str) -> SearchResult:
    """A search result with these candidates."""
    return SearchResult("", decision, tuple(Candidate(code, code, 1.0) for code in codes))


async def do(topic: Topic, turn: Turn, text: str = "", intent: str = "", **values: str) -> list[Message]:
    """Run a topic's function on a turn; the messages it says."""
    turn.text, turn.intent, turn.values, turn.messages, turn.quiet = text, intent, values, [], False
    outcome = topic(turn)
    if inspect.isawaitable(outcome):
        await outcome
    return turn.messages


def talk_about(code: str, facts: dict[str, str] | None = None) -> Turn:
    """A turn with an active procedure and some answers."""
    turn = Turn()
    turn.take(code)
    for question_id, value in (facts or {}).items():
        turn.answer(question_id, value)
    return turn


def asking(question_id: str, facts: dict[str, str] | None = None, code: str = BIRTH) -> Turn:
    """A turn in which this question was put last."""
    turn = talk_about(code, facts)
    turn.asking = question_id
    return turn


def topics(messages: list[Message]) -> list[str]:
    """What each message is: a notice's topic, else the type of its custom part."""
    return [str(getattr(message.custom, "topic", "") or getattr(message.custom, "type", "")) for message in messages]


def asked(messages: list[Message]) -> str | None:
    """The id of the case question put, if any."""
    questions = (message.custom for message in messages if topics([message]) == ["case_question"])
    return next((str(getattr(question, "question_id", "")) for question in questions), None)


def payloads(message: Message) -> list[str]:
    return [button.payload for button in message.buttons]


def tracker(slots: dict[str, Any], text: str, intent: str, values: dict[str, str] | None = None) -> Tracker:
    """A rasa_sdk tracker in the middle of the form, as the action server gets it after this message."""
    entities = [{"entity": key, "value": value} for key, value in (values or {}).items()]
    events = [{"event": "slot", "name": "case_answer", "value": text, "timestamp": 1.0}]
    state = {"requested_slot": "case_answer", "case_answer": text, **slots}
    latest = {"text": text, "intent": {"name": intent}, "entities": entities}
    return Tracker("p", state, latest, events, False, None, {"name": "case_form"}, "action_listen")


DOMAIN: dict[str, Any] = {"forms": {"case_form": {"required_slots": ["case_answer"]}}, "slots": {"case_answer": {}}}


async def through_form(
    slots: dict[str, Any], text: str, intent: str, **values: str
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """One turn through the form's validation: the slots it sets, the messages it says."""
    dispatcher = CollectingDispatcher()
    events = await ValidateCaseForm().run(dispatcher, tracker(slots, text, intent, values), DOMAIN)
    assert json.dumps(events)
    return {event["name"]: event["value"] for event in events if event["event"] == "slot"}, [
        message["custom"] for message in dispatcher.messages
    ]
