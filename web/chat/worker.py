"""Answers what waits in the inbox: one message of a person at a time, in order of arrival, whatever dies between."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from web.chat.exchange import Reply
from web.chat.inbox import WAITING, Inbox, Taken
from web.chat.sender import hash_of
from web.logs import event
from web.store.database import StoreUnavailable
from web.store.leases import Leases

SWEEP_EVERY = 5.0
"""Seconds between two looks for messages that nobody works on."""
LOOK_EVERY = 0.25
"""Seconds between two looks for a reply that another gateway may be making."""
AGAIN_AFTER = (0.2, 0.5, 1.0, 2.0, 4.0)
"""Seconds before a message that was not answered is tried again; the last one goes on."""
Waited = Callable[[], bool]
Answer = Callable[[Taken, Waited], Awaitable[Reply | None]]
"""Answers a message and stores the reply; may ask whether somebody waits for it. None: it has no reply (yet)."""


@dataclass
class _Wait:
    reply: asyncio.Future[Reply | None]
    people: int = 0


class Worker:
    """Asyncio tasks, one for each person whose messages wait.

    Args:
        inbox: where the messages wait.
        answer: what answers one.
        leases: so that two gateways never work for one person at once.
    """

    def __init__(self, inbox: Inbox, answer: Answer, leases: Leases) -> None:
        self._inbox = inbox
        self._answer = answer
        self._leases = leases
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._more: set[str] = set()
        self._waits: dict[int, _Wait] = {}
        self._sweeper: asyncio.Task[None] | None = None
        self._closing = False

    def start(self) -> None:
        """Take up what was left undone, now and whenever somebody else leaves something."""
        self._sweeper = asyncio.create_task(self._sweep())

    async def close(self, grace: float) -> None:
        """Finish the turns under way, at most `grace` seconds; what waits behind them stays in the inbox."""
        self._closing = True
        if self._sweeper:
            self._sweeper.cancel()
            await asyncio.gather(self._sweeper, return_exceptions=True)
        tasks = list(self._tasks.values())
        if tasks:
            await asyncio.wait(tasks, timeout=grace)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def wake(self, sender: str) -> None:
        """There is a message of this person."""
        if self._closing:
            return
        if sender in self._tasks:
            self._more.add(sender)  # its task may just have found nothing more
        else:
            self._tasks[sender] = asyncio.create_task(self._drain(sender))

    async def reply(self, sender: str, message: int, patience: float) -> Reply | None:
        """Wait for the reply to a message; None when there is none after `patience` seconds, or it was given up."""
        wait = self._waits.setdefault(message, _Wait(asyncio.get_running_loop().create_future()))
        wait.people += 1
        self.wake(sender)
        try:
            async with asyncio.timeout(patience):
                return await self._replied(sender, message, wait)
        except TimeoutError:
            return None
        finally:
            wait.people -= 1
            if not wait.people:
                self._waits.pop(message, None)

    async def _replied(self, sender: str, message: int, wait: _Wait) -> Reply | None:
        while True:
            await asyncio.wait({wait.reply}, timeout=LOOK_EVERY)
            if wait.reply.done():
                return wait.reply.result()
            if sender not in self._tasks:  # another gateway works for this person, or it was done between
                if await asyncio.to_thread(self._inbox.state, message) != WAITING:
                    return await asyncio.to_thread(self._inbox.reply, message)
                self.wake(sender)

    async def _sweep(self) -> None:
        while True:
            try:
                for sender in await asyncio.to_thread(self._inbox.undone):
                    self.wake(sender)
            except StoreUnavailable:
                pass  # logged where it arose; the next look may find the database again
            await asyncio.sleep(SWEEP_EVERY)

    async def _drain(self, sender: str) -> None:
        self._more.discard(sender)
        try:
            async with self._leases.held(f"sender:{sender}") as mine:
                if mine:
                    await self._work(sender)
        except StoreUnavailable:
            pass  # the sweep comes back to it
        except Exception as error:  # a fault in one person's turn must not end the others'
            event("worker_fault", logging.ERROR, session=hash_of(sender), error=type(error).__name__)
        finally:
            self._tasks.pop(sender, None)
            if sender in self._more:
                self.wake(sender)

    async def _work(self, sender: str) -> None:
        more = True
        while more and not self._closing:
            self._more.discard(sender)
            taken = await asyncio.to_thread(self._inbox.next, sender)
            if taken is None:
                return
            reply = await self._answer(taken, partial(self._waits.__contains__, taken.id))
            if reply is None and await asyncio.to_thread(self._inbox.state, taken.id) == WAITING:
                await asyncio.sleep(AGAIN_AFTER[min(taken.tries, len(AGAIN_AFTER) - 1)])
            elif (wait := self._waits.get(taken.id)) and not wait.reply.done():
                # without a reply of ours another gateway may have stored one
                wait.reply.set_result(reply or await asyncio.to_thread(self._inbox.reply, taken.id))
            # whatever comes from here on wakes this gateway; what comes to another one must be looked for
            more = reply is None or taken.more or sender in self._more or self._leases.shared
