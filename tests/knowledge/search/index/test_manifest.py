"""A truncated, changed or missing file is found, whatever it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.index.manifest import NAME, digest_of, is_whole, seal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "below").mkdir()
    (tmp_path / "a.npy").write_bytes(b"0123456789" * 100)
    (tmp_path / "below" / "b.yml").write_text("x: 1")
    seal(tmp_path)
    return tmp_path


def test_what_was_sealed_is_whole(folder: Path) -> None:
    assert is_whole(folder)
    assert is_whole(folder, by_size=True)


def test_a_truncated_file_is_found_by_its_size(folder: Path) -> None:
    with (folder / "a.npy").open("r+b") as file:
        file.truncate(999)
    assert not is_whole(folder, by_size=True)
    assert not is_whole(folder)


def test_a_changed_byte_is_found_by_reading(folder: Path) -> None:
    (folder / "below" / "b.yml").write_text("x: 2")
    assert is_whole(folder, by_size=True)
    assert not is_whole(folder)


def test_a_missing_file_is_found(folder: Path) -> None:
    (folder / "below" / "b.yml").unlink()
    assert not is_whole(folder, by_size=True)


@given(
    content=st.binary(max_size=60) | st.sampled_from([b"[]", b"{}", b'{"a": 1}', b'{"a": [1]}', b'{"a": ["x", "y"]}'])
)
def test_a_manifest_that_says_nothing_is_no_proof(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("manifest")
    (folder / "a").write_bytes(b"x")
    (folder / NAME).write_bytes(content)
    assert not is_whole(folder)


def test_an_empty_folder_is_not_whole(tmp_path: Path) -> None:
    assert not is_whole(tmp_path)
    assert not is_whole(tmp_path / "nowhere")


def test_a_digest_is_that_of_the_content(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    assert digest_of(tmp_path / "a") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
