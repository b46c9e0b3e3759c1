"""A running process takes over a sound change, refuses a broken one, and keeps what it had."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.errors import KnowledgeError, StoreError
from knowledge.library.reload import Live
from knowledge.portal.importing import import_records
from knowledge.portal.record import record_of
from knowledge.portal.store.record_store import RecordStore
from knowledge.search.index.build import build_index
from knowledge.settings import Settings
from tests.knowledge.factory import catalogue_of, procedure, settings_for
from tests.knowledge.portal.records import record


class Opened:
    """Stands where the search would: it notes the catalogue it was opened over."""

    def __init__(self, catalogue: Catalogue, settings: Settings) -> None:
        self.catalogue = catalogue


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    catalogue_of(tmp_path, procedure())
    # the index of a renewed catalogue is built by the real thing in the conversations' tests
    monkeypatch.setattr("knowledge.library.reload.build_beside", lambda catalogue, settings: None)
    return settings_for(tmp_path)


def change(settings: Settings, old: str, new: str) -> Path:
    path = next(settings.catalogue.rglob("[0-9]*.yml"))
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return path


def test_nothing_changed_nothing_renewed(settings: Settings) -> None:
    live = Live(settings, Opened)
    before = live.now
    assert not live.renew()
    assert live.now is before


def test_a_sound_change_is_taken_over_at_once(settings: Settings) -> None:
    live = Live(settings, Opened)
    before = live.now
    change(settings, str(procedure()["name"]), "Tên mới của thủ tục")
    assert live.renew()
    (renewed,) = live.now.catalogue.procedures.values()
    assert renewed.name == "Tên mới của thủ tục"
    assert live.now.search.catalogue is live.now.catalogue
    (kept,) = before.catalogue.procedures.values()  # who still holds the old one reads on undisturbed
    assert kept.name == procedure()["name"]


@pytest.mark.parametrize(
    ("new", "named"), [("\nnonsense: [1, 2", "yml:"), ("\nfield: nowhere", "field"), ("\nbogus: 1", "bogus")]
)
def test_a_broken_one_is_refused_and_named(settings: Settings, new: str, named: str) -> None:
    live = Live(settings, Opened)
    before = live.now
    path = next(settings.catalogue.rglob("[0-9]*.yml"))
    good = path.read_text(encoding="utf-8")
    path.write_text(good + new + "\n", encoding="utf-8")
    assert not live.renew()
    assert live.now is before
    assert named in live.problem
    assert not live.renew()  # and it is not tried again until it changes
    path.write_text(good, encoding="utf-8")
    live.renew()
    assert live.problem == ""


def test_an_index_that_cannot_be_built_keeps_the_old_one(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(catalogue: Catalogue, settings: Settings) -> None:
        raise KnowledgeError("no room left")

    live = Live(settings, Opened)
    before = live.now
    monkeypatch.setattr("knowledge.library.reload.build_beside", fails)
    change(settings, str(procedure()["name"]), "Tên mới của thủ tục")
    assert not live.renew()
    assert live.now is before
    assert live.problem == "no room left"


def test_an_import_is_taken_over(settings: Settings) -> None:
    live = Live(settings, Opened)
    assert len(live.now.catalogue.procedures) == 1
    store = RecordStore.open(settings)
    import_records(store, [record_of(record(code="1.999998"))], "test", dt.date(2026, 11, 1))
    assert live.renew()
    assert "1.999998" in live.now.catalogue.procedures
    import_records(store, [record_of(record(code="1.999998"))], "test", dt.date(2026, 11, 20))
    before = live.now.search
    assert live.renew()  # seen again on a later day: the citation's day moves on, the search stays
    assert live.now.search is before
    assert live.now.catalogue.get("1.999998").source.read == dt.date(2026, 11, 20)


def test_the_index_is_built_beside(tmp_path: Path) -> None:
    catalogue_of(tmp_path, procedure())
    settings = settings_for(tmp_path)
    live = Live(settings, Opened)
    build_index(live.now.catalogue, settings, lambda line: None)
    change(settings, str(procedure()["name"]), str(procedure()["name"]) + " ")
    path = next(settings.catalogue.rglob("[0-9]*.yml"))
    path.write_text(path.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    assert live.renew(), live.problem


def test_the_watch_goes_on_after_a_look_that_failed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    live = Live(settings.model_copy(update={"reload_every": 0.01}), Opened)
    looks: list[int] = []
    done = threading.Event()

    def look(live: Live[Opened]) -> bool:
        looks.append(len(looks))
        if len(looks) < 3:
            raise StoreError("the database is locked")
        done.set()
        return False

    monkeypatch.setattr(Live, "renew", look)
    live.start()
    assert done.wait(10)
    live.stop()
