"""A person's case: which conditions hold, with what is not known yet as a third value."""

from __future__ import annotations

import pytest

from knowledge.case.facts import Case
from knowledge.errors import FactError
from knowledge.schema.conditions import ALWAYS, UNKNOWN, Condition
from knowledge.schema.procedure import Procedure
from tests.knowledge.factory import procedure

SAMPLE = Procedure.model_validate(procedure())
"""Questions: paper (yes, no); seen (yes, no), asked when paper is no; late (yes, no)."""
NO_PAPER = Condition(terms=(("paper", ("no",)),))
SEEN = Condition(terms=(("seen", ("yes",)),))
SEEN_AND_LATE = Condition(terms=(("seen", ("yes",)), ("late", ("yes",))))


@pytest.mark.parametrize(
    ("facts", "condition", "holds"),
    [
        ({}, ALWAYS, True),
        ({}, NO_PAPER, None),
        ({"paper": UNKNOWN}, NO_PAPER, None),
        ({"paper": "no"}, NO_PAPER, True),
        ({"paper": "yes"}, NO_PAPER, False),
        ({"paper": "yes"}, SEEN, False),  # the question is out of reach
        ({"paper": "yes", "seen": "yes"}, SEEN, False),  # a fact left over from a changed answer
        ({"seen": "yes"}, SEEN, None),  # whether it is asked at all is not known yet
        ({"paper": "no", "seen": "yes"}, SEEN_AND_LATE, None),
        ({"late": "no"}, SEEN_AND_LATE, False),  # one term that is False is enough
        ({"colour": "red"}, Condition(terms=(("colour", ("red",)),)), False),  # no such question
    ],
)
def test_holds(facts: dict[str, str], condition: Condition, holds: bool | None) -> None:
    assert Case(SAMPLE, facts).holds(condition) is holds


def test_answered_questions_stand_in_the_order_of_the_procedure() -> None:
    case = Case(SAMPLE, {"late": UNKNOWN, "seen": "yes", "paper": "no"})
    assert [(question.id, value) for question, value in case.answered()] == [
        ("paper", "no"),
        ("seen", "yes"),
        ("late", UNKNOWN),
    ]
    assert [question.id for question, _ in Case(SAMPLE, {"seen": "yes", "paper": "yes"}).answered()] == ["paper"]


def test_a_value_is_known_only_when_the_question_is_in_reach() -> None:
    assert Case(SAMPLE, {"paper": "no", "seen": "yes"}).known("seen") == "yes"
    assert Case(SAMPLE, {"paper": "yes", "seen": "yes"}).known("seen") is None
    assert Case(SAMPLE, {"late": UNKNOWN}).known("late") is None


def test_the_reason_is_the_answer_that_put_a_question_out_of_reach() -> None:
    reason = Case(SAMPLE, {"paper": "yes"}).reason_against(SEEN)
    assert reason is not None
    assert (reason[0].id, reason[1]) == ("paper", "yes")
    assert Case(SAMPLE, {"paper": "no", "seen": "yes"}).reason_against(SEEN) is None
    assert Case(SAMPLE, {}).reason_against(SEEN) is None


def test_undecided_terms_name_what_would_satisfy_them() -> None:
    open_terms = Case(SAMPLE, {"paper": "no", "late": "yes"}).undecided(SEEN_AND_LATE)
    assert [(question.id, values) for question, values in open_terms] == [("seen", ("yes",))]


@pytest.mark.parametrize(
    ("facts", "message"),
    [({"colour": "red"}, "its questions: paper, seen, late"), ({"paper": "blue"}, "its answers: yes, no, unknown")],
)
def test_checked_facts_name_what_is_allowed(facts: dict[str, str], message: str) -> None:
    with pytest.raises(FactError, match=message):
        Case.checked(SAMPLE, facts)


def test_checked_facts_may_be_unknown() -> None:
    assert Case.checked(SAMPLE, {"paper": UNKNOWN}).reachable("seen") is None
