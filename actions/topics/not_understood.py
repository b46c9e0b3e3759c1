"""Nothing was found in a message: say what was understood of it, honestly, and never the same sentence twice."""

from __future__ import annotations

from actions.after import After
from actions.case_question import back_buttons, the_right_one
from actions.payloads import read_payload
from actions.topics.other_need import NEED, found
from actions.turn import Turn
from actions.wording import say, sentences
from knowledge.checklist.phrases import called
from knowledge.messages import Notice
from knowledge.reading.asking import asks_openly
from knowledge.search.types import Decision

ALREADY_ON = "already_on"
"""The remark that the need is being seen to."""


def not_understood(turn: Turn) -> After:
    """What is known so far, and what is not clear; with nothing on the screen, how to say it another way."""
    question = turn.open_question
    if question:
        _remark(turn, "question", asked=question.ask, unknown=say("unknown_option"))
        return After.AGAIN
    if turn.offered:
        _remark(turn, "choices")
        return After.NOTHING
    if way := the_right_one(turn):
        code = read_payload(way)[1].get("procedure", "")
        turn.proposing = way
        _remark(turn, "right_one", name=called(turn.catalogue.get(code)))
        return After.NOTHING
    if turn.procedure:
        tells = not asks_openly(turn.text) and len(turn.text.split()) > 1
        _remark(turn, "told" if tells else "list", name=called(turn.procedure))
        return After.NOTHING
    _remark(turn, "nothing")
    return After.NOTHING


async def already_on(turn: Turn) -> After | None:
    """The need that is being seen to, told once more: say that it is, and go on."""
    if turn.procedure is None or asks_openly(turn.text) or not turn.understood.says(["ask_procedure"], NEED):
        return None
    result = await found(turn)
    if result.decision is Decision.OUT_OF_SCOPE or turn.code != result.candidates[0].code:
        return None
    again = turn.repeated == ALREADY_ON
    turn.repeating = ALREADY_ON
    if not again:
        buttons = back_buttons(turn) if turn.open_question is None else []
        turn.say(say("already_on", name=called(turn.procedure)), Notice(topic="already_on"), buttons)
    return After.AGAIN if turn.open_question or not again else None


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
