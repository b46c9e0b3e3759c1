"""The index is made once for a catalogue, kept for the next start, and never given out for another."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.library.assemble import load_catalogue
from knowledge.settings import Settings
from tests.web.helpers import CATALOGUE
from web.counter.shelf import MANY, MOST_FILES, Shelf, folder_of, keep, make_beside, version_of


class Maker:
    """Counts how often an index is made."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, catalogue: Catalogue) -> bytes:
        self.made += 1
        return catalogue.fingerprint.encode()


def catalogue(fingerprint: str, count: int = 0) -> Catalogue:
    entries: Any = {str(number): None for number in range(count)}
    return Catalogue(fingerprint, entries, {}, {}, {}, {}, None, {}, {}, (), {})  # type: ignore[arg-type]


def shelf_in(folder: Path, make: Maker, beside: Callable[[Settings], None] | None = None) -> Shelf:
    def nothing(_: Settings) -> None:
        raise AssertionError("not asked for")

    return Shelf(Settings(var=folder), make, beside or nothing)


async def test_two_who_come_at_once_wait_for_one_making(tmp_path: Path) -> None:
    make, first = Maker(), catalogue("first")
    shelf = shelf_in(tmp_path, make)
    found = await asyncio.gather(*(shelf.index(first, version_of(first)) for _ in range(3)))
    assert (found, make.made) == ([b"first"] * 3, 1)


async def test_the_next_start_finds_it(tmp_path: Path) -> None:
    make, first = Maker(), catalogue("first")
    await shelf_in(tmp_path, make).index(first, version_of(first))
    assert await shelf_in(tmp_path, make).index(first, version_of(first)) == b"first"
    assert make.made == 1


async def test_an_older_version_is_not_given_for_a_newer_catalogue(tmp_path: Path) -> None:
    shelf, first, second = shelf_in(tmp_path, Maker()), catalogue("first"), catalogue("second")
    await shelf.index(first, version_of(first))
    assert await shelf.index(second, version_of(first)) is None
    assert await shelf.index(second, "../../secret") is None
    assert await shelf.index(second, version_of(second)) == b"second"


async def test_old_files_go(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path, Maker())
    for number in range(MOST_FILES + 3):
        await shelf.index(catalogue(str(number)), version_of(catalogue(str(number))))
    assert len(list((tmp_path / "counter").iterdir())) == MOST_FILES


async def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    first = catalogue("first")
    assert await shelf_in(tmp_path / "file", Maker()).index(first, version_of(first)) == b"first"


async def test_a_large_catalogue_is_made_in_a_process_beside(tmp_path: Path) -> None:
    make, large = Maker(), catalogue("large", MANY + 1)

    def beside(settings: Settings) -> None:
        keep(folder_of(settings), version_of(large), b"made beside")

    assert await shelf_in(tmp_path, make, beside).index(large, version_of(large)) == b"made beside"
    assert make.made == 0


async def test_when_the_process_beside_fails_it_is_made_here(tmp_path: Path) -> None:
    make, large = Maker(), catalogue("large", MANY + 1)
    assert await shelf_in(tmp_path, make, lambda _: None).index(large, version_of(large)) == b"large"
    assert make.made == 1


def test_the_process_beside_makes_what_the_gateway_looks_for(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, catalogue=CATALOGUE)
    make_beside(settings)
    version = version_of(load_catalogue(settings))
    packed = (tmp_path / "counter" / f"index-{version}.json.gz").read_bytes()
    assert json.loads(gzip.decompress(packed))["codes"] == ["1.001193"]


def test_a_process_that_cannot_work_is_no_end(tmp_path: Path) -> None:
    make_beside(Settings(var=tmp_path, catalogue=tmp_path / "nothing"))
    assert not (tmp_path / "counter").exists()
