"""What imported procedures tell people has none of the known kinds of faults; counted over the real records."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import pytest

from knowledge.library.assemble import assemble, read_parts
from knowledge.portal.check_imported import ImportedReport, check_imported
from knowledge.portal.importing import import_file
from knowledge.portal.store.record_store import RecordStore
from knowledge.settings import Settings
from tests.knowledge.portal.conftest import DAY
from tests.knowledge.portal.records import REAL_RECORDS
from tests.knowledge.portal.stand import write_records

NOW = dt.datetime(2026, 12, 1, 9)
EACH = 12
"""One in so many of the real records: all are counted by `knowledge check --imported`."""


def _report(var: Path, file: Path) -> ImportedReport:
    settings = Settings(var=var)
    import_file(RecordStore.open(settings), file, DAY)
    parts = read_parts(settings)
    assert parts.imported
    return check_imported(assemble(parts), parts.imported, NOW)


def test_a_sound_record(tmp_path: Path) -> None:
    report = _report(tmp_path, write_records(tmp_path / "records.jsonl", 3))
    assert (report.procedures, report.found) == (3, 0)
    assert next(report.lines()).startswith("3 imported procedures")


@pytest.mark.skipif(REAL_RECORDS is None, reason="the real records (shared/portal/records.jsonl.gz) are not here")
def test_the_real_records(tmp_path: Path) -> None:
    assert REAL_RECORDS
    file = tmp_path / "some.jsonl"
    with gzip.open(REAL_RECORDS, "rt", encoding="utf-8") as lines:
        file.write_text("".join(line for number, line in enumerate(lines) if number % EACH == 0), encoding="utf-8")
    report = _report(tmp_path, file)
    assert report.procedures > 200
    assert report.found == 0, "\n".join(report.lines())
