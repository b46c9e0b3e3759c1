"""Which procedures are new, ended or changed between two imports, and which imports are compared."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from knowledge.errors import KnowledgeError, UnknownProcedure
from knowledge.portal.files.read import RawRecord, read_file
from knowledge.portal.importing import import_file, import_records
from knowledge.portal.record import record_of
from knowledge.portal.review.diff import ImportDiff, choose_imports, diff_imports
from knowledge.portal.store.record_store import RecordStore
from tests.knowledge.portal.records import FIRST, REAL_RECORDS, SECOND, put, record


def test_new_ended_and_changed(store: RecordStore) -> None:
    put(store, FIRST, *(record(code=f"1.00000{number}") for number in range(1, 7)))
    later = [record(code=f"1.00000{number}") for number in range(2, 8)]
    later[0]["name"] = "Đăng ký khác"
    done = import_records(store, [record_of(value) for value in later], "test", SECOND, complete=True).result
    assert done
    found = diff_imports(store, *choose_imports(store))
    assert [(procedure.code, procedure.kind) for procedure in found.procedures] == [
        ("1.000001", "ended"),
        ("1.000002", "changed"),
        ("1.000007", "new"),
    ]
    assert (found.old.id, found.new.id, found.new.day) == (1, 2, SECOND)


def test_a_listed_procedure_gets_its_detail(store: RecordStore) -> None:
    put(store, FIRST, listed=["1.000001"])
    put(store, SECOND, record())
    (procedure,) = diff_imports(store, *choose_imports(store)).procedures
    assert [(change.part, change.say) for change in procedure.changes] == [
        ("record", "trước chỉ có tên trong danh mục, nay đã có nội dung chi tiết")
    ]


def test_authored_first_then_by_level(store: RecordStore) -> None:
    codes = ["1.000001", "1.000002", "1.000003"]
    put(store, FIRST, record(code="1.000009"))
    put(store, SECOND, record(code=codes[0], isWard=False, isProvince=True), *(record(code=code) for code in codes[1:]))
    found = diff_imports(store, *choose_imports(store), authored={"1.000003"})
    assert [procedure.code for procedure in found.procedures] == ["1.000003", "1.000002", "1.000001"]
    assert [procedure.authored for procedure in found.procedures] == [True, False, False]


def test_choosing_the_imports(store: RecordStore) -> None:
    with pytest.raises(KnowledgeError, match="nothing was imported"):
        choose_imports(store)
    put(store, FIRST, record())
    with pytest.raises(KnowledgeError, match="nothing to compare"):
        choose_imports(store)
    put(store, SECOND, record(name="Hai"))
    put(store, SECOND + dt.timedelta(days=30), record(name="Ba"))

    def ids(old: str = "", new: str = "") -> tuple[int, int]:
        before, after = choose_imports(store, old, new)
        return before.id, after.id

    assert ids() == (2, 3)
    assert ids(new="2") == (1, 2)
    assert ids("1") == (1, 3)
    assert ids("2026-06-15", "31/07/2026") == (1, 3)
    assert ids("2026-06-15", "2026-07-30") == (1, 2)
    for old, new, message in (
        ("9", "", "no import '9'"),
        ("2020-01-01", "", "no import"),
        ("hôm qua", "", "neither"),
        ("3", "1", "swap"),
        ("", "1", "the first one"),
    ):
        with pytest.raises(KnowledgeError, match=message):
            choose_imports(store, old, new)


def test_one_code(store: RecordStore) -> None:
    put(store, FIRST, record(), record(code="1.000002"))
    put(store, SECOND, record(name="Mới"), record(code="1.000002", name="Cũng mới"))
    pair = choose_imports(store)
    assert [procedure.code for procedure in diff_imports(store, *pair, code="1.000002.000.00.00.H41").procedures] == [
        "1.000002"
    ]
    with pytest.raises(UnknownProcedure):
        diff_imports(store, *pair, code="9.999999")


@pytest.mark.skipif(REAL_RECORDS is None, reason="the real records (shared/portal/records.jsonl.gz) are not here")
def test_real_records(tmp_path: Path) -> None:
    assert REAL_RECORDS
    store = RecordStore(f"sqlite:///{tmp_path / 'records.db'}")
    import_file(store, REAL_RECORDS, FIRST)
    read = [
        raw.record() for _, raw in zip(range(60), read_file(REAL_RECORDS), strict=False) if isinstance(raw, RawRecord)
    ]
    moved = [
        was.model_copy(update={"requirements": f" {was.requirements}\n", "name": f"{was.name}  "}) for was in read[:30]
    ]
    renamed = [was.model_copy(update={"methods": (), "name": f"{was.name} (mới)"}) for was in read[30:]]
    import_records(store, [*moved, *renamed], "changed", SECOND)
    found: ImportDiff = diff_imports(store, *choose_imports(store))
    assert {procedure.code for procedure in found.procedures} == {changed.code for changed in renamed}
    assert all(any(change.part == "name" for change in procedure.changes) for procedure in found.procedures)
