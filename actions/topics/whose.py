"""Whose conversation it is: after a long silence it may be another person who types."""

from __future__ import annotations

from actions.after import After
from actions.case_question import put_choice
from actions.payloads import button
from actions.turn import Turn
from actions.wording import say
from knowledge.messages import Notice
from knowledge.settings import get_settings

SILENCE = 30 * 60
"""Seconds after which a typed message is not simply taken for the same person's."""
SHARED_SILENCE = 2 * 60
"""Seconds after which a shared screen forgets."""


async def still_there(turn: Turn) -> After | None:
    """After half an hour: "go on, or begin anew?", without a word of which matter it was. The message waits."""
    began = bool(turn.procedure or turn.cases or turn.offered)
    if not (turn.spoke and began) or turn.silence <= SILENCE:
        return None
    turn.before = [turn.asking, turn.walk, turn.offered]
    return _ask(turn)


async def still_asked(turn: Turn) -> After | None:
    """Neither "go on" nor "begin anew": it is not known yet whose matter this is, so it is asked again."""
    return _ask(turn) if turn.waiting else None


def _ask(turn: Turn) -> After:
    turn.waiting = {"text": turn.text, **turn.understood.as_dict()}
    turn.asking = None
    buttons = [button(say("button_go_on"), "go_on"), button(say("button_anew"), "start_over")]
    return put_choice(turn, say("still_there"), "still_there", buttons)


def go_on(turn: Turn) -> After:
    """The same person: what was on the screen is there again, and the message that waited is read."""
    if turn.before:
        turn.asking, turn.walk, turn.offered = turn.before
    if turn.waiting:
        return After.WAITING
    if turn.procedure is None:
        turn.say(say("no_procedure"), Notice(topic="no_procedure"))
    return After.NEXT


def forget_on_a_shared_screen(turn: Turn) -> None:
    """Two minutes of silence on a screen that many people use: nothing of before is left."""
    if get_settings().shared_screen and turn.spoke and turn.silence > SHARED_SILENCE:
        turn.forget_all()
