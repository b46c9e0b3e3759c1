"""Deletes what is no longer needed, every few minutes: one gateway at a time."""

from __future__ import annotations

import asyncio
import contextlib
import time

from web.chat.keeping.forgetting import Forgetting
from web.chat.offers import OfferBook
from web.logs import event
from web.store.database import StoreUnavailable
from web.store.leases import Leases
from web.store.notes import Notes

EVERY = 60.0
"""Seconds between two looks."""
DAY = 24 * 3600


class Retention:
    """Args: what deletes, the offers, the notes that ask for deletions, the leases, and after how many days."""

    def __init__(self, forgetting: Forgetting, offers: OfferBook, notes: Notes, leases: Leases, days: int) -> None:
        self._forgetting = forgetting
        self._offers = offers
        self._notes = notes
        self._leases = leases
        self._days = days
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin."""
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """End."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def clean(self) -> None:
        """Delete what is due now.

        Raises:
            StoreUnavailable: the database failed; it is tried again.
        """
        async with self._leases.held("retention") as mine:
            if not mine:
                return
            since = time.time() - self._days * DAY
            asked = await self._forgetting.forget_asked(self._notes)
            silent = await self._forgetting.forget_silent(since)
            old = await asyncio.to_thread(self._forgetting.drop_old, since)
            await asyncio.to_thread(self._offers.prune)
            if asked or silent or old:
                event("cleaned", asked=asked, silent=silent, messages=old)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            with contextlib.suppress(StoreUnavailable):  # logged where it arose
                await self.clean()
