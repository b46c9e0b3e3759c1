"""Answers and conditions of a case in the words of its questions."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from knowledge.case.facts import Case
from knowledge.files import read_own_yaml
from knowledge.schema.conditions import UNKNOWN, Condition
from knowledge.schema.procedure import SCREEN, DocumentType
from knowledge.wording import words

_LABEL_ENDS = Path(__file__).with_name("label_ends.yml")
LOOK_AHEAD = 40
"""Characters beyond the screen that may tell that a thought ended on it."""
COMMA = 40
"""A label does not end at a comma before this many characters."""


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
    words = "|".join(read_own_yaml(_LABEL_ENDS))
    return re.compile(rf"[;\n(]|\. (?=[A-ZĐÀ-Ỹ])|[,:] |\s+(?:{words})\b", re.IGNORECASE)
