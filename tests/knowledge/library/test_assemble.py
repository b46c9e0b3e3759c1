"""The whole catalogue: authored above imported, overlays beside them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from knowledge.errors import CatalogueError
from knowledge.library.assemble import load_authored, load_catalogue, read_parts
from knowledge.portal.importing import import_records
from knowledge.portal.record import record_of
from knowledge.portal.store.record_store import RecordStore
from tests.knowledge.factory import procedure, settings_for
from tests.knowledge.portal.records import record


def test_authored_procedures_stand_above_imported_ones(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, procedure())
    assert read_parts(settings).imported is None
    records = [record(code="1.000001", name="Tên trên Cổng"), record(code="9.000001")]
    import_records(RecordStore.open(settings), map(record_of, records), "test", dt.date(2026, 11, 1))
    catalogue = load_catalogue(settings)
    assert sorted(catalogue.procedures) == ["1.000001", "9.000001"]
    assert catalogue.get("1.000001").name == "Thủ tục thử"
    assert list(catalogue.authored) == ["1.000001"]
    assert list(load_authored(settings).procedures) == ["1.000001"]


def test_an_overlay_may_not_redefine_a_shared_document_type(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, procedure())
    path = settings.var / "overlays" / "dak_lak" / "a.yml"
    path.parent.mkdir(parents=True)
    source = {"kind": "office", "read": "2026-07-18", "verified": True}
    types = {"form": {"name": "Đơn khác", "get": {"words": "x"}}}
    content = {"procedure": "1.000001", "document_types": types, "source": source}
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(CatalogueError, match="document type 'form' is one of the catalogue; rename it"):
        load_catalogue(settings)
