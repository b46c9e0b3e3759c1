"""People who want everything about them deleted: each wish is written down, and worked on until it is done."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable

from knowledge.wording import Wording
from web.channels.desk import Desk
from web.channels.zalo.people import People
from web.chat.sender import Sender
from web.logs import event
from web.store.database import StoreUnavailable

WISH = "zalo:delete "
"""Begins the name of the note of a wish that is not done; the person's id follows. The value: whether that was told."""
LEASE = "zalo:deletions"
AGAIN_AFTER = 60.0
"""Seconds before a deletion is tried again."""
LOOK_EVERY = 0.1
"""Seconds between two looks whether something is still being sent."""
PATIENCE = 20.0
"""Seconds to wait for that, before the deletion is put off."""

Say = Callable[[str, str], Awaitable[bool]]
"""Sends a text to a person at once, past the outbox, which would keep the person's id."""


class Deletion:
    """
    Args:
        desk: the channel's.
        people: what the channel remembers of each.
        say: sends the confirmation.
        words: of the channel.
        counts: how often what happened.
        clock: seconds since the epoch.
    """

    def __init__(
        self,
        desk: Desk,
        people: People,
        say: Say,
        words: Wording,
        counts: Counter[str],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._desk = desk
        self._people = people
        self._say = say
        self._words = words
        self._counts = counts
        self._clock = clock
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Work on what is asked for, and on what was left undone."""
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Stop; what is undone stays written down."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def ask(self, person: str) -> None:
        """Write a wish down.

        Raises:
            StoreUnavailable: it cannot be written: it must be asked for again.
        """
        await asyncio.to_thread(self._desk.notes.write, WISH + person, False)
        self._news.set()

    async def _run(self) -> None:
        while True:
            self._news.clear()
            try:
                await self._work()
            except StoreUnavailable:
                pass  # logged where it arose; tried again below
            except Exception as error:  # a fault with one person must not end the others'
                event("zalo_deletion_fault", logging.ERROR, error=type(error).__name__)
            try:
                async with asyncio.timeout(AGAIN_AFTER):
                    await self._news.wait()
            except TimeoutError:
                continue

    async def _work(self) -> None:
        notes = self._desk.notes
        async with self._desk.leases.held(LEASE) as mine:
            for name in await asyncio.to_thread(notes.names, WISH) if mine else ():
                person, told = name.removeprefix(WISH), await asyncio.to_thread(notes.read, name)
                if await self._delete(person):
                    await asyncio.to_thread(notes.remove, name)
                elif not told:
                    await asyncio.to_thread(notes.write, name, True)
                    await self._tell(person, self._words.say("deletion.later"))

    async def _delete(self, person: str) -> bool:
        free = (await self._people.read(person)).may_be_sent(self._clock())
        if not await self._forget(person):
            self._counts["deletion_put_off"] += 1
            return False
        await self._people.forget(person)
        self._counts["deletions"] += 1
        if free:
            await self._say(person, self._words.say("deletion.done"))
        return True

    async def _forget(self, person: str) -> bool:
        """Forget while nothing is being sent: what was sent is noted, and would be there again."""
        name = Sender(self._desk.channel, person).name
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            async with self._desk.leases.held(f"parcels:{name}") as mine:
                if mine:
                    return await self._desk.forget(person)
            await asyncio.sleep(LOOK_EVERY)
        return False

    async def _tell(self, person: str, text: str) -> None:
        if (await self._people.read(person)).may_be_sent(self._clock()):
            await self._say(person, text)
