"""Deletes what is kept of people: on request, and of those who have been silent for long."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack

import sqlalchemy as sa

from web.chat.inbox import WAITING
from web.chat.keeping.figures import keep_figures
from web.chat.outbox import FAILED, SENT
from web.chat.rasa_client import DialogueError, RasaClient
from web.chat.sender import hash_of
from web.logs import event
from web.store.database import Database
from web.store.leases import Leases
from web.store.notes import Notes
from web.store.tables import CONVERSATIONS, HANDOFFS, LEASES, MESSAGES, NOTES, OFFERS, PARCELS

AT_ONCE = 200
"""People that are forgotten in one transaction."""
PATIENCE = 3.0
"""Seconds to wait for the turn of somebody who is to be forgotten."""
LOOK_EVERY = 0.1
ASKED = "forget "
"""Begins the name of the note that asks to forget somebody."""


class Forgetting:
    """Args: the gateway's database, the client of the dialogue, which keeps the conversations, and the leases."""

    def __init__(self, database: Database, dialogue: RasaClient, leases: Leases) -> None:
        self._database = database
        self._dialogue = dialogue
        self._leases = leases

    async def forget(self, *senders: str) -> bool:
        """Delete messages, replies, offers, parcels and conversations; False when it must be tried again.

        That is: when the dialogue could not be reached, or somebody is being answered for long, which would put back
        what is deleted. The gateway's rows go last: as long as they are there, the silent are found again.

        Raises:
            StoreUnavailable: the database failed.
        """
        async with AsyncExitStack() as held:
            for sender in senders:
                if not await self._idle(sender, held):
                    return self._not_now(senders, "busy")
            try:
                await self._dialogue.forget(senders)
            except DialogueError as error:
                return self._not_now(senders, error.reason)
            await asyncio.to_thread(self._delete, senders)
        event("forgotten", people=len(senders))
        return True

    async def _idle(self, sender: str, held: AsyncExitStack) -> bool:
        """Wait until nobody works for the person, and keep it so; False when that takes long."""
        end = time.monotonic() + PATIENCE
        while not await held.enter_async_context(self._leases.held(f"sender:{sender}")):
            if time.monotonic() > end:
                return False
            await asyncio.sleep(LOOK_EVERY)
        return True

    @staticmethod
    def _not_now(senders: Sequence[str], reason: str) -> bool:
        event("not_forgotten", logging.WARNING, people=len(senders), reason=reason)
        return False

    async def forget_silent(self, since: float) -> int:
        """Forget everybody who was last heard before a moment (seconds since 1970); returns how many.

        Raises:
            StoreUnavailable: the database failed.
        """
        forgotten = 0
        while people := await asyncio.to_thread(self._silent, since):
            if not await self.forget(*people):
                break
            forgotten += len(people)
        return forgotten

    async def forget_asked(self, notes: Notes) -> int:
        """Forget everybody whose deletion was asked for by `python -m web forget`; returns how many.

        Raises:
            StoreUnavailable: the database failed.
        """
        asked = await asyncio.to_thread(notes.names, ASKED)
        for name in asked:
            if await self.forget(name.removeprefix(ASKED)):
                await asyncio.to_thread(notes.remove, name)
        return len(asked)

    def drop_old(self, since: float) -> int:
        """Delete answered messages and sent parcels from before a moment, of people who are still here.

        Raises:
            StoreUnavailable: the database failed.
        """
        old = sa.and_(MESSAGES.c.received_at < since, MESSAGES.c.state != WAITING)
        sent = sa.and_(PARCELS.c.made_at < since, PARCELS.c.state.in_((SENT, FAILED)))
        with self._database.transaction() as connection:
            keep_figures(self._database, connection, old)
            connection.execute(PARCELS.delete().where(sent))
            return int(connection.execute(MESSAGES.delete().where(old)).rowcount)

    def _silent(self, since: float) -> list[str]:
        query = sa.select(CONVERSATIONS.c.sender).where(CONVERSATIONS.c.heard_at < since).limit(AT_ONCE)
        with self._database.reading() as connection:
            return [row[0] for row in connection.execute(query)]

    def _delete(self, senders: Sequence[str]) -> None:
        with self._database.transaction() as connection:
            keep_figures(self._database, connection, MESSAGES.c.sender.in_(senders))
            for table in (MESSAGES, PARCELS, HANDOFFS, CONVERSATIONS):
                connection.execute(table.delete().where(table.c.sender.in_(senders)))
            leases = [f"{what}:{sender}" for sender in senders for what in ("sender", "parcels")]
            connection.execute(LEASES.delete().where(LEASES.c.name.in_(leases)))
            people = [f"{sender.partition(':')[0]}:person:{hash_of(sender)}" for sender in senders]
            connection.execute(NOTES.delete().where(NOTES.c.name.in_(people)))  # what a channel remembers of them
            sessions = [hash_of(sender) for sender in senders]
            connection.execute(OFFERS.delete().where(OFFERS.c.session.in_(sessions)))
