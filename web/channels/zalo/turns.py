"""What must not be done twice at once, here or in another gateway: short, and with an end to the waiting."""

from __future__ import annotations

import asyncio
import time
import weakref
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from web.errors import ApiError
from web.store.leases import Leases

PATIENCE = 1.5
"""Seconds to wait; Zalo waits two for the answer to an event."""
LOOK_EVERY = 0.02
"""Seconds between two looks whether another gateway is done."""


class Turns:
    """Named turns, first come, first served within this gateway.

    Args:
        leases: by which gateways agree.
    """

    def __init__(self, leases: Leases) -> None:
        self._leases = leases
        self._locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()

    @asynccontextmanager
    async def alone(self, name: str) -> AsyncIterator[None]:
        """Hold the turn of this name for the block.

        Raises:
            ApiError: 503 when it is not free in time.
            StoreUnavailable: the database failed.
        """
        until = time.monotonic() + PATIENCE
        lock = self._locks.setdefault(name, asyncio.Lock())
        try:
            async with asyncio.timeout(PATIENCE):
                await lock.acquire()
        except TimeoutError:
            raise ApiError(503, "try_later") from None
        try:
            while True:
                async with self._leases.held(name) as mine:
                    if mine:
                        yield
                        return
                if time.monotonic() > until:
                    raise ApiError(503, "try_later")
                await asyncio.sleep(LOOK_EVERY)
        finally:
            lock.release()
