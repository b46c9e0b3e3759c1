"""Greeting, thanks, a human, a complaint."""

from __future__ import annotations

from actions.after import After
from actions.case_question import back_buttons
from actions.payloads import button
from actions.turn import Turn
from actions.wording import say, sentences
from knowledge.checklist.phrases import called, say_answer
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
    _send_to_a_human(turn, "human", say("handoff"))
    return After.NOTHING


def complain(turn: Turn) -> After:
    """Where a complaint is heard."""
    _send_to_a_human(turn, "complaint", say("complain"))
    return After.NOTHING


def _send_to_a_human(turn: Turn, reason: str, text: str) -> None:
    handoff = Handoff(hotline=get_settings().hotline, text=text, reason=reason, summary=_summary(turn))
    turn.say(text, handoff, back_buttons(turn))


def _summary(turn: Turn) -> str:
    """What the person is at, for the clerk who takes over: the procedure and the answers so far, never their words."""
    case = turn.case
    if case is None:
        return ""
    answers = [say_answer(case, question.id, value) for question, value in case.answered()]
    return "; ".join((called(case.procedure), *answers))
