"""A record that is not that of its code is refused and named, whichever comes first, the record or the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.catalogue_files.authored import read_authored
from knowledge.portal.importing import import_file
from knowledge.portal.record import Record
from knowledge.portal.somebody_elses import contradiction, other_name
from knowledge.portal.store.record_store import RecordStore
from knowledge.search.scope.known import load_known
from knowledge.settings import get_settings
from tests.knowledge.portal.conftest import DAY, imported, record

OURS, OTHER = "Đăng ký mẫu con dấu mới", "Hỗ trợ phát triển sản xuất cộng đồng"


@pytest.mark.parametrize(
    ("name", "listed", "other"),
    [
        (OTHER, OURS, True),
        (OURS, "Thủ tục đăng ký mẫu con dấu mới (thực hiện tại cấp tỉnh)", False),
        ("Bổ nhiệm Thừa phát lại", "Bổ nhiệm Thừa hành viên", False),
        ("Đăng ký, cấp Giấy chứng nhận", "Đăng ký, cấp Giấy chứng nhận đối với trường hợp đã chuyển quyền", False),
        ("Khai thuế", "Nộp phí", False),
    ],
)
def test_names_of_two_procedures(name: str, listed: str, other: bool) -> None:
    assert other_name(name, listed) is other


def test_a_ministrys_record_is_not_decided_by_a_province() -> None:
    body = {"code": "9.000001", "name": OURS, "departmentPromulgateName": "Bộ Công an"}
    assert contradiction(Record.model_validate({**body, "decisionNo": "1404/QĐ-UBND"}))
    assert not contradiction(Record.model_validate({**body, "decisionNo": "1404/QĐ-BCA"}))


def _list(folder: Path) -> Path:
    table = folder / "list.csv"
    table.write_text(f"Mã số,Tên\n9.000001,{OURS}\n", encoding="utf-8")
    return table


def test_refused_when_the_list_is_known(sqlite_store: RecordStore, tmp_path: Path) -> None:
    import_file(sqlite_store, _list(tmp_path), DAY)
    report = imported(sqlite_store, tmp_path / "r.jsonl", record(code="9.000001", name=OTHER))
    assert "somebody else's" in report.faults[0].reason
    assert sqlite_store.headers(2)["9.000001"].listed_only


def test_put_aside_when_the_list_comes_later(sqlite_store: RecordStore, tmp_path: Path) -> None:
    imported(sqlite_store, tmp_path / "r.jsonl", record(code="9.000001", name=OTHER))
    report = import_file(sqlite_store, _list(tmp_path), DAY)
    assert report.changed == ["9.000001"]
    assert sqlite_store.headers(2)["9.000001"].listed_only


def test_a_record_that_turns_out_to_be_somebody_elses_ends(sqlite_store: RecordStore, tmp_path: Path) -> None:
    imported(sqlite_store, tmp_path / "a.jsonl", record(code="9.000001", name=OURS))
    wrong = record(code="9.000001", name=OTHER, departmentPromulgateName="Bộ Công an", decisionNo="1/QĐ-UBND")
    report = imported(sqlite_store, tmp_path / "b.jsonl", wrong)
    assert report.ended == ["9.000001"]


def test_no_line_of_aliases_speaks_of_somebody_elses_procedure() -> None:
    """What people say of a procedure was written from its record: of another's record it leads them astray."""
    listed = {known.code: known.name for known in load_known()}
    spoken = read_authored(get_settings()).spoken
    astray = {code: one.name for code, one in spoken.items() if code in listed and other_name(one.name, listed[code])}
    assert len(spoken) > 1_000
    assert not astray
