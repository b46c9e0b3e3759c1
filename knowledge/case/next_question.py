"""Which question to ask next: of those that can still change the result, the one that splits the paths best."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.case.facts import Case, Facts
from knowledge.case.paths import Outcome, Path
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Procedure, Question


@dataclass(frozen=True)
class Asked:
    """The next question. `asked` questions were answered before it; it is one of `at_most` in all."""

    question: Question
    asked: int
    at_most: int


def next_question(procedure: Procedure, paths: Sequence[Path], facts: Facts) -> Asked | None:
    """The question that splits what is still possible best, or None when no answer changes the result any more.

    A question whose answer may lead to another procedure goes before all others: then nothing else needs an answer.

    Args:
        procedure: the procedure.
        paths: all its paths (`knowledge.case.paths.list_paths`).
        facts: question id → value or "unknown"; a question with a fact is never asked again.
    """
    case = Case(procedure, facts)
    if any(case.holds(redirect.when) for redirect in procedure.redirects):
        return None
    left = [path for path in paths if _agrees(path, case)]
    open_questions = [
        question for question in procedure.questions if question.id not in facts and case.reachable(question.id)
    ]
    leading_away = {question_id for redirect in procedure.redirects for question_id in redirect.when.questions}
    open_questions.sort(key=lambda question: (question.id not in leading_away, _expected_outcomes(question, left)))
    for question in open_questions:
        if changes_result(procedure, question, left):
            answered = len(case.answered())
            return Asked(question, answered, answered + _most_left(left, facts))
    return None


def changes_result(procedure: Procedure, question: Question, paths: Iterable[Path]) -> bool:
    """Whether among these paths the answer to the question makes a difference, all else being equal."""
    moving = dependents(procedure, question.id)
    groups: dict[tuple[tuple[str, str], ...], dict[str, set[Outcome]]] = defaultdict(lambda: defaultdict(set))
    for path in paths:
        value = path.values.get(question.id)
        if value is not None:
            rest = tuple(fact for fact in path.facts if fact[0] not in moving)
            groups[rest][value].add(path.outcome)
    return any(len({frozenset(outcomes) for outcomes in by_value.values()}) > 1 for by_value in groups.values())


def dependents(procedure: Procedure, question_id: str) -> set[str]:
    """The question and every question that is asked only because of it, however far down."""
    found = {question_id}
    for question in procedure.questions:
        if found.intersection(question.when.questions):
            found.add(question.id)
    return found


def _agrees(path: Path, case: Case) -> bool:
    return all(
        path.values.get(question_id, value) == value or value == UNKNOWN or not case.reachable(question_id)
        for question_id, value in case.facts.items()
    )


def _expected_outcomes(question: Question, paths: list[Path]) -> float:
    """How many different outcomes are left on average once the question is answered; fewer is better."""
    by_value: dict[str, list[Outcome]] = defaultdict(list)
    for path in paths:
        value = path.values.get(question.id)
        if value is not None:
            by_value[value].append(path.outcome)
    total = sum(len(outcomes) for outcomes in by_value.values())
    return sum(len(outcomes) * len(set(outcomes)) for outcomes in by_value.values()) / max(total, 1)


def _most_left(paths: list[Path], facts: Facts) -> int:
    return max(sum(1 for question_id in path.values if question_id not in facts) for path in paths)
