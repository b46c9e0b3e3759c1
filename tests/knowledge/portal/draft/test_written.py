"""A draft written to files never overwrites one."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import DraftRefused
from knowledge.portal.draft.make import make_draft
from knowledge.portal.draft.written import write_beside, write_into_catalogue
from knowledge.portal.store.record_store import RecordStore
from knowledge.settings import Settings
from tests.knowledge.factory import procedure, settings_for
from tests.knowledge.portal.records import FIRST, put, record

CODE = "1.000009"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = settings_for(tmp_path, procedure())
    put(RecordStore.open(made), FIRST, record(code=CODE))
    return made


def test_a_file_that_appears_meanwhile_is_left_alone(settings: Settings) -> None:
    draft = make_draft(settings, CODE)
    path = settings.catalogue / draft.field / f"{CODE}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("of somebody else", encoding="utf-8")
    with pytest.raises(DraftRefused, match="exists already"):
        write_into_catalogue(draft, settings.catalogue)
    assert path.read_text(encoding="utf-8") == "of somebody else"


def test_beside_the_catalogue_nothing_of_it_changes(settings: Settings, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in settings.catalogue.rglob("*.yml")}
    written = write_beside(make_draft(settings, CODE), tmp_path / "drafts")
    assert written.new[0] == tmp_path / "drafts" / f"{CODE}.yml"
    assert all(path.exists() for path in written.new)
    assert {path: path.read_bytes() for path in settings.catalogue.rglob("*.yml")} == before
    with pytest.raises(DraftRefused, match="exists already"):
        write_beside(make_draft(settings, CODE), tmp_path / "drafts")
