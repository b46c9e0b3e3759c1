"""Setting sheets of paper for many people at once, at a bounded cost."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable

MOST_KEPT = 128
"""Sheets that are kept (about 45 kB each)."""
MOST_WAITING = 16
"""Sheets being set or waiting for it. One takes up to a tenth of a second: nobody waits much longer than a second."""


class TooBusy(Exception):
    """As many sheets are waited for as can be set in time."""


class Sheets:
    """Sets sheets, one after another in a thread, and keeps the newest.

    Args:
        most_waiting: how many may be set or wait at once.
        most_kept: how many are kept.
    """

    def __init__(self, most_waiting: int = MOST_WAITING, most_kept: int = MOST_KEPT) -> None:
        self._kept: OrderedDict[tuple[object, ...], bytes] = OrderedDict()
        self._most_kept = most_kept
        self._left = most_waiting
        self._one = asyncio.Lock()

    async def get(self, key: tuple[object, ...], make: Callable[[], bytes]) -> bytes:
        """The sheet of a key, made when it is not kept.

        Raises:
            TooBusy: too many are waited for.
        """
        found = self._kept.get(key) or await self._made(key, make)
        self._kept[key] = found
        self._kept.move_to_end(key)
        if len(self._kept) > self._most_kept:
            self._kept.popitem(last=False)
        return found

    async def _made(self, key: tuple[object, ...], make: Callable[[], bytes]) -> bytes:
        if not self._left:
            raise TooBusy
        self._left -= 1
        try:
            async with self._one:  # whoever asked for the same meanwhile finds it made
                kept = self._kept.get(key)
                return kept if kept is not None else await asyncio.to_thread(make)
        finally:
            self._left += 1
