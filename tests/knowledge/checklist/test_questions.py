"""Which questions a page shows, and what it takes from an address."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.case.facts import Case
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.questions import facts_of, shown_questions
from tests.knowledge.factory import catalogue_of, procedure

CODE = "1.000001"


@pytest.fixture
def small(tmp_path: Path) -> Catalogue:
    return catalogue_of(tmp_path, procedure())


def shown(catalogue: Catalogue, **facts: str) -> list[tuple[str, str]]:
    found = shown_questions(catalogue, catalogue.get(CODE), facts)
    return [(question.question.id, question.value) for question in found]


def test_only_questions_that_apply_are_shown(small: Catalogue) -> None:
    assert shown(small) == [("paper", ""), ("late", "")]
    assert shown(small, paper="no") == [("paper", "no"), ("seen", ""), ("late", "")]
    assert shown(small, paper="yes", late="no") == [("paper", "yes"), ("late", "no")]


def test_nothing_more_is_asked_where_another_procedure_is_the_right_one(tmp_path: Path) -> None:
    other = procedure(code="1.000002", name="Thủ tục khác")
    redirect = {"code": "1.000002", "say": "Làm thủ tục khác.", "when": {"paper": "no"}}
    catalogue = catalogue_of(tmp_path, procedure(redirects=[redirect]), other)
    assert shown(catalogue, paper="no") == [("paper", "no")]


@pytest.mark.parametrize(
    ("pairs", "facts", "strange"),
    [
        ([], {}, False),
        ([("late", "no"), ("paper", "yes")], {"paper": "yes", "late": "no"}, False),
        ([("paper", "unknown")], {"paper": "unknown"}, False),
        ([("paper", "")], {}, False),
        ([("paper", "maybe"), ("late", "no")], {"late": "no"}, True),
        ([("colour", "red")], {}, True),
        ([("colour", "")], {}, True),
        ([("paper", "yes"), ("paper", "no")], {"paper": "no"}, False),
        ([("paper", "yes"), ("seen", "yes")], {"paper": "yes"}, False),
    ],
)
def test_what_an_address_tells(
    small: Catalogue, pairs: list[tuple[str, str]], facts: dict[str, str], strange: bool
) -> None:
    found = facts_of(small.get(CODE), pairs)
    assert found == (facts, strange)
    assert list(found[0]) == list(facts), "in the procedure's order"


@given(data=st.data())
def test_whatever_an_address_tells_fits_the_procedure(catalogue: Catalogue, data: st.DataObject) -> None:
    chosen = catalogue.get(data.draw(st.sampled_from(sorted(catalogue.procedures))))
    names = st.sampled_from([question.id for question in chosen.questions]) if chosen.questions else st.text()
    every = {value for question in chosen.questions for value in question.values}
    values = st.sampled_from(sorted({"unknown", *every}))
    pairs = data.draw(st.lists(st.tuples(names | st.text(), values | st.text())))
    facts, _ = facts_of(chosen, pairs)
    case = Case.checked(chosen, facts)
    assert all(case.reachable(question_id) is not False for question_id in facts)
    assert facts_of(chosen, list(facts.items())) == (facts, False)
