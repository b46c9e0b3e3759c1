"""The bridge between Rasa and the interpreter: one action answers every turn."""

from __future__ import annotations

import logging
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.interpreter import answer
from actions.questions.ahead import read_ahead
from actions.turn import Turn
from actions.wording import say
from knowledge.checklist.phrases import called
from knowledge.errors import IndexMissing
from knowledge.messages import Message, Notice

LOGGER = logging.getLogger("actions")


async def perform(turn: Turn) -> list[Message]:
    """What the turn is answered. An error is logged without the message, and the person is told."""
    before = turn.slots()
    try:
        turn.hear_province()
        if turn.renewed() and (procedure := turn.procedure):
            turn.say(say("renewed", name=called(procedure)), Notice(topic="renewed"))
        await answer(turn)
        return turn.messages
    except IndexMissing:  # it is being built; whatever needs no search is answered as ever
        LOGGER.warning("a turn needs the search, which is not ready")
        turn.restore(before)
        return [Message(text=say("search_not_ready"))]
    except Exception:  # the person must get an answer whatever breaks; the log says where
        LOGGER.exception("a turn failed", extra={"fields": {"intent": turn.intent}})
        turn.restore(before)
        return [Message(text=say("failed"))]


def changes(tracker: Tracker, turn: Turn) -> dict[str, Any]:
    """The slots a turn has changed. Rasa stores and replays every slot event, so what is the same is left out."""
    return {name: value for name, value in turn.slots().items() if (value or None) != (tracker.get_slot(name) or None)}


class ActionAnswer(Action):
    """Answers one turn, whatever was typed or pressed, and stores the state."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_answer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """The answer as messages of the contract, the state as slots."""
        turn = Turn.from_tracker(tracker)
        before = turn.code
        for message in await perform(turn):
            dispatcher.utter_message(json_message=message.model_dump(mode="json"))
        if turn.code != before:
            read_ahead(turn)
        return [SlotSet(key, value) for key, value in changes(tracker, turn).items()]
