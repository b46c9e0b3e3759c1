"""The process that publishes: what it leaves, and what it says by its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from knowledge.library.editions import Editions
from knowledge.library.publish import State, last_outcome
from knowledge.library.renewal import BUSY
from knowledge.settings import ROOT, Settings
from tests.knowledge.factory import procedure, settings_for


def renew(settings: Settings, parent: int | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "knowledge.library.renewal", str(parent or os.getpid())]
    environment = {**os.environ, **settings.as_environment()}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


def test_it_publishes_with_the_real_embedder(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, procedure())
    done = renew(settings)
    assert done.returncode == 0, done.stderr
    assert Editions(settings).numbers() == [1]
    outcome = last_outcome(settings)
    assert outcome is not None
    assert outcome.state is State.PUBLISHED


def test_another_one_at_work_is_left_alone(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, procedure())
    with Editions(settings).lock(0):
        assert renew(settings).returncode == BUSY


def test_a_failure_is_one_line(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, procedure())
    (tmp_path / "var" / "index").mkdir(parents=True)
    (tmp_path / "var" / "index" / ".lock").mkdir()  # no lock can be taken there
    done = renew(settings)
    assert done.returncode == 1
    assert "Error" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_does_nothing_for_a_parent_that_has_ended(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, procedure())
    assert renew(settings, parent=1).returncode < 0
    assert Editions(settings).numbers() == []
