"""Greeting, thanks, a human, a complaint."""

from __future__ import annotations

from actions.payloads import button
from actions.rasa_bridge import Topic, TurnAction
from actions.topics.case_question import back_buttons
from actions.turn import Turn
from actions.wording import say, sentences
from knowledge.messages import Handoff, Notice
from knowledge.settings import get_settings


def greet(turn: Turn) -> None:
    """Say that this is a machine, what it can do, and that it needs no personal data; in the middle, only a word."""
    if turn.procedure:
        turn.say(say("greeting_again", name=turn.procedure.name), Notice(topic="greeting"), back_buttons(turn))
        return
    examples = sentences().group("greeting_examples")
    buttons = [button(title, "choose", procedure=code) for code, title in examples.items()]
    turn.say(say("greeting"), Notice(topic="greeting"), buttons)


def thank(turn: Turn) -> None:
    """Answer thanks and goodbyes."""
    turn.say(say("thanks"), Notice(topic="thanks"), back_buttons(turn))


def hand_off(turn: Turn) -> None:
    """Where to find a clerk."""
    turn.say(say("handoff"), Handoff(hotline=get_settings().hotline, text=say("handoff")), back_buttons(turn))


def complain(turn: Turn) -> None:
    """Where a complaint is heard."""
    turn.say(say("complain"), Handoff(hotline=get_settings().hotline, text=say("complain")), back_buttons(turn))


class ActionGreet(TurnAction):
    """Intent greet."""

    def name(self) -> str:
        return "action_greet"

    def topic(self) -> Topic:
        return greet


class ActionThank(TurnAction):
    """Intent thanks."""

    def name(self) -> str:
        return "action_thank"

    def topic(self) -> Topic:
        return thank


class ActionComplain(TurnAction):
    """Intent complain."""

    def name(self) -> str:
        return "action_complain"

    def topic(self) -> Topic:
        return complain
