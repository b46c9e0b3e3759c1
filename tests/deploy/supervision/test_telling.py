"""A plain line for who watches, a JSON line for later; a log that cannot be written stops nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deploy.supervision.telling import Teller


def test_both_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "logs" / "supervisor.log"
    tell = Teller(log)
    tell("rasa ended with 1", "part_ended", part="rasa", code=1)
    tell.event("ready", seconds=20.5)
    assert capsys.readouterr().err == "serve: rasa ended with 1\n"
    ended, ready = map(json.loads, log.read_text().splitlines())
    assert ended["process"] == "supervisor"
    assert (ended["event"], ended["part"], ended["code"]) == ("part_ended", "rasa", 1)
    assert (ready["event"], ready["seconds"]) == ("ready", 20.5)


def test_lines_are_added_and_none_twice(tmp_path: Path) -> None:
    for _ in range(2):
        Teller(tmp_path / "supervisor.log").event("ready")
    assert len((tmp_path / "supervisor.log").read_text().splitlines()) == 2


@pytest.mark.parametrize("place", ["file/supervisor.log", "folder"])
def test_without_a_log_standard_error_is_told(tmp_path: Path, place: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    Teller(tmp_path / place)("all is well", "ready")
    assert capsys.readouterr().err == "serve: all is well\n"


def test_a_full_disk_takes_the_line_only(capsys: pytest.CaptureFixture[str]) -> None:
    Teller(Path("/dev/full"))("all is well", "ready")
    assert capsys.readouterr().err == "serve: all is well\n"
