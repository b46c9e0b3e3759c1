"""What ends or hangs is started again, alone, ever more rarely if it goes on failing, and never given up."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from deploy.supervision.part import Address, Part
from deploy.supervision.supervisor import Keeper, Patience, Pulse, Supervisor
from tests.deploy.processes import STUBBORN, part, pid_of
from tests.web.helpers import wait_for

QUICK = Patience(start=15, silence=2.0, misses=2, every=0.1, answer=0.8, grace=0.5, first_wait=0.2, ran_well=0.0)


class Told:
    """What was told: the events with their fields."""

    def __init__(self) -> None:
        self.events: list[tuple[str, dict[str, Any]]] = []

    def __call__(self, line: str, event: str, **fields: Any) -> None:
        assert line
        self.events.append((event, fields))

    def names(self) -> list[str]:
        return [event for event, _ in self.events]


@contextmanager
def kept(*parts: Part, patience: Patience = QUICK) -> Iterator[Told]:
    """The parts, running and looked after."""
    told, stop = Told(), threading.Event()
    for some in parts:
        some.start()
    for some in parts:
        wait_for(lambda some=some: some.address.ask(1) is not None, 20)  # type: ignore[misc]
    watch = threading.Thread(target=Supervisor(parts, told, patience).watch, args=(stop,))
    watch.start()
    try:
        yield told
    finally:
        stop.set()
        watch.join(10)
        for some in parts:
            some.send(signal.SIGKILL)
        for some in parts:
            wait_for(lambda some=some: not some.runs)  # type: ignore[misc]


def test_what_is_killed_comes_back_and_the_other_goes_on(tmp_path: Path) -> None:
    one, other = part(tmp_path, "actions"), part(tmp_path, "rasa")
    with kept(one, other) as told:
        before, kept_on = pid_of(one), pid_of(other)
        os.kill(before, signal.SIGKILL)
        wait_for(lambda: "part_answers" in told.names(), 20)
        assert pid_of(one) != before
        assert one.address.ask(1) is not None
        assert pid_of(other) == kept_on
        assert told.names() == ["part_ended", "part_started", "part_answers"]
        assert told.events[0][1]["part"] == "actions"
        assert told.events[0][1]["code"] == -signal.SIGKILL


@pytest.mark.parametrize("how", ["stopped", "stubborn"])
def test_what_hangs_is_ended_and_comes_back(tmp_path: Path, how: str) -> None:
    hanging = part(tmp_path, extra=STUBBORN if how == "stubborn" else "")
    with kept(hanging) as told:
        before = pid_of(hanging)
        wait_for(lambda: hanging.address.ask(1) is not None)
        threading.Event().wait(0.5)  # it has answered the supervisor, too
        os.kill(before, signal.SIGSTOP)
        wait_for(lambda: "part_answers" in told.names(), 30)
        assert pid_of(hanging) != before
        assert told.names() == ["part_hangs", "part_ended", "part_started", "part_answers"]


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Played(Part):
    """A part that is played: what it is sent is noted, and it ends when the test says so."""

    def __init__(self) -> None:
        super().__init__("web", [], Address("127.0.0.1", 1), {}, Path("web.log"))
        self.starts = 0
        self.sent: list[signal.Signals] = []
        self.code: int | None = None
        self.refuses = False

    def start(self) -> None:
        if self.refuses:
            raise OSError(11, "Resource temporarily unavailable")
        self.starts += 1
        self.code = None

    @property
    def ended(self) -> int | None:
        return self.code

    def send(self, what: signal.Signals) -> None:
        self.sent.append(what)


class Stage:
    """A keeper with a played part, a clock that is moved by hand, and a pulse that is set by hand."""

    def __init__(self) -> None:
        self.clock, self.part, self.told, self.patience = Clock(), Played(), Told(), Patience()
        self.pulse = Pulse(self.part.address, self.patience, self.clock)
        self.keeper = Keeper(self.part, self.pulse, self.patience, self.told, self.clock)

    def after(self, seconds: float) -> Stage:
        self.clock.now += seconds
        self.keeper.look()
        return self

    def answers(self) -> None:
        self.pulse.answered, self.pulse.misses = self.clock.now, 0
        self.keeper.look()


def test_waits_grow_up_to_a_minute_and_it_is_never_given_up() -> None:
    stage = Stage()
    waits = []
    for _ in range(12):
        stage.part.code = 1
        stage.after(0)
        waits.append(stage.told.events[-1][1]["wait"])
        stage.after(waits[-1] - 0.1)
        assert stage.part.code == 1
        stage.after(0.2)
        assert stage.part.code is None
    assert waits[:7] == [1, 2, 4, 8, 16, 32, 60]
    assert waits[-1] == 60
    assert stage.part.starts == 12


def test_what_ran_well_is_started_again_as_if_for_the_first_time() -> None:
    stage = Stage()
    for _ in range(3):
        stage.part.code = 1
        stage.after(0).after(100)
    stage.answers()
    stage.clock.now += stage.patience.ran_well
    stage.part.code = 1
    stage.after(0)
    assert stage.told.events[-1][1]["wait"] == 1


def test_no_room_for_a_process_is_no_end() -> None:
    stage = Stage()
    stage.part.code, stage.part.refuses = 1, True
    stage.after(0).after(10)
    assert stage.told.names() == ["part_ended", "part_not_started"]
    stage.part.refuses = False
    stage.after(10)
    assert stage.part.starts == 1


def test_a_start_may_take_its_time_but_not_for_ever() -> None:
    stage = Stage()
    stage.pulse.misses = 50
    stage.after(stage.patience.start - 1)
    assert stage.part.sent == []
    stage.after(1)
    assert stage.part.sent == [signal.SIGTERM]
    stage.after(stage.patience.grace - 1)
    assert stage.part.sent == [signal.SIGTERM]
    stage.after(1)
    assert stage.part.sent == [signal.SIGTERM, signal.SIGKILL]
    stage.part.code = -9
    stage.after(0).after(1)
    assert stage.part.starts == 1


def test_slow_answers_and_few_misses_are_no_hang() -> None:
    stage = Stage()
    stage.answers()
    stage.pulse.misses = stage.patience.misses - 1
    stage.after(stage.patience.silence * 10)  # the machine slept, say
    stage.pulse.misses = 50
    stage.pulse.answered = stage.clock.now
    stage.after(stage.patience.silence - 1)
    assert stage.part.sent == []
    stage.after(1)
    assert stage.part.sent == [signal.SIGTERM]


def test_what_the_predecessor_answered_does_not_count() -> None:
    stage = Stage()
    stage.answers()
    stage.part.code = 1
    stage.after(0).after(1)
    assert stage.part.starts == 1
    stage.after(stage.patience.silence * 2)
    assert signal.SIGTERM not in stage.part.sent


def test_a_pulse_counts_misses_until_the_next_answer(tmp_path: Path) -> None:
    some = part(tmp_path)
    pulse = Pulse(some.address, QUICK)
    pulse.ask()
    pulse.ask()
    assert (pulse.answered, pulse.misses) == (None, 2)
    some.start()
    wait_for(lambda: some.address.ask(1) is not None, 20)
    pulse.ask()
    assert pulse.answered is not None
    assert pulse.misses == 0
    some.send(signal.SIGKILL)
