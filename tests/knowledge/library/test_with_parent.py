"""A process that is bound to its parent ends with it, however the parent ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from knowledge.settings import ROOT
from tests.web.helpers import wait_for

CHILD = """
import sys, time
from knowledge.library.with_parent import die_with
die_with(int(sys.argv[1]))
print("bound", flush=True)
time.sleep(60)
"""
PARENT = f"""
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", {CHILD!r}, str(os.getpid())], stdout=subprocess.PIPE, text=True)
print(child.pid, child.stdout.readline().strip(), flush=True)
time.sleep(60)
"""


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as status:
        return status.read().rsplit(")", 1)[1].split()[0] != "Z"


def test_the_child_of_a_killed_process_is_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    pid, word = parent.stdout.readline().split()
    assert word == "bound"
    assert lives(int(pid))
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    wait_for(lambda: not lives(int(pid)))


def test_whose_parent_has_ended_already_ends_at_once() -> None:
    done = subprocess.run([sys.executable, "-c", CHILD, "1"], cwd=ROOT, capture_output=True, timeout=30)
    assert done.returncode == -signal.SIGKILL
    assert done.stdout == b""
