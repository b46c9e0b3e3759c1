"""Answers and conditions of a case in the words of its questions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from knowledge.case.facts import Case
from knowledge.schema.conditions import UNKNOWN, Condition
from knowledge.schema.procedure import SCREEN, DocumentType, Procedure, Question
from knowledge.wording import wording

LOOK_AHEAD = 40
"""Characters beyond the screen that may tell that a thought ended on it."""
COMMA = 40
"""A label does not end at a comma before this many characters."""


def say_answer(case: Case, question_id: str, value: str) -> str:
    """An answer in the words of its button."""
    question = case.procedure.question(question_id)
    if value == UNKNOWN or question is None:
        return wording().say("unknown")
    return question.say(value)


def marked_unverified(text: str) -> str:
    """A statement that no source confirms, with the mark that says so."""
    return wording().say("unverified", text=text, mark=wording().say("to_be_checked"))


def say_condition(case: Case, condition: Condition) -> str:
    """What is still open about a condition, in the words of the questions; empty when nothing is."""
    parts = [say_wanted(question, values) for question, values in case.undecided(condition)]
    begin = wording().say("if")
    if all(part.startswith(begin) for part in parts):
        parts[1:] = [part.removeprefix(begin) for part in parts[1:]]
        return wording().say("and_if").join(parts)
    return wording().say("and").join(parts)


def say_wanted(question: Question, values: Iterable[str]) -> str:
    """The condition as people say it: "nếu bé chưa quá 60 ngày"; else the question with the answers wanted."""
    values = list(values)
    clauses = [option.clause for option in question.options if option.value in values]
    if clauses and all(clauses):
        begin = wording().say("if")
        rest = [clause.removeprefix(begin) for clause in clauses]
        return begin + wording().say("or").join(rest)
    answer = wording().say("or").join(question.say(value) for value in values)
    return wording().say("condition_asked", question=question.ask, answer=answer)


def only_if(case: Case, condition: Condition, text: str) -> str:
    """The text with what is still open about its condition; the text alone when nothing is."""
    still_open = say_condition(case, condition)
    return wording().say("only_if", text=text, condition=still_open) if still_open else text


def called(procedure: Procedure) -> str:
    """What people call a procedure; else its official title, cut to a screen."""
    return procedure.short_name or short_label(procedure.name)


def label_of(kind: DocumentType) -> str:
    """The name, or its label when the name is longer than a screen."""
    return kind.short if kind.short and len(kind.name) > SCREEN else kind.name


def short_label(text: str) -> str:
    """The text up to where its first thought ends, at most a screen long."""
    if len(text) <= SCREEN:
        return text
    for stop in _label_end().finditer(text, 0, SCREEN + LOOK_AHEAD):
        if (COMMA if stop.group()[0] in ",:" else 12) <= stop.start() <= SCREEN:
            return text[: stop.start()].strip(" ,;:")
    cut = text.rfind(" ", 0, SCREEN)
    return text[: cut if cut > 0 else SCREEN].strip(" ,;:") + "…"


@lru_cache(maxsize=1)
def _label_end() -> re.Pattern[str]:
    phrases = "|".join(wording().list("label_ends"))
    return re.compile(rf"[;\n(]|\. (?=[A-ZĐÀ-Ỹ])|[,:] |\s+(?:{phrases})\b", re.IGNORECASE)
