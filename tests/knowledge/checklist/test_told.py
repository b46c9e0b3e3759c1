"""What is told of a procedure before any answer; of an imported one in full, and as what it is."""

from __future__ import annotations

from pathlib import Path

from knowledge.checklist.told import told_of
from knowledge.library.assemble import load_catalogue
from knowledge.portal.importing import import_records
from knowledge.portal.record import record_of
from knowledge.portal.store.record_store import RecordStore
from tests.knowledge.factory import NOW, catalogue_of, procedure, settings_for
from tests.knowledge.portal.conftest import record
from tests.knowledge.portal.records import rows

LONG = (
    "Giấy phép nhập khẩu do cơ quan có thẩm quyền cấp theo quy định, bản chính hoặc bản sao có chứng thực" + " và" * 20
)
INTRODUCED = "Theo Cổng DVCQG (chưa được biên soạn lại) – "


def test_an_authored_procedure(tmp_path: Path) -> None:
    told = told_of(catalogue_of(tmp_path, procedure()), "1.000001", NOW)
    assert told.text.startswith("Thủ tục thử")
    assert not told.checklist.imported
    assert [name for _, name in told.lines()] == [line.name for line in told.checklist.documents]


def test_an_imported_procedure_is_told_in_full(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, procedure())
    cases = [rows((LONG, 1, 1), case="Trường hợp nhập khẩu"), rows(case="Trường hợp xuất khẩu")]
    way = {"submissionMethod": "DIRECT", "processingTime": 10, "processingTimeUnit": "DAY", "description": ""}
    several = {**way, "description": "Không quá 10 ngày; ở xã miền núi không quá 20 ngày"}
    records = [
        record(executionCases=cases, executionMethods=[several]),
        record(code="9.000002", executionCases=[], executionMethods=[way]),
    ]
    import_records(RecordStore.open(settings), map(record_of, records), "test", NOW.date())
    catalogue = load_catalogue(settings)
    told = told_of(catalogue, "9.000001", NOW)
    assert told.text.startswith(INTRODUCED)
    assert LONG in told.text
    assert "nộp 1 bản chính hoặc 1 bản sao chứng thực" in told.text
    assert told.checklist.due_date is None
    bare = told_of(catalogue, "9.000002", NOW)
    assert "Cổng chưa công bố thành phần hồ sơ: hỏi Một cửa trước khi đi." in bare.text
    assert (bare.checklist.unpublished_documents, bare.checklist.due_date) == (True, None)
