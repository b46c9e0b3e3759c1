"""What a typed answer means: from free text to an option of a question.

Only what leaves no doubt is taken; everything else returns None and is asked again.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.provinces import ELSEWHERE, PROVINCE, find_provinces
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Option, Procedure, Question
from knowledge.text.fold import fold
from knowledge.text.normalise import normalise

SHORT_ANSWER = 5
"""Words up to which a bare yes, no or number is read as the whole answer."""


def match_answer(question: Question, text: str) -> str | None:
    """The value a typed answer means, "unknown" for "không biết", or None when in doubt."""
    vocabulary = _vocabulary()
    said = _without_politeness(_plain(text))
    if not said:
        return None
    if said in vocabulary["unknown"] or said == str(len(question.options) + 1):
        return UNKNOWN
    number = next((number for number, names in vocabulary["ordinals"].items() if said in names), None)
    if number is not None and number <= len(question.options):
        return question.options[int(number) - 1].value
    if question.id == PROVINCE and (key := province_said(question, text)):
        return key
    exact = [option.value for option in question.options if _plain(option.say) == said]
    if len(exact) == 1:
        return exact[0]
    return heard(question, text) or _yes_or_no(question, said) or _by_words(question, said)


def heard(question: Question, text: str) -> str | None:
    """The option one of whose `hears` phrases stands in the text, not negated; the longest phrase wins."""
    if question.id == PROVINCE:
        return province_said(question, text, districts=False)
    said = _plain(text)
    best: tuple[int, str] | None = None
    tie = False
    for option in question.options:
        for phrase in option.hears:
            found = _stands(_plain(phrase), said)
            if not found:
                continue
            length = len(_plain(phrase))
            if best is None or length > best[0]:
                best, tie = (length, option.value), False
            elif length == best[0] and option.value != best[1]:
                tie = True
    return None if best is None or tie else best[1]


def province_said(question: Question, text: str, *, districts: bool = True) -> str | None:
    """The option of the province that a text names: itself, or "elsewhere" when it is no option."""
    keys = find_provinces(text, districts=districts)
    if len(keys) != 1:
        return None
    return keys[0] if keys[0] in question.values else ELSEWHERE


def prefill(procedure: Procedure, text: str) -> dict[str, str]:
    """The facts that a first message already tells ("khai sinh cho con quá hạn" → overdue)."""
    found = {}
    for question in procedure.questions:
        value = heard(question, text)
        if value is not None:
            found[question.id] = value
    return found


def _without_politeness(said: str) -> str:
    """ "dạ chưa ạ" → "chua"; a message of nothing but politeness stays as it is."""
    polite = _vocabulary()["polite"]
    return " ".join(word for word in said.split() if word not in polite) or said


def _stands(phrase: str, said: str) -> bool:
    negations = _vocabulary()["negations"]
    for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", said):
        before = said[: match.start()].split()
        if not any(" ".join(before[-reach:]) in negations for reach in (1, 2, 3)):
            return True
    return False


def _yes_or_no(question: Question, said: str) -> str | None:
    vocabulary = _vocabulary()
    negative = [one for one in question.values if one in vocabulary["negative_values"]]
    positive = [one for one in question.values if one not in vocabulary["negative_values"]]
    if len(said.split()) > SHORT_ANSWER:
        return None
    if said in vocabulary["no"] and len(negative) == 1:
        return negative[0]
    if said in vocabulary["yes"] and len(positive) == 1 and negative:
        return positive[0]
    return None


def _by_words(question: Question, said: str) -> str | None:
    """The one option whose own words stand in the answer, or hold the whole answer."""
    holding = [option.value for option in question.options if _holds(option, said)]
    return holding[0] if len(holding) == 1 else None


def _holds(option: Option, said: str) -> bool:
    own = _plain(option.say)
    if len(said.split()) >= 2 and re.search(rf"(?<!\w){re.escape(said)}(?!\w)", own):
        return True
    return len(own.split()) >= 2 and _stands(own, said)


@lru_cache(maxsize=65_536)
def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", fold(normalise(text))).split())


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, Any]:
    data = yaml.safe_load(Path(__file__).with_name("answers.yml").read_text(encoding="utf-8"))
    return {
        key: {number: {_plain(one) for one in names} for number, names in value.items()}
        if isinstance(value, dict)
        else {_plain(one) for one in value}
        for key, value in data.items()
    }
