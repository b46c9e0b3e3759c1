"""The checklist as text: each line says something, whatever is missing in the source."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from knowledge.checklist.as_text import checklist_text, how_to_bring, say_copies
from knowledge.checklist.build import build_checklist
from knowledge.library.assemble import load_catalogue
from knowledge.messages import Copies, DocumentLine, OfficeLine
from knowledge.portal.importing import import_records
from knowledge.portal.record import record_of
from knowledge.portal.store.record_store import RecordStore
from tests.knowledge.factory import NOW, checklist_of, procedure, settings_for

RECORDS = Path(__file__).parents[3].parent / "shared" / "portal" / "records.jsonl.gz"
EMPTY = re.compile(r"^$|: +\.?$")
"""Nothing at all, or nothing after a colon."""

NOTHING, UNPUBLISHED = "Không phải mang giấy tờ nào.", "Cổng chưa công bố thành phần hồ sơ: hỏi Một cửa trước khi đi."


def test_the_whole_text(tmp_path: Path) -> None:
    together = [{"code": "1.000002", "say": "Làm luôn."}]
    other = {"code": "1.000002", "name": "Việc đi kèm"}
    checklist = checklist_of(tmp_path, procedure(**other), together=together, warnings=[{"say": "Mang bút."}])
    assert checklist_text(checklist).splitlines() == [
        "Thủ tục thử: 2 giấy tờ cho trường hợp của bạn",
        "Lệ phí: Không mất phí.",
        "Thời hạn: Trong ngày nếu nộp trước 15:00; nộp sau thì trả vào ngày làm việc tiếp theo.",
        "Nơi làm: UBND cấp xã.",
        "Nộp ngay bây giờ thì hẹn trả ngày 23/11/2026.",
        "Cần chuẩn bị:",
        "1. FORM – nộp 1 bản chính",
        "2. PROOF – nộp 1 bản chính",
        "Không cần mang: EXTRA. cơ quan tự tra",
        "Cách nộp: nộp trực tiếp.",
        "Lưu ý: Mang bút.",
        "Nên xem thêm: Việc đi kèm (mã 1.000002). Làm luôn.",
        "Tên thủ tục: Thủ tục thử (mã 1.000001).",
        "Nguồn: Cổng Dịch vụ công quốc gia, đọc ngày 18/07/2026.",
    ]


def test_papers_that_are_not_published_are_not_called_needless(tmp_path: Path) -> None:
    lines = checklist_text(checklist_of(tmp_path, documents=[])).splitlines()
    assert UNPUBLISHED in lines
    assert NOTHING not in lines
    assert not [line for line in lines if "hẹn trả" in line]


def test_nothing_is_needed_in_this_case(tmp_path: Path) -> None:
    documents = [{"type": "proof", "submit": {"original": 1}, "when": {"paper": "no"}}]
    lines = checklist_text(checklist_of(tmp_path, documents=documents)).splitlines()
    assert NOTHING in lines
    assert UNPUBLISHED not in lines
    assert [line for line in lines if "hẹn trả" in line]


def test_no_way_of_filing_is_published(tmp_path: Path) -> None:
    lines = checklist_text(checklist_of(tmp_path, methods=[])).splitlines()
    assert "Cách nộp: nguồn không công bố, hỏi Một cửa." in lines


@pytest.mark.parametrize(
    ("office", "line"),
    [
        ({"hours": "7:30", "phone": "0262"}, "Địa chỉ: 1 Lê Duẩn; giờ làm việc: 7:30; điện thoại: 0262."),
        ({"phone": "0262"}, "Địa chỉ: 1 Lê Duẩn; điện thoại: 0262."),
        ({}, "Địa chỉ: 1 Lê Duẩn."),
    ],
)
def test_the_office(tmp_path: Path, office: dict[str, Any], line: str) -> None:
    checklist = checklist_of(tmp_path)
    checklist.office = OfficeLine(address="1 Lê Duẩn", **office)
    assert line in checklist_text(checklist).splitlines()


def test_copies() -> None:
    assert say_copies(Copies(original=1, photocopy=2)) == "1 bản chính, 2 bản chụp"
    assert say_copies(Copies(original=1, certified_copy=1, either=True)) == "1 bản chính hoặc 1 bản sao chứng thực"
    assert say_copies(Copies(unstated=True)) == "(nguồn không ghi số bản)"


def test_how_a_document_is_brought() -> None:
    document = DocumentLine(
        type="x", name="X", submit=Copies(original=1), present=Copies(certified_copy=1), note="Ký tên", only_if="nếu A"
    )
    text = " – nộp 1 bản chính, xuất trình 1 bản sao chứng thực. Ký tên (chỉ cần nếu A)"
    assert how_to_bring(document) == text
    assert how_to_bring(document.model_copy(update={"verified": False})) == f"{text} (cần kiểm tra lại với Một cửa)"
    assert how_to_bring(DocumentLine(type="x", name="X", tell=True)) == " – chỉ cần khai thông tin"


def test_no_line_of_an_imported_procedure_is_empty(tmp_path: Path) -> None:
    """Every fortieth record of the portal, and each without papers or ways of filing; nothing is known of the case."""
    if not RECORDS.exists():
        pytest.skip(f"no {RECORDS}")
    settings = settings_for(tmp_path, procedure())
    with gzip.open(RECORDS, "rt", encoding="utf-8") as file:
        records = [record_of(json.loads(line)) for number, line in enumerate(file) if number % 40 == 0 or _bare(line)]
    import_records(RecordStore.open(settings), records, "test", NOW.date())
    catalogue = load_catalogue(settings)
    unpublished = 0
    for code in catalogue.procedures:
        checklist = build_checklist(catalogue, code, {}, NOW, "")
        lines = checklist_text(checklist).splitlines()
        assert not [line for line in lines if EMPTY.search(line)], code
        assert (UNPUBLISHED in lines) is checklist.unpublished_documents, code
        assert not (checklist.unpublished_documents and (checklist.documents or checklist.due_date)), code
        unpublished += checklist.unpublished_documents
    assert unpublished > 10


def _bare(line: str) -> bool:
    return bool(re.search(r'"execution(?:Cases|Methods)":\s*\[\]', line))


def test_a_long_note_and_one_mark_for_all_are_said_once(tmp_path: Path) -> None:
    note = "Chọn một cách: nộp bản sao kèm bản chính, hoặc bản sao chứng thực."
    papers = [{"type": kind, "submit": {"original": 1}, "note": note, "verified": False} for kind in ("form", "proof")]
    lines = checklist_text(checklist_of(tmp_path, documents=papers)).splitlines()
    start = lines.index("Cần chuẩn bị (cần kiểm tra lại với Một cửa):")
    assert lines[start + 1 : start + 3] == [
        f"1. FORM – nộp 1 bản chính. {note}",
        "2. PROOF – nộp 1 bản chính. Như ghi ở giấy số 1.",
    ]
    papers[0]["verified"] = True
    text = checklist_text(checklist_of(tmp_path, documents=papers))
    assert text.count("cần kiểm tra lại") == 1
    assert "Cần chuẩn bị:" in text
