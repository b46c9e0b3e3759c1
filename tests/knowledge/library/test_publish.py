"""What becomes an edition, what is refused, and what is left as it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from knowledge.library.editions import Editions
from knowledge.library.publish import Outcome, State, last_outcome, publish
from knowledge.portal.importing import import_records
from knowledge.portal.record import record_of
from knowledge.portal.store.record_store import RecordStore
from knowledge.search.index.build import build_index, index_folder, index_is_current
from knowledge.settings import Settings
from tests.knowledge.factory import procedure, settings_for
from tests.knowledge.library.helpers import file_of, rename, truncate, without_model
from tests.knowledge.portal.records import record


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    without_model(monkeypatch)
    return settings_for(tmp_path, procedure())


def look(settings: Settings, *, build: bool = True) -> Outcome:
    with Editions(settings).lock(0):
        return publish(settings, build=build, report=lambda line: None)


def break_file(settings: Settings) -> None:
    file_of(settings).write_text(file_of(settings).read_text(encoding="utf-8") + "\nbroken: [", encoding="utf-8")


def unsound(settings: Settings) -> None:
    """A catalogue that loads, but does not pass the check."""
    file_of(settings).write_text(file_of(settings).read_text(encoding="utf-8") + "\nresults: [nowhere]\n")


def test_a_sound_catalogue_is_indexed_and_published(settings: Settings) -> None:
    assert look(settings, build=False).state is State.NO_INDEX
    assert last_outcome(settings) is None  # nothing is settled yet
    outcome = look(settings)
    assert outcome.state is State.PUBLISHED
    assert last_outcome(settings) == outcome
    assert index_is_current(Editions(settings).load(1), settings)


def test_what_is_published_already_is_not_published_again(settings: Settings) -> None:
    look(settings)
    look(settings)
    look(settings, build=False)
    assert Editions(settings).numbers() == [1]


def test_a_change_makes_the_next_edition(settings: Settings) -> None:
    look(settings)
    rename(settings, "Tên mới")
    assert look(settings).state is State.PUBLISHED
    assert Editions(settings).numbers() == [2, 1]


def test_records_seen_again_on_a_later_day_make_an_edition_without_a_new_index(settings: Settings) -> None:
    store = RecordStore.open(settings)
    for day in (1, 2):
        import_records(store, [record_of(record())], "test", dt.date(2026, 11, day))
        look(settings)
    first, second = (Editions(settings).about(number) for number in (1, 2))
    assert first.fingerprint == second.fingerprint
    assert first.import_id != second.import_id


def test_a_broken_file_is_named_and_the_edition_stays(settings: Settings) -> None:
    look(settings)
    break_file(settings)
    outcome = look(settings)
    assert outcome.state is State.REFUSED
    assert "test/1.000001.yml:" in outcome.reason
    assert last_outcome(settings) == outcome
    assert Editions(settings).numbers() == [1]


def test_an_unsound_one_is_refused_while_there_is_a_better_one(settings: Settings) -> None:
    look(settings)
    unsound(settings)
    outcome = look(settings)
    assert outcome.state is State.REFUSED
    assert "nowhere" in outcome.reason
    assert Editions(settings).numbers() == [1]


def test_an_unsound_one_serves_where_there_is_none_and_its_fault_is_named(settings: Settings) -> None:
    unsound(settings)
    outcome = look(settings)
    assert outcome.state is State.PUBLISHED
    assert "nowhere" in outcome.reason


def test_the_last_good_edition_gets_its_index_back_while_the_files_are_broken(settings: Settings) -> None:
    look(settings)
    good = Editions(settings).load(1)
    truncate(index_folder(good.fingerprint, settings) / "vectors.npy")
    break_file(settings)
    assert look(settings, build=False).state is State.REFUSED
    assert not index_is_current(good, settings)
    assert look(settings).state is State.REFUSED
    assert index_is_current(good, settings)


def test_a_damaged_edition_is_made_again(settings: Settings) -> None:
    look(settings)
    truncate(Editions(settings).folder / "00000001" / "catalogue.json")
    look(settings)
    assert Editions(settings).numbers() == [2]


def test_what_changes_meanwhile_is_not_published(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def build_and_edit(*arguments: object) -> None:
        build_index(*arguments)  # type: ignore[arg-type]
        rename(settings, "Đổi giữa chừng")

    monkeypatch.setattr("knowledge.search.index.build.build_index", build_and_edit)
    assert look(settings).state is State.CHANGING
    assert Editions(settings).numbers() == []


@pytest.mark.parametrize("content", ["", "[]", '{"stamp": 1}', '{"stamp": "x", "state": "odd", "reason": ""}'])
def test_a_note_that_cannot_be_read_is_none(settings: Settings, content: str) -> None:
    look(settings)
    (Editions(settings).folder / "looked.json").write_text(content)
    assert last_outcome(settings) is None
