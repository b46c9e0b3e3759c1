"""The hand-worked cases of each field: exactly these documents, this fee, this time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.case.facts import Case
from knowledge.case.next_question import next_question
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.build import build_checklist
from knowledge.messages import Checklist
from knowledge.settings import VIETNAM

CASES = Path(__file__).with_name("cases")
MONDAY_MORNING = dt.datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)


def load_cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.append(pytest.param(case, id=f"{case['code']} {case['title']}"))
    return found


@pytest.mark.parametrize("case", load_cases())
def test_case(catalogue: Catalogue, case: dict[str, Any]) -> None:
    facts = case["facts"]
    answered = Case.checked(catalogue.get(case["code"]), facts).answered()
    assert {question.id for question, _ in answered} == set(facts), "a fact is never asked for in this case"
    checklist = build_checklist(catalogue, case["code"], facts, MONDAY_MORNING)
    if "redirect" in case:
        assert [redirect.code for redirect in checklist.redirects] == [case["redirect"]]
        return
    assert next_question(catalogue.get(case["code"]), catalogue.paths(case["code"]), facts) is None
    assert [line.only_if for line in checklist.documents if line.only_if] == []
    assert {line.type for line in checklist.documents} == set(case["needed"])
    assert set(case.get("not_needed", [])) <= {line.type for line in checklist.not_needed}
    assert _fee(checklist) == case["fee"]
    assert _time(catalogue, case, checklist) == case["time"]


def _fee(checklist: Checklist) -> object:
    main = checklist.fee.lines[0]
    if main.free:
        return "free"
    if main.amount:
        return main.amount
    return "unpublished" if main.text.startswith("Cổng không công bố") else "decided"


def _time(catalogue: Catalogue, case: dict[str, Any], checklist: Checklist) -> str | dict[str, str]:
    """The time limit, or that of each way of filing where they differ."""
    answered = Case(catalogue.get(case["code"]), case["facts"])
    limits = [
        limit
        for limit in answered.procedure.time_limit
        if answered.holds(limit.when) and limit.holds_on(MONDAY_MORNING.date())
    ]
    if len(limits) > 1:
        return {
            str(limit.method): f"{limit.amount} {limit.unit}" if limit.amount else "unpublished" for limit in limits
        }
    limit = checklist.time_limit
    return f"{limit.amount} {limit.unit}" if limit.amount else "unpublished"
