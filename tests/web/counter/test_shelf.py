"""The index is made once for a catalogue, kept for the next start, and never given out for another."""

from __future__ import annotations

import asyncio
from pathlib import Path

from knowledge.catalogue_files.catalogue import Catalogue
from web.counter.shelf import MOST_FILES, Shelf, version_of


class Maker:
    """Counts how often an index is made."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, catalogue: Catalogue) -> bytes:
        self.made += 1
        return catalogue.fingerprint.encode()


def catalogue(fingerprint: str) -> Catalogue:
    return Catalogue(fingerprint, {}, {}, {}, {}, {}, None, (), {})  # type: ignore[arg-type]


async def test_two_who_come_at_once_wait_for_one_making(tmp_path: Path) -> None:
    make, first = Maker(), catalogue("first")
    shelf = Shelf(tmp_path, make)
    found = await asyncio.gather(*(shelf.index(first, version_of(first)) for _ in range(3)))
    assert (found, make.made) == ([b"first"] * 3, 1)


async def test_the_next_start_finds_it(tmp_path: Path) -> None:
    make, first = Maker(), catalogue("first")
    await Shelf(tmp_path, make).index(first, version_of(first))
    assert await Shelf(tmp_path, make).index(first, version_of(first)) == b"first"
    assert make.made == 1


async def test_an_older_version_is_not_given_for_a_newer_catalogue(tmp_path: Path) -> None:
    shelf, first, second = Shelf(tmp_path, Maker()), catalogue("first"), catalogue("second")
    await shelf.index(first, version_of(first))
    assert await shelf.index(second, version_of(first)) is None
    assert await shelf.index(second, "../../secret") is None
    assert await shelf.index(second, version_of(second)) == b"second"


async def test_old_files_go(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, Maker())
    for number in range(MOST_FILES + 3):
        await shelf.index(catalogue(str(number)), version_of(catalogue(str(number))))
    assert len(list(tmp_path.iterdir())) == MOST_FILES


async def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    first = catalogue("first")
    assert await Shelf(tmp_path / "file", Maker()).index(first, version_of(first)) == b"first"
