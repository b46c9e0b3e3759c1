"""A draft is made of the last import, and only of what is not authored yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import DraftRefused
from knowledge.portal.draft.make import make_draft
from knowledge.portal.store.record_store import RecordStore
from tests.knowledge.factory import procedure, settings_for
from tests.knowledge.portal.records import FIRST, put, record

CODE = "1.000009"


def test_of_the_last_import(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, procedure())
    with pytest.raises(DraftRefused, match="nothing was imported yet"):
        make_draft(settings, CODE)
    put(RecordStore.open(settings), FIRST, record(code=CODE))
    assert make_draft(settings, f" {CODE}.000.00.00.H01 ").code == CODE
    with pytest.raises(DraftRefused, match="is authored already"):
        make_draft(settings, "1.000001")
    with pytest.raises(DraftRefused, match="there is no record"):
        make_draft(settings, "1.000008")
