"""The gateway ends first and is given time; what does not end is ended; nothing stays."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from deploy.bounded_uvicorn import FINISH
from deploy.supervision import stopping
from deploy.supervision.part import Part
from deploy.supervision.stopping import stop_all
from tests.deploy.processes import STUBBORN, lives, part, pid_of
from tests.web.helpers import wait_for

NOTE = """
import time, pathlib
def note(*_):
    {slow}
    with open({path!r}, "a") as file: file.write({name!r} + " ")
    sys.exit(0)
signal.signal(signal.SIGTERM, note)
"""


def noting(folder: Path, name: str, slow: str = "pass") -> Part:
    """A part that notes its end in a file."""
    return part(folder, name, extra=NOTE.format(path=str(folder / "order"), name=name, slow=slow))


def started(*parts: Part) -> list[Part]:
    for some in parts:
        some.start()
    for some in parts:
        wait_for(lambda some=some: some.address.ask(1) is not None, 20)  # type: ignore[misc]
    return list(parts)


def test_the_gateway_finishes_its_turns_before_the_others_end(tmp_path: Path) -> None:
    parts = started(*(noting(tmp_path, name) for name in ("actions", "rasa")), noting(tmp_path, "web", "time.sleep(1)"))
    stop_all(parts, threading.Event())
    order = (tmp_path / "order").read_text().split()
    assert order[0] == "web"
    assert sorted(order[1:]) == ["actions", "rasa"]
    assert not any(lives(pid_of(some)) for some in parts)


def test_what_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stopping, "GRACE", 0.5)
    (stubborn,) = started(part(tmp_path, "rasa", extra=STUBBORN))
    stop_all([stubborn], threading.Event())
    assert not lives(pid_of(stubborn))


def test_in_a_hurry_nothing_is_waited_for(tmp_path: Path) -> None:
    parts = started(part(tmp_path, "web", extra=STUBBORN), part(tmp_path, "rasa", extra=STUBBORN))
    hurry = threading.Event()
    hurry.set()
    start = time.monotonic()
    stop_all(parts, hurry)
    assert time.monotonic() - start < 2
    assert not any(lives(pid_of(some)) for some in parts)


def test_what_was_never_started_is_no_fault(tmp_path: Path) -> None:
    stop_all([part(tmp_path)], threading.Event())
    stop_all([], threading.Event())


def test_all_is_over_before_systemd_loses_patience() -> None:
    unit = (Path(stopping.__file__).parents[1] / "dimotlan.service").read_text()
    (limit,) = (int(line.split("=")[1]) for line in unit.splitlines() if line.startswith("TimeoutStopSec="))
    assert FINISH < stopping.FIRST_GRACE
    assert limit > stopping.FIRST_GRACE + stopping.GRACE + stopping.LAST_GRACE
