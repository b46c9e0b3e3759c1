"""Sends what is in the outbox of one channel: in order for each person, again after a while when it fails."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from web.chat.outbox import Outbox, Parcel
from web.chat.sender import hash_of
from web.logs import event
from web.store.database import StoreUnavailable
from web.store.leases import Leases

AT_ONCE = 8
"""People who are sent something at the same time."""
DOUBT = 60.0
"""Seconds after which a parcel whose sender died is sent again, unless the channel reported that it had arrived."""
IDLE = 1.0
"""Seconds between two looks when nothing happens."""


@dataclass(frozen=True)
class Outcome:
    """What came of sending a parcel.

    `kind`: sent; again (after `seconds`); failed (this parcel never will be); stop (nothing more can be sent to this
    person now: the parcel and all behind it fail). `fault`: why, for the log, without words of the message.
    """

    kind: Literal["sent", "again", "failed", "stop"]
    seconds: float = 0.0
    fault: str = ""


Deliver = Callable[[Parcel], Awaitable[Outcome]]


class Courier:
    """One task that looks what is due, and one for each person who is being sent something.

    Args:
        channel: whose parcels.
        outbox: where they wait.
        deliver: sends one; it may take up to DOUBT seconds and raises nothing.
        leases: so that two gateways never send to one person at once.
    """

    def __init__(self, channel: str, outbox: Outbox, deliver: Deliver, leases: Leases) -> None:
        self._channel = channel
        self._outbox = outbox
        self._deliver = deliver
        self._leases = leases
        self._news = asyncio.Event()
        self._people: dict[str, asyncio.Task[None]] = {}
        self._loop: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Send from now on; what a crash left is sent too."""
        self._loop = asyncio.create_task(self._look())

    def wake(self) -> None:
        """Something was put into the outbox."""
        self._news.set()

    async def close(self, grace: float) -> None:
        """Stop, after at most `grace` seconds for what is being sent."""
        if self._loop:
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)
        people = list(self._people.values())
        if people:
            await asyncio.wait(people, timeout=grace)
        for task in people:
            task.cancel()
        await asyncio.gather(*people, return_exceptions=True)

    async def _look(self) -> None:
        while True:
            self._news.clear()
            try:
                for sender in await asyncio.to_thread(self._outbox.due, self._channel):
                    if sender not in self._people and len(self._people) < AT_ONCE:
                        self._people[sender] = asyncio.create_task(self._send_all(sender))
            except StoreUnavailable:
                pass  # logged where it arose
            try:
                async with asyncio.timeout(IDLE):
                    await self._news.wait()
            except TimeoutError:
                continue

    async def _send_all(self, sender: str) -> None:
        tried = False
        try:
            async with self._leases.held(f"parcels:{sender}") as mine:
                while mine and (parcel := await asyncio.to_thread(self._outbox.take, self._channel, sender, DOUBT)):
                    tried = True
                    if not await self._send(parcel):
                        return
        except StoreUnavailable:
            pass  # the parcel is in doubt until the database is back
        except Exception as error:  # a fault with one person must not end the others'
            event("courier_fault", logging.ERROR, session=hash_of(sender), error=type(error).__name__)
        finally:
            self._people.pop(sender, None)
            if tried:  # else another gateway sends, or the database takes nothing: not again at once
                self._news.set()

    async def _send(self, parcel: Parcel) -> bool:
        """Send one; whether the next one of the same person may follow."""
        outcome = await self._deliver(parcel)
        if outcome.kind == "sent":
            await asyncio.to_thread(self._outbox.sent, parcel.id)
            return True
        event("not_sent", logging.WARNING, session=hash_of(parcel.sender), fault=outcome.fault, tries=parcel.tries)
        if outcome.kind == "again":
            await asyncio.to_thread(self._outbox.again, parcel.id, outcome.seconds, outcome.fault)
            return False
        await asyncio.to_thread(self._outbox.failed, parcel.id, outcome.fault)
        return outcome.kind == "failed" or await self._drop_rest(parcel.sender, outcome.fault)

    async def _drop_rest(self, sender: str, fault: str) -> bool:
        while parcel := await asyncio.to_thread(self._outbox.take, self._channel, sender, DOUBT):
            await asyncio.to_thread(self._outbox.failed, parcel.id, fault)
        return False
