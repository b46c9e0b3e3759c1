"""What a start takes: what lies there if it can be searched, else the last good edition, else what there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import CatalogueError, IndexMissing
from knowledge.library.assemble import load_catalogue
from knowledge.library.editions import Editions
from knowledge.library.publish import publish
from knowledge.library.snapshots import Snapshots, first_line
from knowledge.search.index.build import build_index, index_folder
from knowledge.settings import Settings
from tests.knowledge.factory import procedure, settings_for
from tests.knowledge.library.helpers import Opened, file_of, rename, truncate, without_model

NEW = "Tên mới"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A catalogue whose first edition is published."""
    without_model(monkeypatch)
    settings = settings_for(tmp_path, procedure())
    with Editions(settings).lock(0):
        publish(settings, build=True, report=lambda line: None)
    return settings


def at_start(settings: Settings) -> tuple[int | None, str, bool, str]:
    """The edition, the name of its procedure, whether it can be searched, and the problem."""
    snapshot, problem = Snapshots(settings, Opened).at_start()
    try:
        searched = snapshot.search.catalogue is snapshot.catalogue
    except IndexMissing:
        searched = False
    assert snapshot.can_search is searched
    return snapshot.edition, snapshot.catalogue.get("1.000001").name, searched, problem


def break_file(settings: Settings) -> None:
    file_of(settings).write_text("code: [", encoding="utf-8")


def vectors(settings: Settings, number: int) -> Path:
    return index_folder(Editions(settings).about(number).fingerprint, settings) / "vectors.npy"


def test_all_is_well(settings: Settings) -> None:
    assert at_start(settings) == (1, procedure()["name"], True, "")


def test_a_change_that_is_indexed_is_taken_up_at_once(settings: Settings) -> None:
    rename(settings, NEW)
    build_index(load_catalogue(settings), settings, lambda line: None)
    assert at_start(settings) == (2, NEW, True, "")


def test_until_a_change_is_indexed_the_last_edition_serves(settings: Settings) -> None:
    rename(settings, NEW)
    assert at_start(settings) == (1, procedure()["name"], True, "")


def test_a_broken_file_leaves_the_last_good_one_and_is_named(settings: Settings) -> None:
    break_file(settings)
    number, name, searched, problem = at_start(settings)
    assert (number, name, searched) == (1, procedure()["name"], True)
    assert "test/1.000001.yml:1" in problem


def test_the_edition_before_serves_when_the_newest_is_damaged(settings: Settings) -> None:
    rename(settings, NEW)
    build_index(load_catalogue(settings), settings, lambda line: None)
    at_start(settings)
    truncate(Editions(settings).folder / "00000002" / "catalogue.json")
    assert at_start(settings)[:3] == (1, procedure()["name"], True)


def test_the_edition_before_serves_when_the_newest_index_is_damaged(settings: Settings) -> None:
    rename(settings, NEW)
    build_index(load_catalogue(settings), settings, lambda line: None)
    at_start(settings)
    truncate(vectors(settings, 2))
    assert at_start(settings)[:3] == (1, procedure()["name"], True)


def test_without_any_index_the_files_serve_without_a_search(settings: Settings) -> None:
    rename(settings, NEW)
    truncate(vectors(settings, 1))
    assert at_start(settings) == (None, NEW, False, "")


def test_without_index_and_sound_files_the_last_edition_serves_without_a_search(settings: Settings) -> None:
    truncate(vectors(settings, 1))
    break_file(settings)
    number, _, searched, problem = at_start(settings)
    assert (number, searched) == (1, False)
    assert "test/1.000001.yml:1" in problem


def test_with_nothing_left_the_fault_is_told(settings: Settings) -> None:
    truncate(Editions(settings).folder / "00000001" / "edition.json")
    break_file(settings)
    with pytest.raises(CatalogueError, match=r"test/1\.000001\.yml:1"):
        at_start(settings)


def test_a_start_does_not_wait_long_for_who_publishes(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.library.snapshots.LOCK_WAIT", 0.1)
    rename(settings, NEW)
    with Editions(settings).lock(0):
        assert at_start(settings) == (1, procedure()["name"], True, "")


def test_a_data_folder_that_cannot_be_written_is_no_reason_not_to_serve(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("knowledge.library.snapshots.publish", refuse)
    rename(settings, NEW)
    number, _, searched, problem = at_start(settings)
    assert (number, searched) == (1, True)
    assert "No space left" in problem


def test_the_first_line_of_an_error_is_short() -> None:
    assert first_line(CatalogueError(["a.yml:1: x", "b.yml:2: y"])) == "a.yml:1: x"
    assert first_line(OSError("x" * 1_000 + "\nmore")) == "x" * 300
