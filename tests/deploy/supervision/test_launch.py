"""The launcher becomes the command: same process, its arguments and environment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from deploy.supervision.part import LAUNCH, ROOT

SHOW = "import os, sys; print(os.getpid(), sys.argv[1:], os.environ['GIVEN'])"


def launch(parent: int, *command: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "GIVEN": "thing"}
    whole = [sys.executable, "-S", str(LAUNCH), str(parent), *command]
    return subprocess.Popen(whole, env=environment, stdout=subprocess.PIPE, text=True)


def test_it_becomes_the_command() -> None:
    process = launch(os.getpid(), sys.executable, "-c", SHOW, "a b", "c")
    said, _ = process.communicate(timeout=30)
    assert said == f"{process.pid} ['a b', 'c'] thing\n"


def test_it_starts_nothing_for_who_has_ended_already() -> None:
    process = launch(1, sys.executable, "-c", SHOW)
    said, _ = process.communicate(timeout=30)
    assert said == ""
    assert process.returncode == -signal.SIGKILL
