"""The fee, the forms and the law of the case."""

from __future__ import annotations

from actions.questions.costs import fee, form, legal_basis
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH
from tests.actions.questions.conftest import Ask


def test_the_fee_is_the_case_s(ask: Ask) -> None:
    assert "Không mất phí" in fee(ask(BIRTH, "?", **FACTS_OF_BIRTH))[0]


def test_the_forms_say_where_they_are_had(ask: Ask) -> None:
    title, *lines = form(ask(BIRTH, "?"))
    assert title.startswith("Mẫu")
    assert all(": " in line for line in lines)


def test_the_law_is_named_by_number(ask: Ask) -> None:
    assert "60/2014/QH13" in legal_basis(ask(BIRTH, "?"))[0] or legal_basis(ask(BIRTH, "?")) == []
