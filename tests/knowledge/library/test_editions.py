"""An edition is a copy that reads back as the catalogue it was made of, and is not trusted when it was touched."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from pathlib import Path

import pytest
import yaml
from filelock import Timeout

from knowledge.library.assemble import assemble, load_catalogue, read_parts
from knowledge.library.editions import Editions, EditionUnusable
from knowledge.portal.importing import import_records
from knowledge.portal.record import record_of
from knowledge.portal.store.record_store import RecordStore
from knowledge.settings import Settings, get_settings
from tests.knowledge.factory import procedure, settings_for
from tests.knowledge.library.helpers import file_of, rename, truncate
from tests.knowledge.portal.records import record


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A catalogue with an authored and an imported procedure, and a province's overlay."""
    settings = settings_for(tmp_path, procedure())
    import_records(RecordStore.open(settings), [record_of(record(code="9.000001"))], "test", dt.date(2026, 11, 1))
    path = settings.var / "overlays" / "dak_lak" / "a.yml"
    path.parent.mkdir(parents=True)
    fees = [{"when": {"late": "no"}, "amount": 7000}, {"when": {"late": "yes"}, "amount": 9000}]
    source = {"kind": "office", "read": "2026-07-18", "verified": True}
    path.write_text(yaml.safe_dump({"procedure": "1.000001", "fees": fees, "source": source}), encoding="utf-8")
    return settings


def publish(settings: Settings) -> int:
    parts = read_parts(settings)
    return Editions(settings).publish(parts, assemble(parts))


def test_it_reads_back_as_it_was_when_the_files_are_gone(settings: Settings) -> None:
    whole = load_catalogue(settings)
    number = publish(settings)
    laid = whole.get("1.000001", "dak_lak")
    digests = {code: whole.digest(code) for code in whole.procedures}
    file_of(settings).write_text("code: [", encoding="utf-8")
    (settings.var / "overlays" / "dak_lak" / "a.yml").unlink()
    (settings.var / "catalogue.json").unlink()

    copy = Editions(settings).load(number)
    assert copy.fingerprint == whole.fingerprint
    assert {code: copy.digest(code) for code in copy.procedures} == digests
    assert copy.get("1.000001", "dak_lak") == laid
    assert list(copy.authored) == ["1.000001"]


def test_the_real_catalogue_reads_back(tmp_path: Path) -> None:
    settings = get_settings().model_copy(update={"var": tmp_path})
    with contextlib.suppress(FileNotFoundError):
        shutil.copy(get_settings().var / "catalogue.json", tmp_path)  # reading the YAML files takes seconds
    parts = read_parts(settings)
    whole = assemble(parts)
    copy = Editions(settings).load(Editions(settings).publish(parts, whole))
    assert dict(copy.procedures) == dict(whole.procedures)
    assert dict(copy.document_types) == dict(whole.document_types)
    assert copy.entries == whole.entries


def test_an_edition_keeps_the_import_it_was_made_of(settings: Settings) -> None:
    number = publish(settings)
    changed = record(code="9.000001", name="Tên mới")
    import_records(RecordStore.open(settings), [record_of(changed)], "test", dt.date(2026, 11, 2))
    editions = Editions(settings)
    assert editions.load(number).get("9.000001").name != "Tên mới"
    assert editions.load(publish(settings)).get("9.000001").name == "Tên mới"
    (settings.var / "records.db").unlink()
    with pytest.raises(EditionUnusable, match="gone"):
        editions.load(number)


@pytest.mark.parametrize("name", ["catalogue.json", "edition.json", "manifest.json", "overlays/dak_lak/a.yml"])
def test_a_touched_one_is_not_trusted(settings: Settings, name: str) -> None:
    editions = Editions(settings)
    number = publish(settings)
    assert editions.is_there(number)
    truncate(editions.folder / f"{number:08d}" / name)
    assert not editions.is_there(number)
    with pytest.raises(EditionUnusable):
        editions.load(number)


def test_one_of_another_version_is_not_used(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    number = publish(settings)
    monkeypatch.setattr("knowledge.library.editions.FORMAT", 1_000)
    with pytest.raises(EditionUnusable, match="another version"):
        Editions(settings).load(number)


def test_numbers_grow_and_the_oldest_go(settings: Settings) -> None:
    editions = Editions(settings)
    assert editions.numbers() == []
    numbers = []
    for name in ("Một", "Hai", "Ba"):
        rename(settings, name)
        numbers.append(publish(settings))
    assert numbers == [1, 2, 3]
    assert editions.numbers() == [3, 2]


def test_a_damaged_one_does_not_push_a_whole_one_out(settings: Settings) -> None:
    editions = Editions(settings)
    publish(settings)
    truncate(editions.folder / f"{publish(settings):08d}" / "catalogue.json")
    assert publish(settings) == 3
    assert editions.numbers() == [3, 1]


def test_nothing_is_left_of_one_that_cannot_be_written(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, *_: object) -> None:
        path.write_bytes(b"half")

    editions = Editions(settings)
    monkeypatch.setattr("knowledge.library.editions.write_compiled", full)
    with pytest.raises(EditionUnusable, match="cannot be read"):
        publish(settings)
    assert editions.numbers() == []
    assert list(editions.folder.glob(".new-*")) == []


def test_only_one_publishes(settings: Settings) -> None:
    editions = Editions(settings)
    with editions.lock(0), pytest.raises(Timeout):
        editions.lock(0).acquire()
    editions.lock(0).acquire().lock.release()
