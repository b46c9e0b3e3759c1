"""Answers that hold for one need as they held for another: how it is handed in, who goes."""

from __future__ import annotations

from actions.turn import Turn
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Question

SHARED = ("method", "filer", "submitter", "e_account")
"""Questions about the person who goes and the way, not about the matter: asked in the same words, answered alike."""


def carried_facts(turn: Turn) -> dict[str, str]:
    """What the needs of the list before this one were answered, where the active procedure asks the very same."""
    facts: dict[str, str] = {}
    codes = [need.code for need in turn.needs if need.code != turn.code]
    for question in turn.questions():
        if question.id in SHARED and question.id not in turn.facts:
            values = (_answer(turn, code, question) for code in reversed(codes))
            if value := next((value for value in values if value), ""):
                facts[question.id] = value
    return facts


def answered_alike(turn: Turn, code: str) -> dict[str, str]:
    """The answers given for another procedure of the same matter, where the active one asks the very same."""
    asked = [question for question in turn.questions() if question.id not in turn.facts]
    found = {question.id: _answer(turn, code, question) for question in asked}
    return {question_id: value for question_id, value in found.items() if value}


def _answer(turn: Turn, code: str, question: Question) -> str:
    """The answer given for another procedure, if it asks the same; empty when it was not asked or not known."""
    procedure = turn.catalogue.procedures.get(code)
    same = procedure.question(question.id) if procedure else None
    value = turn.cases.get(code, {}).get(question.id, "")
    if same is None or same.ask != question.ask or value in ("", UNKNOWN):
        return ""
    options = {option.value: option.say for option in question.options}
    return value if options.get(value) == same.say(value) else ""
