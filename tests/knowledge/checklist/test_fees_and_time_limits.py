"""Fees and time limits: what is known, for whom, and what is not published; no text is ever empty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.case.facts import Case
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.fees_and_time_limits import say_fees, say_time
from knowledge.schema.procedure import Procedure
from tests.knowledge.factory import NOW, checklist_of

UNPUBLISHED = "Cổng không công bố mức phí, hỏi Một cửa"


def days_of(procedure: Procedure) -> set[dt.date]:
    """Today, the end of the procedure, and each day on which a fee or time limit begins or has ended."""
    dated = [*procedure.fees, *procedure.time_limit, procedure.effective]
    ends = {entry.valid_to + dt.timedelta(days=1) for entry in dated if entry.valid_to}
    return {NOW.date(), *ends, *(entry.valid_from for entry in dated if entry.valid_from)}


def cases_of(catalogue: Catalogue) -> Iterator[tuple[Case, dt.date]]:
    """Each path of each procedure (the way of filing is one of the questions), on each of its days."""
    for code in catalogue.authored:
        procedure = catalogue.get(code)
        for path in catalogue.paths(code):
            for day in days_of(procedure):
                yield Case(procedure, path.values), day


def test_no_authored_case_has_an_empty_fee_or_time(catalogue: Catalogue) -> None:
    count = 0
    for case, day in cases_of(catalogue):
        count += 1
        assert say_fees(case, day).text.strip(), (case, day)
        assert say_time(case, day)[1].text.strip(), (case, day)
    assert count > 10_000


def test_a_copy_ordered_online_after_the_last_known_fee(catalogue: Catalogue) -> None:
    facts = {"register": "kept", "requester": "person", "method": "online", "filer": "self"}
    case = Case.checked(catalogue.get("2.000635"), facts)
    assert say_fees(case, dt.date(2027, 2, 28)).lines[0].free
    assert say_fees(case, dt.date(2027, 3, 1)).text.startswith("8.000 đồng/bản")


def test_a_side_fee_is_not_taken_for_the_main_one(tmp_path: Path) -> None:
    fee = checklist_of(tmp_path, fees=[{"free": True, "to": "2026-11-01"}, {"amount": 8000, "label": "Bản sao"}]).fee
    assert fee.text == f"{UNPUBLISHED}; Bản sao: 8.000 đồng"
    assert [line.amount for line in fee.lines] == [None, 8000]


def test_no_fee_and_no_time_limit_at_all(tmp_path: Path) -> None:
    checklist = checklist_of(tmp_path, fees=[], time_limit=[])
    assert (checklist.fee.text, checklist.time_limit.text) == (UNPUBLISHED, "Không công bố thời hạn, hỏi Một cửa")
    assert checklist.due_date is None


def test_the_fee_follows_the_answer_and_the_question(tmp_path: Path) -> None:
    assert checklist_of(tmp_path, facts={"late": "yes"}).fee.text == "5.000 đồng"
    assert checklist_of(tmp_path, facts={"late": "no"}).fee.lines[0].free
    both = checklist_of(tmp_path, facts={}).fee
    assert len(both.lines) == 2
    assert all(line.only_if for line in both.lines)


def test_no_due_date_when_the_time_runs_from_something_else(tmp_path: Path) -> None:
    limit = {"amount": 10, "unit": "working_day"}
    assert checklist_of(tmp_path, time_limit=[limit]).due_date is not None
    checklist = checklist_of(tmp_path, time_limit=[{**limit, "counted_from": "ngày hết hạn nhận hồ sơ"}])
    assert checklist.due_date is None
    assert checklist.time_limit.text == "10 ngày làm việc, tính từ ngày hết hạn nhận hồ sơ"


def test_times_that_differ_by_way_of_filing(tmp_path: Path) -> None:
    limits = [{"amount": 20, "method": "direct"}, {"amount": 10, "method": "online"}]
    checklist = checklist_of(tmp_path, methods=["direct", "online"], time_limit=limits)
    assert checklist.time_limit.text == "20 ngày làm việc (nếu nộp trực tiếp); 10 ngày làm việc (nếu nộp qua mạng)"
    assert checklist.due_date is None


def test_a_number_without_a_unit_gives_no_day(tmp_path: Path) -> None:
    checklist = checklist_of(tmp_path, time_limit=[{"amount": 7, "unit": "published"}])
    assert (checklist.time_limit.text, checklist.due_date) == ("7 ngày (theo công bố)", None)


@pytest.mark.parametrize(
    ("fee", "text"),
    [
        ({"amount": 40, "currency": "USD"}, "40 USD"),
        ({"amount": 50, "currency": "PERCENT"}, "50% mức thu"),
        ({"published": "từ 5 tấn: 100.000 đồng"}, "Theo công bố: từ 5 tấn: 100.000 đồng"),
    ],
)
def test_fees_that_are_no_plain_sum(tmp_path: Path, fee: dict[str, Any], text: str) -> None:
    (line,) = checklist_of(tmp_path, fees=[fee]).fee.lines
    assert (line.text, line.amount) == (text, None)


@pytest.mark.parametrize(
    ("fee", "text"),
    [
        ({"amount": 8000, "per": "bản"}, "8.000 đồng/bản"),
        ({"amount": 8000, "exempt": ["hộ nghèo", "trẻ em"]}, "8.000 đồng (miễn cho: hộ nghèo, trẻ em)"),
        ({"free": True, "note": "chỉ trong năm nay"}, "Không mất phí – chỉ trong năm nay"),
        ({"decided_by": "HĐND cấp tỉnh"}, "Mức thu do HĐND cấp tỉnh quy định, hỏi Một cửa để biết số tiền"),
        ({"amount": 8000, "method": "direct"}, "8.000 đồng (nếu nộp trực tiếp)"),
        ({"amount": 8000, "verified": False}, "8.000 đồng (cần kiểm tra lại với Một cửa)"),
        ({"unpublished": True}, UNPUBLISHED),
    ],
)
def test_how_a_fee_is_said(tmp_path: Path, fee: dict[str, Any], text: str) -> None:
    assert checklist_of(tmp_path, fees=[fee]).fee.text == text
