"""How long to wait before something that failed is tried again: twice as long each time, up to a limit."""

from __future__ import annotations

import time
from collections.abc import Callable

Clock = Callable[[], float]


class Backoff:
    """Counts failures. Asks a clock that no jump of the wall clock moves.

    Args:
        first: seconds of the first wait.
        most: seconds of the longest wait.
        clock: seconds that only grow.
    """

    def __init__(self, first: float, most: float, clock: Clock = time.monotonic) -> None:
        self._first, self._most, self._clock = first, most, clock
        self._failures = 0
        self._until = 0.0

    def failed(self) -> float:
        """Note a failure; the seconds to wait now."""
        # beyond 2 ** 60 any limit is reached, and a float would overflow at last
        wait = min(self._most, self._first * 2.0 ** min(self._failures, 60))
        self._failures += 1
        self.wait(wait)
        return wait

    def wait(self, seconds: float) -> None:
        """Wait for so long, whatever happened before."""
        self._until = self._clock() + seconds

    def reset(self) -> None:
        """It went well: the next failure is the first one again, and nothing is waited for."""
        self._failures = 0
        self._until = 0.0

    @property
    def is_over(self) -> bool:
        """Whether the wait is over."""
        return self._clock() >= self._until
