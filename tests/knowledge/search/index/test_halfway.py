"""A build that was killed goes on with the vectors it had made."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from knowledge.search.index.halfway import Halfway


def test_chunks_are_read_again(tmp_path: Path) -> None:
    halfway = Halfway(tmp_path, "model")
    halfway.keep(["a", "b"], np.array([[1, 2], [3, 4]], np.float32))
    halfway.keep(["c"], np.array([[5, 6]], np.float32))
    read = Halfway(tmp_path, "model").read()
    assert {key: vector.tolist() for key, vector in read.items()} == {"a": [1, 2], "b": [3, 4], "c": [5, 6]}
    assert Halfway(tmp_path, "another").read() == {}
    halfway.forget()
    assert halfway.read() == {}
    assert list(tmp_path.iterdir()) == []


def test_a_broken_chunk_is_passed_over(tmp_path: Path) -> None:
    halfway = Halfway(tmp_path, "model")
    halfway.keep(["a"], np.ones((1, 2), np.float32))
    halfway.keep(["b"], np.ones((1, 2), np.float32))
    first, second = sorted(tmp_path.rglob("*.npz"))
    first.write_bytes(first.read_bytes()[:40])
    assert set(halfway.read()) == {"b"}
    second.write_bytes(b"")
    assert halfway.read() == {}


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    Halfway(tmp_path / "file", "model").keep(["a"], np.ones((1, 2), np.float32))
