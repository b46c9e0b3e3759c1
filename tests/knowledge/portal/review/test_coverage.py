"""The counts of each field: listed, imported, authored, verified, stale."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from knowledge.library.assemble import assemble, read_parts
from knowledge.portal.importing import import_file
from knowledge.portal.review.coverage import Coverage, coverage, table, total
from knowledge.portal.store.record_store import RecordStore
from knowledge.settings import Settings
from tests.knowledge.factory import procedure, settings_for
from tests.knowledge.portal.records import FIRST, REAL_RECORDS, SECOND, put, record

TODAY = dt.date(2026, 9, 15)
VERIFIED = {"kind": "portal", "read": "2026-07-18", "verified": True}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    doubtful = {"kind": "secondary", "read": "2026-01-18", "verified": False}
    return settings_for(
        tmp_path, procedure(code="1.000001", source=VERIFIED), procedure(code="1.000005", source=doubtful)
    )


def _filled(settings: Settings) -> RecordStore:
    """A store with two fields, a pair of provincial twins, a listed procedure and one seen long ago."""
    land = [{"name": "Đất đai"}]
    store = RecordStore.open(settings)
    put(store, FIRST, record(code="1.000002"))
    put(
        store,
        SECOND,
        record(code="1.000001"),
        record(code="1.000011", name="Tách thửa", categoriesDetails=land),
        record(
            code="1.000012",
            name="Tách thửa",
            categoriesDetails=land,
            departmentPromulgateName="UBND thành phố Hải Phòng",
        ),
        listed=["1.000003"],
    )
    return store


def _rows(settings: Settings, stale_days: int = 90) -> dict[str, Coverage]:
    store = RecordStore.open(settings)
    parts = read_parts(settings)
    found = coverage(assemble(parts), parts.imported, store.seen(), TODAY, stale_days)
    return {row.name: row for row in found}


def test_counts_of_each_field(settings: Settings) -> None:
    _filled(settings)
    rows = _rows(settings)
    # 1.000001 and 1.000002 with detail in the field "Thử"; 1.000005 is authored only, in the authored field `test`
    assert rows["Thử"].listed == 2
    assert sum(row.authored for row in rows.values()) == 2
    assert sum(row.verified for row in rows.values()) == 1
    assert (rows["Đất đai"].listed, rows["Đất đai"].imported, rows["Đất đai"].twins) == (2, 2, 1)
    whole = total(list(rows.values()), "total")
    assert (whole.listed, whole.imported, whole.twins) == (5, 4, 1)


def test_stale(settings: Settings) -> None:
    _filled(settings)
    # seen 106 days ago: 1.000002; read 240 days ago: the authored 1.000005; the rest 76 days ago
    assert sum(row.stale for row in _rows(settings).values()) == 2
    assert sum(row.stale for row in _rows(settings, 75).values()) == 6
    assert sum(row.stale for row in _rows(settings, 76).values()) == 2
    assert sum(row.stale for row in _rows(settings, 300).values()) == 0


def test_nothing_imported(settings: Settings) -> None:
    whole = total(list(coverage(assemble(read_parts(settings)), None, {}, TODAY)), "total")
    assert (whole.listed, whole.authored, whole.verified) == (0, 2, 1)


def test_many_fields_are_grouped() -> None:
    rows = [Coverage(str(number), f"Lĩnh vực {number}", listed=100 - number) for number in range(45)]
    text = table(rows)
    assert len(text.splitlines()) == 1 + 40 + 2
    assert "(5 more fields)" in text
    assert len(table(rows, everything=True).splitlines()) == 1 + 45 + 1
    assert table(rows).splitlines()[-1].split()[1] == str(sum(row.listed for row in rows))


@pytest.mark.skipif(REAL_RECORDS is None, reason="the real records (shared/portal/records.jsonl.gz) are not here")
def test_real_records(tmp_path: Path) -> None:
    assert REAL_RECORDS
    settings = Settings(var=tmp_path)
    import_file(RecordStore.open(settings), REAL_RECORDS, SECOND)
    parts = read_parts(settings)
    rows = coverage(assemble(parts), parts.imported, RecordStore.open(settings).seen(), TODAY)
    whole = total(rows, "total")
    assert (whole.listed, whole.imported) == (4025, 4025)  # of 4,037: twelve are another procedure's
    assert whole.authored == len(parts.authored.files)
    assert 0 < whole.twins < 1000
    assert rows[0].name == "Đất đai"
