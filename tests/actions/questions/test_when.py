"""The person's deadline, the office's time and the validity of the result are three things."""

from __future__ import annotations

import pytest

from actions.questions.when import deadline, time_limit, validity
from knowledge.catalogue_files.catalogue import Catalogue
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH
from tests.actions.questions.conftest import Ask

DEATH, SINGLE, LODGER = "1.000656", "1.004873", "1.004194"


def test_the_deadline_is_the_person_s_own_and_says_what_lateness_costs(ask: Ask) -> None:
    lines = deadline(ask(BIRTH, "phải làm trong mấy ngày"))
    assert "60 ngày" in lines[0]
    assert "lệ phí" in " ".join(lines)


def test_the_time_limit_is_the_office_s(ask: Ask) -> None:
    asked = ask(DEATH, "bao lâu có")
    assert asked.checklist.time_limit.text in time_limit(asked)[0]


def test_the_validity_is_the_paper_s(ask: Ask) -> None:
    assert "6 tháng" in " ".join(validity(ask(SINGLE, "giấy này xài được mấy tháng")))


def test_a_deadline_of_another_case_is_not_said(ask: Ask) -> None:
    """Entries with `when` hold only in their case."""
    asked = ask(BIRTH, "hạn?", **FACTS_OF_BIRTH)
    for entry in asked.procedure.deadline:
        said = any(entry.say in line for line in deadline(asked))
        assert said == (asked.case.holds(entry.when) is not False)


@pytest.mark.parametrize("topic", [deadline, validity])
def test_no_deadline_is_ever_the_time_limit(topic: object, ask: Ask, catalogue: Catalogue) -> None:
    for code in catalogue.authored:
        asked = ask(code, "x")
        assert asked.checklist.time_limit.text not in topic(asked)  # type: ignore[operator]
