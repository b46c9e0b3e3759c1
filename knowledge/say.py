"""Answers and conditions of a case in the words of its questions."""

from __future__ import annotations

from knowledge.case.facts import Case
from knowledge.schema.conditions import UNKNOWN, Condition
from knowledge.wording import words


def say_answer(case: Case, question_id: str, value: str) -> str:
    """An answer in the words of its button."""
    question = case.procedure.question(question_id)
    if value == UNKNOWN or question is None:
        return str(words()["unknown"])
    return question.say(value)


def say_condition(case: Case, condition: Condition) -> str:
    """What is still open about a condition, in the words of the questions; empty when nothing is."""
    said = words()
    parts = [
        said["condition"].format(question=question.ask, answer=said["or"].join(question.say(value) for value in values))
        for question, values in case.undecided(condition)
    ]
    return str(said["and"].join(parts))
