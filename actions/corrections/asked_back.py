""" "Ý bạn là …?", or a way to another procedure, stays on the screen while something else is said in between."""

from __future__ import annotations

import re

from actions.after import After
from actions.payloads import payload, read_payload
from actions.topics.answer import ask_back
from actions.turn import Turn
from knowledge.reading.clauses import accented, read_clauses
from knowledge.reading.opposites import sides
from knowledge.reading.short_answers import accepts, refuses
from knowledge.schema.procedure import Question

ONCE_MORE = "asked_back"
"""The remark of a turn that put "Ý bạn là …?" once more; a third time the whole question is put instead."""
_DENIAL = re.compile(r"[,.;:!\n]| mà(?= |$)")
"""Where a denial in front ends: "không đúng mà, có chỗ sai"."""


def proposed_answer(turn: Turn) -> dict[str, str]:
    """The one answer that "Ý bạn là …?" on the screen proposes: {procedure, question, value}; empty without one."""
    if len(turn.offered) != 2 or turn.offered[1][1] != payload("resume"):
        return {}
    intent, values = read_payload(turn.offered[0][1])
    return values if intent == "answer" else {}


def hear_refusal(turn: Turn) -> None:
    """Remember which answers that were asked back this message denies, before anything is read into it.

    A bare denial in front ("không phải, …") is of what was asked back and answers nothing: what follows it is told.
    """
    asked = _asked_back(turn)
    if not asked or accepts(turn.text):
        return
    if turn.pressed:
        refused = asked if turn.intent == "resume" else []
    else:
        head = _DENIAL.split(turn.text, maxsplit=1)[0]
        denies = refuses(head)
        turn.without = head if denies and head.strip() != turn.text.strip(" .!,") else ""
        refused = asked if denies and len(asked) == 1 else _spoken_against(turn, asked)
    for question, value in refused:
        turn.refuse(question.id, value)


def _asked_back(turn: Turn) -> list[tuple[Question, str]]:
    """The answers that "Ý bạn là …?" on the screen proposes."""
    if len(turn.offered) < 2 or turn.offered[-1][1] != payload("resume"):
        return []
    found = []
    for _, sent_back in turn.offered[:-1]:
        intent, values = read_payload(sent_back)
        question = turn.procedure.question(values.get("question", "")) if turn.procedure else None
        if intent == "answer" and question and values.get("procedure") == turn.code:
            found.append((question, values["value"]))
    return found


def _spoken_against(turn: Turn, asked: list[tuple[Question, str]]) -> list[tuple[Question, str]]:
    """Those of them of which the words say the opposite: "nước ngoài đâu ra, khác tỉnh mà"."""
    clauses = read_clauses(accented(turn.text))
    return [(question, value) for question, value in asked if value in sides(question, clauses).against]


def keep_the_way(turn: Turn) -> None:
    """A way to another procedure that was offered stays open while something is asked in between."""
    if turn.proposed and not turn.proposing and read_payload(turn.proposed)[1].get("procedure") != turn.code:
        turn.proposing = turn.proposed


def ask_back_again(turn: Turn, proposed: dict[str, str], after: After) -> After:
    """Put "Ý bạn là …?" again instead of its question when what was said in between left it open.

    Args:
        turn: after the message in between was answered.
        proposed: what stood on the screen before it (`proposed_answer`).
        after: what would come now.
    """
    if after not in (After.NEXT, After.AGAIN) or turn.code != proposed.get("procedure") or turn.repeated == ONCE_MORE:
        return after
    case, procedure = turn.case, turn.procedure
    question = procedure.question(proposed["question"]) if procedure else None
    if case is None or question is None or proposed["value"] not in question.values:
        return after
    if question.id in turn.facts or case.reachable(question.id) is False:
        return after
    if turn.was_refused(question.id, proposed["value"]):
        return after
    turn.repeating = ONCE_MORE
    if turn.asking is None or turn.asking in turn.facts:
        turn.asking = question.id
    turn.offered = []  # what was said in between left it open: once more is meant
    ask_back(turn, question, (proposed["value"],))
    return After.NOTHING
