"""The kinds of faults are seen when they are there: each by a list that has one, and none in a sound one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from knowledge.checklist.told import Told
from knowledge.messages import Checklist, Citation, Copies, DocumentLine, FeeAnswer, TimeAnswer
from knowledge.portal.lints import LINTS, faults_of, meaning_of
from knowledge.portal.parse.procedure import parse_record
from knowledge.portal.record import Record, record_of
from knowledge.schema.procedure import Fee, Option, Question
from tests.knowledge.portal.conftest import record
from tests.knowledge.portal.records import rows

TODAY = dt.date(2026, 12, 1)
PAPER = "Giấy phép đối với xe cải tạo"
TEXT = "Theo Cổng DVCQG (chưa được biên soạn lại) – Thủ tục thử"


def _told(
    line: dict[str, Any] | None = None,
    checklist: dict[str, Any] | None = None,
    procedure: dict[str, Any] | None = None,
    changes: dict[str, Any] | None = None,
    text: str = TEXT,
) -> tuple[Told, Record]:
    published = record_of(record(executionCases=[rows((PAPER, 1, 0))], **(changes or {})))
    parsed = parse_record(published, TODAY).procedure.model_copy(update=procedure or {})
    document = DocumentLine(type="d", name=PAPER, submit=Copies(original=1)).model_copy(update=line or {})
    told = Checklist(
        code=parsed.code,
        name=parsed.name,
        facts=[],
        documents=[document],
        imported=True,
        not_needed=[],
        fee=FeeAnswer(text="", lines=[]),
        time_limit=TimeAnswer(text=""),
        due_date=None,
        methods=["nộp trực tiếp"],
        agency="",
        results=[],
        warnings=[],
        redirects=[],
        legal_basis=[],
        source=Citation(kind="portal", title="", read=TODAY, verified=True),
        as_of=TODAY,
    ).model_copy(update=checklist or {})
    return Told(parsed, told, text), published


def _options(*says: str) -> dict[str, Any]:
    options = tuple(Option(value=f"c{place}", say=say) for place, say in enumerate(says))
    return {"questions": (Question(id="case", ask="Trường hợp nào?", options=options),)}


def _way(words: str = "", *fees: str) -> dict[str, Any]:
    published = [{"value": 0, "description": fee} for fee in fees]
    way = {"submissionMethod": "DIRECT", "processingTime": 5, "processingTimeUnit": "DAY", "description": words}
    return {"executionMethods": [{**way, "fees": published}]}


def test_a_sound_list_has_no_fault() -> None:
    assert list(faults_of(*_told(), TODAY)) == []


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("condition_cut", _told({"name": "Giấy phép"})),
        ("optional_by_nothing", _told({"note": "Chỉ cần trong trường hợp này: đối với người nước ngoài."})),
        ("case_row", _told({"name": "Trường hợp cải tạo xe"})),
        ("heading", _told({"name": "Hồ sơ đề nghị bao gồm:"})),
        ("two_times", _told(checklist={"due_date": TODAY}, changes=_way("Không quá 10 ngày ở xã miền núi"))),
        ("none_for_unknown", _told(checklist={"documents": []})),
        (
            "or_as_both",
            _told({"name": "Giấy phép (bản chính hoặc bản sao)", "submit": Copies(original=1, photocopy=1)}),
        ),
        ("options_alike", _told(procedure=_options("Đăng ký lần đầu", "Đăng ký lần đầu"))),
        ("options_alike", _told(procedure=_options("Đăng ký lần đầu của…", "Đổi"))),
        ("option_sentence", _told(procedure=_options("Trong phiếu nêu rõ lý do", "Đổi"))),
        ("fee_over", _told(procedure={"fees": (Fee(amount=1000, note="áp dụng đến hết ngày 30/6/2026"),)})),
        ("fee_over", _told(procedure={"fees": (Fee(amount=1000, note="áp dụng đến hết ngày 31/12/2026"),)})),
        ("somebody_elses", _told(changes={"departmentPromulgateName": "Bộ Y tế", "decisionNo": "1/QĐ-UBND"})),
        ("no_method", _told(checklist={"methods": []})),
        ("not_introduced", _told(text="Thủ tục thử: 1 giấy tờ cho trường hợp của bạn")),
    ],
)
def test_each_kind_is_seen(kind: str, told: tuple[Told, Record]) -> None:
    assert kind in {found for found, _ in faults_of(*told, TODAY)}


def test_a_paper_that_stands_twice() -> None:
    told = _told()
    told[0].checklist.documents.append(told[0].checklist.documents[0])
    assert [kind for kind, _ in faults_of(*told, TODAY)] == ["twice"]


def test_each_kind_has_a_meaning() -> None:
    assert all(meaning_of(kind) for kind in LINTS)
