"""A conversation without Rasa: the topics' functions over one Turn after another, the search scripted."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.after import Handler
from actions.interpreter import answer, finish, run
from actions.rasa_bridge import ActionAnswer
from actions.turn import Turn
from actions.understood import Guess, Understood
from knowledge.messages import Message
from knowledge.search.types import Candidate, Decision, SearchResult
from knowledge.text.parts import parts_of

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


def hear(turn: Turn, text: str, intent: str, confidence: float, values: dict[str, str]) -> None:
    """The next message of a turn, with the intent that the classifier is sure of."""
    parts = tuple(Guess("", 0.0, part) for part in parts_of(text))
    turn.text, turn.understood = text, Understood(Guess(intent, confidence, text), parts)
    turn.values, turn.messages, turn.read, turn.proposed, turn.proposing = values, [], None, turn.proposing, ""
    turn.repeated, turn.repeating, turn.found = turn.repeating, "", None


async def do(topic: Handler, turn: Turn, text: str = "", intent: str = "", **values: str) -> list[Message]:
    """Run a handler on a turn and put on the screen what comes after; the messages it says."""
    hear(turn, text, intent, 0.9, values)
    await finish(turn, await run(topic, turn))
    return turn.messages


async def say(turn: Turn, text: str, intent: str = "", confidence: float = 0.9, **values: str) -> list[Message]:
    """Let the interpreter read a message, typed or pressed; the messages it says."""
    hear(turn, text, intent, confidence, values)
    await answer(turn)
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
    """A rasa_sdk tracker as the action server gets it after this message."""
    entities = [{"entity": key, "value": value} for key, value in (values or {}).items()]
    latest = {"text": text, "intent": {"name": intent, "confidence": 0.9}, "entities": entities}
    return Tracker("p", slots, latest, [], False, None, {}, "action_listen")


async def through_action(
    slots: dict[str, Any], text: str, intent: str, **values: str
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """One turn through Rasa's action: the slots it sets, the messages it says."""
    dispatcher = CollectingDispatcher()
    events = await ActionAnswer().run(dispatcher, tracker(slots, text, intent, values), {})
    assert json.dumps(events)
    return {event["name"]: event["value"] for event in events if event["event"] == "slot"}, [
        message["custom"] for message in dispatcher.messages
    ]
