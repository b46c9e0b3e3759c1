"""The whole on ports of its own finds an index that fits its catalogue, with imported records as without."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deploy.whole import ROOT, borrow, free_ports
from knowledge.library.assemble import load_catalogue
from knowledge.portal.importing import import_records
from knowledge.portal.record import record_of
from knowledge.portal.store.record_store import RecordStore
from knowledge.search.index import build
from knowledge.settings import Settings

CATALOGUE = ROOT / "tests" / "web" / "catalogue"


@pytest.mark.parametrize("imported", [0, 1])
def test_the_index_fits_the_catalogue(imported: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def embed(_: str, __: Path, texts: Sequence[str]) -> Any:
        return np.ones((len(texts), 4), dtype=np.float32)

    monkeypatch.setattr(build, "embed_passages", embed)
    ordinary = Settings(var=tmp_path / "ordinary", catalogue=CATALOGUE, records_url="")
    if imported:
        record = record_of({"code": "9.000001", "name": "Thủ tục thử nghiệm"})
        import_records(RecordStore.open(ordinary), [record], "test", dt.date(2026, 7, 18), complete=True)
    build.build_index(load_catalogue(ordinary), ordinary, lambda _: None)
    overlay = ordinary.var / "overlays" / "mien_nao_do"
    overlay.mkdir(parents=True)

    borrow(ordinary.var, tmp_path / "own")

    own = ordinary.model_copy(update={"var": tmp_path / "own"})
    catalogue = load_catalogue(own)
    assert ("9.000001" in catalogue.procedures) == bool(imported)
    assert build.index_is_current(catalogue, own)
    assert (own.var / "overlays" / "mien_nao_do").is_dir()


def test_without_an_index_nothing_is_laid_out_quietly(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        borrow(tmp_path / "nothing", tmp_path / "own")


def test_free_ports_differ() -> None:
    assert len(set(free_ports(5))) == 5
