"""What a message says of the case: answers to the question on the screen and to others, and corrections."""

from __future__ import annotations

from collections.abc import Iterable

from actions.library import scorer
from actions.payloads import button
from actions.turn import Turn
from actions.wording import say
from knowledge.checklist.phrases import say_answer
from knowledge.messages import Notice
from knowledge.reading.asking import asks_openly
from knowledge.reading.denials import denied
from knowledge.reading.reader import Reading, read_message
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Procedure
from knowledge.settings import now_in_vietnam
from knowledge.wording import wording


def read(turn: Turn) -> Reading:
    """What the message says of the case, read once; nothing without a procedure and of a button."""
    if turn.procedure is None or turn.pressed:
        return Reading(turn.text)
    text = told(turn)
    about = (turn.code, turn.asking, text)
    if turn.read is None or turn.read[0] != about:
        turn.read = about, _read(turn, turn.procedure, text, turn.asking)
    return turn.read[1]


def told(turn: Turn) -> str:
    """The message without the parts that ask something of the procedure: "tặng con, mà có đóng thuế không"."""
    parts = turn.understood.parts
    asking = [part.text for part in parts if part.intent.startswith("ask_") and asks_openly(part.text)]
    text = turn.text
    for part in asking:
        text = text.replace(part, " ")
    return text if text.strip(" ,.?!") and asking else turn.text


def _read(turn: Turn, procedure: Procedure, text: str, asking: str | None) -> Reading:
    known = procedure.question(asking or "") is not None
    return read_message(
        procedure,
        text,
        now_in_vietnam().date(),
        asking=asking if known else None,
        known=turn.facts,
        scorer=scorer(),
    )


def facts_said(turn: Turn) -> dict[str, str]:
    """Facts the message says that are not noted yet, and other answers to what was answered."""
    return {key: value for key, value in read(turn).facts.items() if turn.facts.get(key) != value}


def facts_told(turn: Turn, earlier: str) -> dict[str, str]:
    """Facts of the message that led to a choice, said before it was known which procedure they are about."""
    procedure = turn.procedure
    if procedure is None or not earlier:
        return {}
    facts = _read(turn, procedure, earlier, None).facts
    return {key: value for key, value in facts.items() if key not in turn.facts}


def corrections(turn: Turn) -> dict[str, str]:
    """Other answers that a message gives to questions answered before, each read as if it were on the screen."""
    procedure = turn.procedure
    if procedure is None or turn.pressed:
        return {}
    found = {}
    for question_id, before in turn.facts.items():
        value = _read(turn, procedure, turn.text, question_id).facts.get(question_id)
        if value not in (None, before, UNKNOWN):
            found[question_id] = str(value)
    return found


def denied_facts(turn: Turn) -> tuple[str, ...]:
    """The questions whose noted answer the message denies, looked for once in a turn."""
    if turn.procedure is None or turn.pressed or not turn.facts:
        return ()
    if turn.denied is None:
        turn.denied = denied(turn.procedure, turn.text, turn.facts, scorer())
    return turn.denied


def take_back(turn: Turn, question_ids: Iterable[str]) -> None:
    """Take noted answers back, and say so; they are asked again."""
    before = {question_id: turn.facts[question_id] for question_id in question_ids}
    turn.say(say("taken_back", answers=_answers(turn, before)), Notice(topic="noted"))
    for question_id in before:
        turn.take_back(question_id)


def already_noted(turn: Turn) -> dict[str, str]:
    """Facts the message says once more."""
    return {key: value for key, value in read(turn).facts.items() if turn.facts.get(key) == value}


def say_noted(turn: Turn, facts: dict[str, str]) -> None:
    """Say that these answers stand already."""
    turn.say(say("already_noted", answers=_answers(turn, facts)), Notice(topic="noted"))


def note(turn: Turn, facts: dict[str, str]) -> None:
    """Take these facts in, and say which, so that a wrong one can be put right."""
    if not facts:
        return
    before = turn.facts
    for question_id, value in facts.items():
        turn.answer(question_id, value)
    about = {"question": next(iter(facts))} if len(facts) == 1 else {}
    mend = button(say("button_mend"), "change" if about else "change_answer", procedure=turn.code or "", **about)
    changed = any(before.get(key, value) != value for key, value in facts.items())
    turn.say(say("changed" if changed else "noted", answers=_answers(turn, facts)), Notice(topic="noted"), [mend])


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
