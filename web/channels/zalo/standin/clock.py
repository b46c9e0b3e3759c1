"""The platform's time: real, moved or a test's own. Whoever sleeps by it wakes when it is moved past the end."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable


class Clock:
    """
    Args:
        base: seconds since 1970; tests bring their own.
    """

    def __init__(self, base: Callable[[], float] = time.time) -> None:
        self._base = base
        self._moved = asyncio.Event()
        self.offset = 0.0

    def now(self) -> float:
        """Seconds since 1970."""
        return self._base() + self.offset

    def milliseconds(self) -> int:
        """Milliseconds since 1970, as the webhook's events carry them."""
        return round(self.now() * 1000)

    def move_to(self, offset: float) -> None:
        """Let the time be `offset` seconds ahead of the base."""
        self.offset = offset
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def sleep(self, seconds: float) -> None:
        """Wait until this many seconds have passed by this clock."""
        end = self.now() + seconds
        while (left := end - self.now()) > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._moved.wait(), left)
