"""Greeting, thanks, a human, a complaint."""

from __future__ import annotations

from actions.ask import back_buttons
from actions.payloads import button
from actions.talk import Talk
from actions.texts import say, texts
from actions.turn import Topic, TurnAction
from knowledge.messages import Handoff, Notice
from knowledge.settings import get_settings


def greet(talk: Talk) -> None:
    """Say that this is a machine, what it can do, and that it needs no personal data; in the middle, only a word."""
    if talk.procedure:
        talk.say(say("greeting_again", name=talk.procedure.name), Notice(topic="greeting"), back_buttons(talk))
        return
    examples = texts()["greeting_examples"]
    buttons = [button(title, "choose", procedure=code) for title, code in examples.items()]
    talk.say(say("greeting"), Notice(topic="greeting"), buttons)


def thank(talk: Talk) -> None:
    """Answer thanks and goodbyes."""
    talk.say(say("thanks"), Notice(topic="thanks"), back_buttons(talk))


def hand_off(talk: Talk) -> None:
    """Where to find a person."""
    talk.say(say("handoff"), Handoff(hotline=get_settings().hotline, text=say("handoff")), back_buttons(talk))


def complain(talk: Talk) -> None:
    """Where a complaint is heard."""
    talk.say(say("complain"), Handoff(hotline=get_settings().hotline, text=say("complain")), back_buttons(talk))


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


class ActionHandOff(TurnAction):
    """Intent ask_human."""

    def name(self) -> str:
        return "action_hand_off"

    def topic(self) -> Topic:
        return hand_off


class ActionComplain(TurnAction):
    """Intent complain."""

    def name(self) -> str:
        return "action_complain"

    def topic(self) -> Topic:
        return complain
