"""The stub of a worked case says what the record says of its first case."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from knowledge.portal.draft.known_papers import KnownPapers
from knowledge.portal.draft.papers import draft_papers
from knowledge.portal.draft.worked_case import case_lines
from knowledge.portal.parse.procedure import parse_record
from knowledge.portal.record import record_of
from tests.knowledge.portal.records import FIRST, method, record, rows


def _case(**changes: Any) -> dict[str, Any]:
    parsed = parse_record(record_of(record(**changes)), FIRST)
    papers = draft_papers(parsed, KnownPapers({}), ())
    (case,) = yaml.safe_load("\n".join(case_lines(parsed.procedure, papers)))
    return dict(case)


@pytest.mark.parametrize(
    ("methods", "fee", "time"),
    [
        ([method()], 20_000, "3 working_day"),
        ([method(fees=[], processingTime=None)], "unpublished", "unpublished"),
        ([method(fees=[{"description": "Miễn phí"}])], "free", "3 working_day"),
        ([method(fees=[{"description": "Theo nghị quyết của HĐND tỉnh"}])], "decided", "3 working_day"),
        (
            [method(), method(submissionMethod="ONLINE", processingTime=2)],
            20_000,
            {"direct": "3 working_day", "online": "2 working_day"},
        ),
    ],
)
def test_fee_and_time(methods: list[Any], fee: object, time: object) -> None:
    case = _case(executionMethods=methods)
    assert (case["code"], case["fee"], case["time"]) == ("1.000001", fee, time)


def test_the_papers_of_the_first_case() -> None:
    alone = _case()
    assert (alone["facts"], alone["needed"]) == ({}, ["to_khai_dang_ky_thu", "giay_chung_nhan_quyen_su_dung"])
    cases = [
        rows(("Đơn", 1, 0)),
        rows(("Giấy phép cũ", 1, 0), case="Trường hợp cấp lại"),
        rows(("Giấy khám", 1, 0), case="Trường hợp cấp đổi"),
    ]
    first = _case(executionCases=cases)
    assert (first["facts"], first["needed"], first["not_needed"]) == ({"case": "c1"}, ["don", "giay_phep_cu"], [])
