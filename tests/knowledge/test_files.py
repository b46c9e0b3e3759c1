"""Our own files: read, and written so that nobody reads half of one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from knowledge.files import read_own_yaml, write_in_one_move


def test_a_yaml_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("mục: [một, hai]\n", encoding="utf-8")
    assert read_own_yaml(path) == {"mục": ["một", "hai"]}
    path.write_text("a: [", encoding="utf-8")
    with pytest.raises(yaml.YAMLError):
        read_own_yaml(path)
    with pytest.raises(OSError, match=r"none\.yml"):
        read_own_yaml(tmp_path / "none.yml")


def test_a_file_is_written_in_a_folder_that_may_be_new(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.json"
    write_in_one_move(path, b"first")
    write_in_one_move(path, b"second")
    assert path.read_bytes() == b"second"
    assert [file.name for file in path.parent.iterdir()] == ["a.json"]
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    write_in_one_move(path, b"first")

    def full(*_: object) -> None:
        raise OSError("no room left")

    monkeypatch.setattr("knowledge.files.os.replace", full)
    with pytest.raises(OSError, match="no room left"):
        write_in_one_move(path, b"second")
    assert path.read_bytes() == b"first"
    assert [file.name for file in tmp_path.iterdir()] == ["a.json"]


def test_short_words_are_no_booleans(tmp_path: Path) -> None:
    path = tmp_path / "words.yml"
    path.write_text("before: [cho, cam, on, no, yes, off]\nswitch: true\n", encoding="utf-8")
    assert read_own_yaml(path) == {"before": ["cho", "cam", "on", "no", "yes", "off"], "switch": True}
