"""What a message tells in passing: answers to questions that were not put, or corrections of answers given."""

from __future__ import annotations

from actions.payloads import button
from actions.talk import Talk
from actions.texts import say, supposes
from knowledge.case.facts import Case
from knowledge.checklist.phrases import say_answer
from knowledge.messages import Notice
from knowledge.reading.options import prefill


def told(talk: Talk, corrections: bool = True) -> dict[str, str]:
    """Facts the message tells that are not noted yet, with other answers to what was answered if `corrections`.

    A supposition ("nếu quá hạn thì …") tells nothing.
    """
    procedure = talk.procedure
    if procedure is None or talk.text.startswith("/") or supposes(talk.text):
        return {}
    found = {key: value for key, value in prefill(procedure, talk.text).items() if talk.facts.get(key) != value}
    if not corrections:
        found = {key: value for key, value in found.items() if key not in talk.facts}
    case = Case(procedure, {**talk.facts, **found})
    return {key: value for key, value in found.items() if case.reachable(key) is not False}


def already_known(talk: Talk) -> dict[str, str]:
    """Facts the message tells once more."""
    procedure = talk.procedure
    if procedure is None or talk.text.startswith("/") or supposes(talk.text):
        return {}
    return {key: value for key, value in prefill(procedure, talk.text).items() if talk.facts.get(key) == value}


def say_known(talk: Talk, known: dict[str, str]) -> None:
    """Say that these answers stand already."""
    talk.say(say("already_noted", answers=_answers(talk, known)), Notice(topic="noted"))


def note(talk: Talk, found: dict[str, str]) -> None:
    """Take these facts in, and say which, so that a misheard one can be put right."""
    for question_id, value in found.items():
        talk.answer(question_id, value)
    if found:
        talk.say(say("noted", answers=_answers(talk, found)), Notice(topic="noted"))


def recall(talk: Talk) -> None:
    """Say what was answered about this procedure before: it may have been for somebody else."""
    answered = {question.id: value for question, value in (talk.case.answered() if talk.case else [])}
    if answered:
        change = button(say("button_change"), "change_answer", procedure=talk.code or "")
        talk.say(say("recalled", answers=_answers(talk, answered)), Notice(topic="recalled"), [change])


def _answers(talk: Talk, facts: dict[str, str]) -> str:
    case = talk.case
    return "; ".join(
        say("noted_one", question=question.ask, answer=say_answer(case, question.id, facts[question.id]))
        for question in (case.procedure.questions if case else ())
        if case and question.id in facts
    )
