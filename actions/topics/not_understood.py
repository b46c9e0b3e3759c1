"""Nothing was found in a message: say what was understood of it, honestly, and never the same sentence twice."""

from __future__ import annotations

from actions.after import After
from actions.case_question import back_buttons
from actions.turn import Turn
from actions.wording import say, sentences
from knowledge.checklist.phrases import called
from knowledge.messages import Notice


def not_understood(turn: Turn) -> After:
    """What is known so far, and what is not clear; with nothing on the screen, how to say it another way."""
    question = turn.open_question
    if question:
        _remark(turn, "question", asked=question.ask, unknown=say("unknown_option"))
        return After.AGAIN
    if turn.offered:
        _remark(turn, "choices")
        return After.NOTHING
    if turn.procedure:
        _remark(turn, "list", name=called(turn.procedure))
        return After.NOTHING
    _remark(turn, "nothing")
    return After.NOTHING


def _remark(turn: Turn, where: str, **values: str) -> None:
    """The next of the remarks for this place: the one after that said last, and round again."""
    remarks = list(sentences().group(f"not_understood.{where}"))
    last = turn.repeated.removeprefix(f"{where}.")
    place = remarks.index(last) + 1 if turn.repeated.startswith(f"{where}.") and last in remarks else 0
    chosen = remarks[place % len(remarks)]
    turn.repeating = f"{where}.{chosen}"
    key = f"not_understood.{where}.{chosen}"
    blanks = {name: value for name, value in values.items() if name in sentences().blanks(key)}
    buttons = back_buttons(turn) if turn.open_question is None else []
    topic = "not_found" if where == "nothing" else "not_understood"
    turn.say(say(key, **blanks), Notice(topic=topic), buttons)
