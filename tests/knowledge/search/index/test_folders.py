"""Indexes beside each other: a whole one stays where it is, the order asks no clock, what was left behind goes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge.search.index.folders import FRESH, KEPT, newest_first, put_in_place, remove_left_behind
from knowledge.search.index.manifest import is_whole


def put(target: Path, name: str, content: str = "x") -> Path:
    fresh = target / f"{FRESH}{name}"
    fresh.mkdir()
    (fresh / "data").write_text(content)
    put_in_place(fresh, target / name)
    return target / name


def test_the_newest_come_first_whatever_their_times(tmp_path: Path) -> None:
    first, second = put(tmp_path, "b"), put(tmp_path, "a")
    os.utime(first, (9e9, 9e9))
    assert newest_first(tmp_path) == [second, first]
    assert put(tmp_path, "b") == first
    assert newest_first(tmp_path) == [first, second]


def test_the_oldest_go(tmp_path: Path) -> None:
    made = [put(tmp_path, name) for name in "abcd"]
    assert newest_first(tmp_path) == made[::-1][:KEPT]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c", "d"]


def test_a_whole_index_is_not_touched(tmp_path: Path) -> None:
    folder = put(tmp_path, "a")
    before = (folder / "data").stat().st_ino
    put(tmp_path, "a")
    assert (folder / "data").stat().st_ino == before
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("damage", ["data", "manifest.json"])
def test_a_damaged_one_is_replaced(tmp_path: Path, damage: str) -> None:
    folder = put(tmp_path, "a")
    (folder / damage).write_text("")
    assert not is_whole(folder)
    put(tmp_path, "a")
    assert is_whole(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_what_was_left_behind_goes(tmp_path: Path) -> None:
    kept = put(tmp_path, "a")
    for name in (f"{FRESH}1", ".old-2", ".dense-3", "dense"):
        (tmp_path / name).mkdir()
    remove_left_behind(tmp_path)
    assert list(tmp_path.iterdir()) == [kept]


def test_an_order_that_cannot_be_read_is_the_oldest(tmp_path: Path) -> None:
    first, second = put(tmp_path, "a"), put(tmp_path, "b")
    (second / "order").write_text("?")
    assert newest_first(tmp_path) == [first, second]
