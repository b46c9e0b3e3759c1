"""How many turns are under way at once, and who comes next: fair between addresses, honest when it is too much."""

from __future__ import annotations

import asyncio
import math
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

USUAL_TURN = 0.1
"""Seconds a turn is thought to take before one was measured."""
HALF_LIFE = 10.0
"""Seconds after which what an address has used counts for half."""
MUCH = 3.0
"""Seconds of turns, used lately, from which on an address has a single slot while others are there."""
_SMOOTHING = 0.1


class Busy(Exception):
    """More waits than can be answered soon; `seconds`: when to come back."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"busy for {seconds} s")


class Admission:
    """Slots for turns. The addresses that wait are served in turn, so that one with a long line delays only itself.

    While several addresses are there, one of them has at most its share of the slots; one that has used much time
    lately (many messages, or costly ones) has a single slot.

    Args:
        most: turns under way at once.
        share: of these, how many one address may have while others are there.
        longest: seconds somebody may be made to wait; whoever would wait longer is refused at once.
        clock: seconds, only going forward.
    """

    def __init__(self, most: int, share: int, longest: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._share = share
        self._longest = longest
        self._clock = clock
        self._running: dict[str, int] = {}
        self._lines: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()
        self._turn = USUAL_TURN
        self._usage = Usage(clock)

    @property
    def waiting(self) -> int:
        """How many wait for a slot."""
        return sum(len(line) for line in self._lines.values())

    @property
    def running(self) -> int:
        """How many turns are under way."""
        return sum(self._running.values())

    def check(self, address: str) -> None:
        """Refuse a message that would wait too long.

        Raises:
            Busy: with the seconds after which its line will have been served.
        """
        line = len(self._lines.get(address, ()))
        # each round serves one of every address that waits; an address has at most its share of the slots
        rounds = line + 1
        ahead = sum(min(len(others), rounds) for name, others in self._lines.items() if name != address)
        wait = max(line / self._slots(address), (line + ahead) / self._most) * self._turn
        if wait > self._longest:
            raise Busy(math.ceil(wait))

    @asynccontextmanager
    async def slot(self, address: str) -> AsyncIterator[None]:
        """Wait for a slot and keep it for the block."""
        if self._lines or not self._free(address):
            await self._wait(address)
        else:
            self._take(address)
        started = self._clock()
        try:
            yield
        finally:
            seconds = self._clock() - started
            self._turn += _SMOOTHING * (seconds - self._turn)
            self._usage.add(address, seconds)
            self._release(address)

    async def _wait(self, address: str) -> None:
        granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._lines.setdefault(address, deque()).append(granted)
        self._serve()
        try:
            await granted
        except asyncio.CancelledError:
            if granted.done() and not granted.cancelled():
                self._release(address)
            else:
                self._leave(address, granted)
            raise

    def _leave(self, address: str, granted: asyncio.Future[None]) -> None:
        line = self._lines.get(address)
        if line and granted in line:
            line.remove(granted)
            if not line:
                del self._lines[address]

    def _free(self, address: str) -> bool:
        return self.running < self._most and self._running.get(address, 0) < self._slots(address)

    def _slots(self, address: str) -> int:
        others = any(name != address for name in (*self._lines, *self._running)) or self._usage.others(address)
        if not others:
            return self._most
        return 1 if self._usage.of(address) > MUCH else self._share

    def _take(self, address: str) -> None:
        self._running[address] = self._running.get(address, 0) + 1

    def _release(self, address: str) -> None:
        self._running[address] -= 1
        if not self._running[address]:
            del self._running[address]
        self._serve()

    def _serve(self) -> None:
        """Give the free slots to the addresses that wait, one each, the one served longest ago first."""
        served = True
        while served and self.running < self._most:
            served = False
            for address in list(self._lines):
                if self._free(address):
                    self._grant(address)
                    served = True
                    break

    def _grant(self, address: str) -> None:
        line = self._lines.pop(address)
        granted = line.popleft()
        if line:
            self._lines[address] = line  # at the end: the others come first
        if not granted.done():
            self._take(address)
            granted.set_result(None)


class Usage:
    """How much time each address has used lately: an hour ago counts for nothing, HALF_LIFE seconds ago for half."""

    def __init__(self, clock: Callable[[], float], most: int = 10_000) -> None:
        self._clock = clock
        self._most = most
        self._used: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def add(self, address: str, seconds: float) -> None:
        """The address has used so much more."""
        self._used[address] = (self.of(address) + seconds, self._clock())
        self._used.move_to_end(address)
        while len(self._used) > self._most:
            self._used.popitem(last=False)

    def of(self, address: str) -> float:
        """What the address has used lately, in seconds."""
        seconds, at = self._used.get(address, (0.0, 0.0))
        return seconds * 0.5 ** ((self._clock() - at) / HALF_LIFE)

    def others(self, address: str) -> bool:
        """Whether another address has used anything within HALF_LIFE."""
        latest = next((name for name in reversed(self._used) if name != address), None)
        return latest is not None and self._clock() - self._used[latest][1] < HALF_LIFE


class Addresses:
    """From where each sender was last heard, as long as it can matter for fairness; in memory.

    Args:
        most: how many senders are remembered; the one unheard for longest is forgotten first.
    """

    def __init__(self, most: int = 50_000) -> None:
        self._most = most
        self._of: OrderedDict[str, str] = OrderedDict()

    def note(self, sender: str, address: str) -> None:
        """The sender was heard from this address."""
        self._of[sender] = address
        self._of.move_to_end(sender)
        while len(self._of) > self._most:
            self._of.popitem(last=False)

    def of(self, sender: str) -> str:
        """The sender's address; the sender itself when none is known."""
        return self._of.get(sender) or sender
