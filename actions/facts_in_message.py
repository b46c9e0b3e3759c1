"""What a message says in passing: answers to questions that were not put, or corrections of answers given."""

from __future__ import annotations

from actions.payloads import button
from actions.turn import Turn
from actions.wording import say
from knowledge.checklist.phrases import say_answer
from knowledge.messages import Notice
from knowledge.reading.reader import Reading, read_message
from knowledge.settings import now_in_vietnam
from knowledge.wording import wording


def read(turn: Turn, *, asking: str | None = None) -> Reading:
    """What the message says of the case; nothing without a procedure and of a button."""
    if turn.procedure is None or turn.text.startswith("/"):
        return Reading(turn.text)
    return read_message(turn.procedure, turn.text, now_in_vietnam().date(), asking=asking, known=turn.facts)


def facts_said(turn: Turn, corrections: bool = True) -> dict[str, str]:
    """Facts the message says that are not noted yet; with `corrections`, also other answers to what was answered."""
    found = {key: value for key, value in read(turn).facts.items() if turn.facts.get(key) != value}
    return found if corrections else {key: value for key, value in found.items() if key not in turn.facts}


def already_noted(turn: Turn) -> dict[str, str]:
    """Facts the message says once more."""
    return {key: value for key, value in read(turn).facts.items() if turn.facts.get(key) == value}


def say_noted(turn: Turn, facts: dict[str, str]) -> None:
    """Say that these answers stand already."""
    turn.say(say("already_noted", answers=_answers(turn, facts)), Notice(topic="noted"))


def note(turn: Turn, facts: dict[str, str]) -> None:
    """Take these facts in, and say which, so that a wrong one can be put right."""
    for question_id, value in facts.items():
        turn.answer(question_id, value)
    if facts:
        turn.say(say("noted", answers=_answers(turn, facts)), Notice(topic="noted"))


def recall(turn: Turn) -> None:
    """Say what was answered about this procedure before: it may have been for somebody else."""
    facts = {question.id: value for question, value in (turn.case.answered() if turn.case else [])}
    if facts:
        change = button(say("button_change"), "change_answer", procedure=turn.code or "")
        turn.say(say("recalled", answers=_answers(turn, facts)), Notice(topic="recalled"), [change])


def _answers(turn: Turn, facts: dict[str, str]) -> str:
    case = turn.case
    return "; ".join(
        wording().say("condition", question=question.ask, answer=say_answer(case, question.id, facts[question.id]))
        for question in (case.procedure.questions if case else ())
        if case and question.id in facts
    )
