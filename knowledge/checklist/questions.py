"""The questions that a page shows for one case, and the facts that are found in an address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.case.facts import Case, Facts
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Procedure, Question


@dataclass(frozen=True)
class ShownQuestion:
    """A question of the case with its answer so far; "" while there is none."""

    question: Question
    value: str


def shown_questions(catalogue: Catalogue, procedure: Procedure, facts: Facts) -> list[ShownQuestion]:
    """The questions that apply in the case, in the procedure's order; open ones only while any changes the result.

    Args:
        catalogue: holds the procedure.
        procedure: as it is in the person's province.
        facts: facts that fit the procedure (`facts_of`).
    """
    case = Case(procedure, facts)
    any_open = catalogue.next_question(procedure.code, facts) is not None
    return [
        ShownQuestion(question, facts.get(question.id, ""))
        for question in procedure.questions
        if case.reachable(question.id) and (question.id in facts or any_open)
    ]


def facts_of(procedure: Procedure, pairs: Iterable[tuple[str, str]]) -> tuple[dict[str, str], bool]:
    """The facts among the pairs of an address, in the procedure's order, and whether any pair was none.

    An empty value is no answer. Of two answers to one question the last counts; answers to questions that do not
    apply in the case are left out.
    """
    found: dict[str, str] = {}
    strange = False
    for name, value in pairs:
        question = procedure.question(name)
        if question is None or value not in ("", UNKNOWN, *question.values):
            strange = True
        elif value:
            found[name] = value
    case = Case(procedure, found)
    return {question.id: value for question, value in case.answered()}, strange
