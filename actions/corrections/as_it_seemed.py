"""A yes or a no to what the person seems to have said of the question on the screen (`case_question.seems_said`)."""

from __future__ import annotations

from actions.after import After
from actions.case_question import seems_said
from actions.facts_in_message import note
from actions.turn import Turn
from knowledge.reading.short_answers import accepts, refuses


async def as_it_seemed(turn: Turn) -> After | None:
    """Note it with a yes; with a no it is forgotten, and where "không" answers the question, that is read next."""
    question = turn.open_question
    option = seems_said(turn, question) if question and not turn.proposed else None
    if question is None or option is None:
        return None
    if accepts(turn.text):
        note(turn, {question.id: option.value})
        return After.NEXT
    if not refuses(turn.text):
        return None
    del turn.perhaps[turn.code or ""][question.id]
    return None if option.means and option.means.yes else After.AGAIN
