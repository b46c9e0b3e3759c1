"""Keeps the parts of the assistant alive: what ends or hangs is started again, alone; the others go on.

Nothing is given up while the assistant is asked to run; a part that keeps failing is tried ever more rarely, up to once
a minute. No interval here follows the wall clock.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from deploy.supervision.part import Address, Part
from knowledge.library.backoff import Backoff

Clock = Callable[[], float]
LOOK_EVERY = 0.25


class Tell(Protocol):
    """Says what happens: a plain line for the operator, an event with fields for the log."""

    def __call__(self, line: str, event: str, **fields: Any) -> None: ...


@dataclass(frozen=True)
class Patience:
    """How long is waited for what, in seconds. A turn may take seconds, a busy part answers late: it is no hang.

    Attributes:
        start: until the first answer after a start.
        silence: without any answer, and `misses` questions in a row, until a part counts as hanging.
        every, answer: between two questions; until an answer must have come.
        grace: between asking a hanging part to end and ending it.
        first_wait, longest_wait: before it is started again.
        ran_well: after its first answer: what ends later than that is started again as if for the first time.
    """

    start: float = 240.0
    silence: float = 60.0
    misses: int = 4
    every: float = 5.0
    answer: float = 10.0
    grace: float = 10.0
    first_wait: float = 1.0
    longest_wait: float = 60.0
    ran_well: float = 120.0


class Pulse:
    """Asks a part again and again, in a thread of its own, whether it lives; any answer will do.

    Args:
        address: where to ask.
        patience: how often, and how long to wait.
        clock: seconds that only grow.
    """

    def __init__(self, address: Address, patience: Patience, clock: Clock = time.monotonic) -> None:
        self._address, self._patience, self._clock = address, patience, clock
        self._stop = threading.Event()
        self.forget()

    def forget(self) -> None:
        """The part was started anew: what its predecessor answered counts no longer."""
        self.answered: float | None = None
        """When it answered last."""
        self.misses = 0

    def ask(self) -> None:
        """Ask once."""
        if self._address.ask(self._patience.answer) is None:
            self.misses += 1
        else:
            self.answered, self.misses = self._clock(), 0

    def start(self) -> None:
        """Ask until `stop`."""
        threading.Thread(target=self._ask_on, daemon=True).start()

    def stop(self) -> None:
        """Ask no more."""
        self._stop.set()

    def _ask_on(self) -> None:
        while not self._stop.is_set():
            self.ask()
            self._stop.wait(self._patience.every)


class Keeper:
    """Keeps one part alive; `look` does what is to be done now, and never waits.

    Args:
        part: it may run already.
        pulse: how it answers.
        patience: how long is waited for what.
        tell: says what happens.
        clock: seconds that only grow.
    """

    def __init__(self, part: Part, pulse: Pulse, patience: Patience, tell: Tell, clock: Clock = time.monotonic) -> None:
        self.part, self._pulse, self._patience, self._tell, self._clock = part, pulse, patience, tell, clock
        self._backoff = Backoff(patience.first_wait, patience.longest_wait, clock)
        self._started = clock()
        self._first_answer: float | None = None
        self._kill_at: float | None = None
        self._waits = self._restarted = False

    def look(self) -> None:
        """Start it if it waits to be started, end it if it hangs, take note if it has ended."""
        if self._waits:
            if self._backoff.is_over:
                self._start()
        elif self.part.ended is not None:
            self._after_the_end(self.part.ended)
        elif self._kill_at is not None:
            if self._clock() >= self._kill_at:
                self.part.send(signal.SIGKILL)
        else:
            self._listen()

    def _listen(self) -> None:
        now, answered, name = self._clock(), self._pulse.answered, self.part.name
        if answered is None:
            silent, hangs = now - self._started, now - self._started >= self._patience.start
        else:
            silent = now - answered
            hangs = silent >= self._patience.silence and self._pulse.misses >= self._patience.misses
            if self._first_answer is None:
                self._first_answer = answered
                self._tell_of_its_return(answered - self._started)
        if hangs:
            self._tell(
                f"{name} has not answered for {silent:.0f} s: it is ended",
                "part_hangs",
                part=name,
                seconds=round(silent),
            )
            self._kill_at = now + self._patience.grace
            self.part.send(signal.SIGTERM)

    def _tell_of_its_return(self, seconds: float) -> None:
        if self._restarted:
            name = self.part.name
            self._tell(f"{name} answers again, {seconds:.1f} s after its start", "part_answers", part=name)

    def _after_the_end(self, code: int) -> None:
        self.part.send(signal.SIGKILL)  # what it may have left behind in its group
        now, name = self._clock(), self.part.name
        if self._first_answer is not None and now - self._first_answer >= self._patience.ran_well:
            self._backoff.reset()
        self._wait(
            f"{name} {_how(code)} after {now - self._started:.0f} s (log: {self.part.log})",
            "part_ended",
            code=code,
            ran=round(now - self._started, 1),
        )

    def _start(self) -> None:
        try:
            self.part.start()
        except OSError as error:
            self._wait(f"{self.part.name} cannot be started: {error}", "part_not_started", error=str(error))
            return
        self._waits, self._restarted, self._first_answer, self._kill_at = False, True, None, None
        self._pulse.forget()
        self._started = self._clock()
        self._tell(f"{self.part.name} is started again", "part_started", part=self.part.name)

    def _wait(self, line: str, event: str, **fields: Any) -> None:
        seconds = self._backoff.failed()
        self._waits = True
        self._tell(f"{line}; next start in {seconds:.0f} s", event, part=self.part.name, wait=seconds, **fields)


class Supervisor:
    """Keeps all parts alive until it is told to stop.

    Args:
        parts: they run already.
        tell: says what happens.
        patience: how long is waited for what.
    """

    def __init__(self, parts: Sequence[Part], tell: Tell, patience: Patience | None = None) -> None:
        patience = patience or Patience()
        self._pulses = [Pulse(part.address, patience) for part in parts]
        pairs = zip(parts, self._pulses, strict=True)
        self._keepers = [Keeper(part, pulse, patience, tell) for part, pulse in pairs]

    def watch(self, stop: threading.Event) -> None:
        """Look after the parts until `stop` is set. They go on running then: end them with `stopping.stop_all`."""
        for pulse in self._pulses:
            pulse.start()
        while not stop.wait(LOOK_EVERY):
            for keeper in self._keepers:
                keeper.look()
        for pulse in self._pulses:
            pulse.stop()


def _how(code: int) -> str:
    if code >= 0:
        return f"ended with {code}"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"was ended by signal {-code}"
