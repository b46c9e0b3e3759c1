"""Greeting, thanks, a human, a complaint."""

from __future__ import annotations

from actions.after import After
from actions.case_question import back_buttons
from actions.payloads import button
from actions.turn import Turn
from actions.wording import say, sentences
from knowledge.checklist.phrases import called
from knowledge.messages import Handoff, Notice
from knowledge.settings import get_settings


def greet(turn: Turn) -> After:
    """Say that this is a machine, what it can do, and that it needs no personal data; in the middle, only a word."""
    if turn.procedure:
        turn.say(say("greeting_again", name=called(turn.procedure)), Notice(topic="greeting"), back_buttons(turn))
        return After.NOTHING
    examples = sentences().group("greeting_examples")
    buttons = [button(title, "choose", procedure=code) for code, title in examples.items()]
    turn.say(say("greeting"), Notice(topic="greeting"), buttons)
    return After.NOTHING


def thank(turn: Turn) -> After:
    """Answer thanks and goodbyes."""
    turn.say(say("thanks"), Notice(topic="thanks"), back_buttons(turn))
    return After.NOTHING


def hand_off(turn: Turn) -> After:
    """Where to find a clerk."""
    turn.say(say("handoff"), Handoff(hotline=get_settings().hotline, text=say("handoff")), back_buttons(turn))
    return After.NOTHING


def complain(turn: Turn) -> After:
    """Where a complaint is heard."""
    turn.say(say("complain"), Handoff(hotline=get_settings().hotline, text=say("complain")), back_buttons(turn))
    return After.NOTHING
