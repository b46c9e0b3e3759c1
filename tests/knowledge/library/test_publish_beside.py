"""Publishing in a process beside: its failures are told, it can be ended, and a killed one is no end of it."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge.errors import KnowledgeError
from knowledge.library import publish_beside
from knowledge.library.editions import Editions
from knowledge.library.publish_beside import Busy, PublishBeside
from knowledge.library.reload import Live
from knowledge.settings import Settings
from tests.knowledge.factory import procedure, settings_for
from tests.knowledge.library.helpers import Opened
from tests.web.helpers import wait_for

Started = list[subprocess.Popen[str]]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_for(tmp_path, procedure())


@pytest.fixture
def instead(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Started]:
    """Has another program run in the place of the renewal; the processes that were started."""

    def put(program: str) -> Started:
        started: Started = []

        def start(command: list[str], **options: Any) -> subprocess.Popen[str]:
            assert command[1:3] == ["-m", "knowledge.library.renewal"]
            process = real([sys.executable, "-c", program], **options)
            started.append(process)
            return process

        real = subprocess.Popen
        monkeypatch.setattr("knowledge.library.publish_beside.subprocess.Popen", start)
        return started

    return put


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("import sys; sys.exit('no room left')", "could not be built: no room left"),
        ("import os; os.kill(os.getpid(), 9)", "ended by signal 9"),
    ],
)
def test_a_failure_is_told(settings: Settings, instead: Callable[[str], Started], program: str, told: str) -> None:
    instead(program)
    with pytest.raises(KnowledgeError, match=told):
        PublishBeside(settings).run()


def test_one_that_takes_too_long_is_ended(
    settings: Settings, instead: Callable[[str], Started], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish_beside, "LONGEST", 0.3)
    (started,) = [instead("import time; time.sleep(60)")]
    with pytest.raises(KnowledgeError, match="not built in time"):
        PublishBeside(settings).run()
    assert started[0].returncode == -signal.SIGKILL


def test_another_one_at_work_is_no_failure(settings: Settings, instead: Callable[[str], Started]) -> None:
    started = instead("import sys; sys.exit(75)")
    with Editions(settings).lock(0), pytest.raises(Busy):
        PublishBeside(settings).run()
    assert not started  # it was seen before a process was started
    with pytest.raises(Busy):
        PublishBeside(settings).run()


def test_a_stop_ends_it_and_none_is_started_any_more(settings: Settings, instead: Callable[[str], Started]) -> None:
    started, beside = instead("import time; time.sleep(60)"), PublishBeside(settings)
    failed: list[BaseException] = []

    def run() -> None:
        try:
            beside.run()
        except KnowledgeError as error:
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    wait_for(lambda: bool(started))
    beside.stop()
    thread.join(10)
    assert failed
    assert started[0].poll() == -signal.SIGKILL
    beside.run()
    assert len(started) == 1


def test_the_real_one_is_killed_and_tried_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole path: no index, a child that is killed in the middle, another one that succeeds."""
    monkeypatch.setattr("knowledge.library.reload.FIRST_WAIT", 0.2)
    live = Live(settings.model_copy(update={"reload_every": 0.1}), Opened)
    live.open()
    live.start()
    wait_for(lambda: live._beside._process is not None, 20)
    first = live._beside._process
    assert first is not None
    assert live.search_state == "building"
    first.send_signal(signal.SIGKILL)
    wait_for(lambda: "signal 9" in live.problem, 20)
    wait_for(lambda: live.search_state == "ok", 60)
    wait_for(lambda: live.problem == "", 20)
    assert live.now.edition == 1
    live.stop()
