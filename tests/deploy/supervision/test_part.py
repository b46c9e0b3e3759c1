"""One part: it is asked, ended with all it started, and bound to the life of who started it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.supervision.part import Address
from deploy.whole import ROOT, free_ports
from tests.deploy.processes import lives, part, pid_of
from tests.web.helpers import wait_for


def test_it_starts_answers_and_ends(tmp_path: Path) -> None:
    some = part(tmp_path)
    assert (some.ended, some.runs) == (None, False)
    some.start()
    wait_for(lambda: some.address.ask(1) is not None, 20)
    assert some.address.ask(1) == (404, b"here")  # any status is an answer
    assert some.runs
    assert some.last_words() == "serving"
    some.send(signal.SIGTERM)
    wait_for(lambda: some.ended == -signal.SIGTERM)
    assert not some.runs
    some.send(signal.SIGTERM)  # to nobody: no fault


def test_what_it_started_is_ended_with_it(tmp_path: Path) -> None:
    program = "import subprocess; print(subprocess.Popen(['sleep', '60']).pid, flush=True); input()"
    some = part(tmp_path, program=program.replace("input()", "import time; time.sleep(60)"))
    some.start()
    wait_for(lambda: some.last_words().isdecimal(), 20)
    child = int(some.last_words())
    assert lives(child)
    some.send(signal.SIGKILL)
    wait_for(lambda: not lives(child))


STARTER = """
import os, sys, time
from pathlib import Path
from tests.deploy.processes import part, pid_of
some = part(Path(sys.argv[1]))
some.start()
print(pid_of(some), flush=True)
time.sleep(60)
"""


def test_it_does_not_outlive_who_started_it_even_when_that_is_killed(tmp_path: Path) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert starter.stdout
    pid = int(starter.stdout.readline())
    wait_for((tmp_path / "web.log").exists)
    wait_for(lambda: "serving" in (tmp_path / "web.log").read_text(), 20)
    assert lives(pid)
    starter.send_signal(signal.SIGKILL)
    starter.wait()
    wait_for(lambda: not lives(pid))


def test_a_log_that_cannot_be_written_does_not_keep_it_down(tmp_path: Path) -> None:
    (tmp_path / "web.log").mkdir()
    some = part(tmp_path)
    some.start()
    wait_for(lambda: some.address.ask(1) is not None, 20)
    assert some.last_words() == "no output"
    some.send(signal.SIGKILL)
    wait_for(lambda: some.ended is not None)


def test_a_command_that_does_not_exist_ends_at_once(tmp_path: Path) -> None:
    some = part(tmp_path)
    some.command[0] = "/nowhere/python"
    some.start()
    wait_for(lambda: some.ended not in (None, 0), 20)
    assert "FileNotFoundError" in some.last_words()


def test_nobody_there_and_nobody_who_answers() -> None:
    (port,) = free_ports(1)
    assert Address("127.0.0.1", port).ask(1) is None
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        assert Address("127.0.0.1", silent.getsockname()[1]).ask(0.2) is None


@pytest.mark.parametrize(
    "answer", [b"", b"\x00\xff", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"]
)
def test_a_broken_answer_is_none(answer: bytes) -> None:
    import threading

    with socket.socket() as odd:
        odd.bind(("127.0.0.1", 0))
        odd.listen()

        def talk() -> None:
            connection, _ = odd.accept()
            with connection:
                connection.recv(1_000)
                connection.sendall(answer)

        threading.Thread(target=talk, daemon=True).start()
        assert Address("127.0.0.1", odd.getsockname()[1]).ask(1) is None


def test_ids_are_told_apart(tmp_path: Path) -> None:
    some = part(tmp_path)
    some.start()
    first = pid_of(some)
    some.send(signal.SIGKILL)
    wait_for(lambda: some.ended is not None)
    some.start()
    assert pid_of(some) != first
    some.send(signal.SIGKILL)
