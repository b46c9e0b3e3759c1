"""The bridge between Rasa's actions and the topics' functions."""

from __future__ import annotations

import inspect
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Turn
from actions.wording import say
from knowledge.messages import Message, Notice

LOGGER = logging.getLogger("actions")
FORM = "case_form"

Topic = Callable[[Turn], None] | Callable[[Turn], Awaitable[None]]


async def perform(topic: Topic, turn: Turn, dispatcher: CollectingDispatcher) -> None:
    """Run a topic's function and send what it says. An error is logged without the message, and the person is told."""
    before = turn.slots()
    try:
        turn.hear_province()
        if turn.renewed() and (procedure := turn.procedure):
            turn.say(say("renewed", name=procedure.name), Notice(topic="renewed"))
        result = topic(turn)
        if inspect.isawaitable(result):
            await result
        messages = turn.messages
    except Exception:  # the person must get an answer whatever breaks; the log says where
        LOGGER.exception("a topic failed", extra={"fields": {"topic": getattr(topic, "__name__", "?")}})
        turn.restore(before)
        messages = [Message(text=say("failed"))]
    for message in messages:
        dispatcher.utter_message(json_message=message.model_dump(mode="json"))


def changes(tracker: Tracker, turn: Turn) -> dict[str, Any]:
    """The slots a turn has changed. Rasa stores and replays every slot event, so what is the same is left out."""
    return {name: value for name, value in turn.slots().items() if (value or None) != (tracker.get_slot(name) or None)}


class TurnAction(Action, ABC):
    """An action that answers one turn with a topic's function, then lets the form wait for the open question."""

    @abstractmethod
    def name(self) -> str:
        """The name in domain.yml."""

    @abstractmethod
    def topic(self) -> Topic:
        """The function that answers the turn."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Answer, store the state, and open the form while a case question is open."""
        turn = Turn.from_tracker(tracker)
        await perform(self.topic(), turn, dispatcher)
        events: list[EventType] = [SlotSet(key, value) for key, value in changes(tracker, turn).items()]
        if turn.next_question() is not None:
            events.append(FollowupAction(FORM))
        return events
