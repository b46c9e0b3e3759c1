"""`knowledge check` finds what outlives its day, and tells what fails on a day to come."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from knowledge.library.check import check_catalogue
from knowledge.library.checks.days import day_faults
from tests.knowledge.factory import catalogue_of, procedure

TODAY = dt.date(2026, 11, 22)
NEW_YEAR = dt.date(2027, 1, 1)
CUT = {"amount": 5000, "to": "2026-12-31"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"warnings": [{"say": "Giảm đến hết ngày 31/12/2026."}]}, "until 31/12/2026, and is not dated"),
        ({"warnings": [{"say": "Giảm đến hết ngày 31/12/2026.", "to": "2026-12-31"}]}, ""),
        ({"warnings": [{"say": "Mức cũ chỉ đến hết 31/12/2023."}]}, ""),
        ({"fees": [{"amount": 5000, "note": "giảm đến hết 31/12/2026"}]}, "fees.0: says that it holds until"),
        ({"legal_basis": ["60/2014/QH13"]}, "60/2014/QH13 ends on 28/02/2027"),
        ({"legal_basis": ["60/2014/QH13"], "effective": {"to": "2027-02-28"}}, ""),
        ({"fees": [CUT], "effective": {"to": "2026-12-31"}}, "no main fee holds on 01/01/2027"),
    ],
)
def test_what_ends_is_dated(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    faults = check_catalogue(catalogue_of(tmp_path, procedure(**changes)), TODAY).faults
    assert [fault for fault in faults if message and message in fault] or (not message and not faults), faults


@pytest.mark.parametrize(("say", "found"), [("Nộp trước kỳ thi 7 ngày.", True), ("Nộp trước ngày thi 7 ngày.", False)])
def test_a_deadline_before_its_event_is_not_counted_after_it(tmp_path: Path, say: str, found: bool) -> None:
    deadline = {"say": say, "within": {"amount": 7}, "since": "ngày thi"}
    faults = check_catalogue(catalogue_of(tmp_path, procedure(deadline=[deadline])), TODAY).faults
    assert any("lies before its event" in fault for fault in faults) is found


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, ""),
        ({"fees": [CUT, {"amount": 10000, "from": "2027-01-01"}]}, ""),
        ({"fees": [CUT]}, "no main fee holds on 01/01/2027"),
        ({"effective": {"to": "2026-12-31"}}, "ended on 31/12/2026"),
    ],
)
def test_what_fails_on_a_day_to_come(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    faults = list(day_faults(catalogue_of(tmp_path, procedure(**changes)), NEW_YEAR))
    assert [fault for fault in faults if message and message in fault] or (not message and not faults), faults
