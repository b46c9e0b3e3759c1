"""What a checklist says of doubtful, old and further things."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from knowledge.checklist.as_text import checklist_text
from knowledge.checklist.build import build_checklist
from knowledge.messages import Checklist
from knowledge.settings import VIETNAM
from tests.knowledge.factory import catalogue_of, procedure

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
FACTS = {"paper": "yes", "late": "no"}


def told(tmp_path: Path, *others: dict[str, Any], **changes: Any) -> Checklist:
    return build_checklist(catalogue_of(tmp_path, procedure(**changes), *others), "1.000001", FACTS, NOW)


def source(**changes: Any) -> dict[str, Any]:
    return {**procedure()["source"], **changes}


@pytest.mark.parametrize(
    ("read", "after", "stale"),
    [("2026-07-18", 180, False), ("2026-05-01", 180, True), ("2026-11-01", 21, True), ("2026-11-01", 22, False)],
)
def test_an_old_answer_says_so(tmp_path: Path, read: str, after: int, stale: bool) -> None:
    checklist = told(tmp_path, source=source(read=read, stale_after=after))
    assert checklist.source.stale is stale
    assert any("có thể đã thay đổi" in one for one in checklist.warnings) is stale


def test_an_incomplete_record_is_not_called_second_hand(tmp_path: Path) -> None:
    (portal,) = told(tmp_path, source=source(verified=False)).warnings
    assert "trên Cổng còn thiếu" in portal
    (second,) = told(tmp_path, source=source(verified=False, kind="secondary")).warnings
    assert "nguồn thứ cấp" in second


def test_the_day_of_change_and_the_page_are_told(tmp_path: Path) -> None:
    checklist = told(tmp_path, source=source(updated="2026-06-30", url="https://dichvucong.gov.vn/x"))
    assert "cập nhật 30/06/2026" in checklist.source.title
    assert "https://dichvucong.gov.vn/x" in checklist_text(checklist)


def test_what_is_filed_at_the_same_visit(tmp_path: Path) -> None:
    other = procedure(code="1.000002", name="Việc đi kèm")
    together = [{"code": "1.000002", "say": "Làm luôn.", "when": {"late": "no"}}]
    (also,) = told(tmp_path, other, together=together).also
    assert (also.code, also.name, also.say) == ("1.000002", "Việc đi kèm", "Làm luôn.")
    assert told(tmp_path, other, together=[{**together[0], "when": {"late": "yes"}}]).also == []


def test_no_due_date_when_the_time_runs_from_something_else(tmp_path: Path) -> None:
    limit = {"amount": 10, "unit": "working_day"}
    assert told(tmp_path, time_limit=[limit]).due_date is not None
    checklist = told(tmp_path, time_limit=[{**limit, "counted_from": "ngày hết hạn nhận hồ sơ"}])
    assert checklist.due_date is None
    assert checklist.time_limit.text == "10 ngày làm việc, tính từ ngày hết hạn nhận hồ sơ"


def test_times_that_differ_by_way_of_filing(tmp_path: Path) -> None:
    limits = [{"amount": 20, "method": "direct"}, {"amount": 10, "method": "online"}]
    checklist = told(tmp_path, methods=["direct", "online"], time_limit=limits)
    assert checklist.time_limit.text == "20 ngày làm việc (nếu nộp trực tiếp); 10 ngày làm việc (nếu nộp qua mạng)"
    assert checklist.due_date is None


def test_a_number_without_a_unit_gives_no_day(tmp_path: Path) -> None:
    checklist = told(tmp_path, time_limit=[{"amount": 7, "unit": "published"}])
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
    (line,) = told(tmp_path, fees=[fee]).fee.lines
    assert (line.text, line.amount) == (text, None)


def test_a_paper_whose_number_no_source_tells(tmp_path: Path) -> None:
    checklist = told(tmp_path, documents=[{"type": "form", "submit": {"unstated": True}}])
    assert "nguồn không ghi số bản" in checklist_text(checklist)
