"""Who does what only one may do at a time, among all gateways."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import sqlalchemy as sa

from web.store.database import Database, StoreUnavailable
from web.store.tables import LEASES

SECONDS = 10.0
"""How long a lease lasts unless it is renewed: so long a gateway that died keeps the others waiting."""


class Leases:
    """Named leases in the database, renewed while they are held.

    Args:
        database: the gateway's; where only one process uses it, that process' memory is enough.
        clock: seconds since the epoch, the same for all gateways within a second or two.
        holder: this gateway's name; its own leases of before a restart are others'.
    """

    def __init__(
        self, database: Database | None, clock: Callable[[], float] = time.time, holder: str | None = None
    ) -> None:
        self._database = database
        self._clock = clock
        self._holder = holder or secrets.token_hex(8)
        self._local: set[str] = set()

    @property
    def shared(self) -> bool:
        """Whether other processes may want the same leases."""
        return self._database is not None and self._database.shared

    @asynccontextmanager
    async def held(self, name: str) -> AsyncIterator[bool]:
        """Hold the lease for the block; gives False, and holds nothing, when somebody else has it.

        Raises:
            StoreUnavailable: the database failed.
        """
        if name in self._local:
            yield False
            return
        self._local.add(name)
        try:
            if not self.shared:
                yield True
                return
            if not await asyncio.to_thread(self._take, name):
                yield False
                return
            renewal = asyncio.create_task(self._renew(name))
            try:
                yield True
            finally:
                renewal.cancel()
                with suppress(StoreUnavailable):
                    await asyncio.to_thread(self._give_back, name)
        finally:
            self._local.discard(name)

    async def _renew(self, name: str) -> None:
        while True:
            await asyncio.sleep(SECONDS / 3)
            with suppress(StoreUnavailable):
                await asyncio.to_thread(self._take, name)

    def _take(self, name: str) -> bool:
        now = self._clock()
        values = {"name": name, "holder": self._holder, "until": now + SECONDS}
        free = sa.or_(LEASES.c.holder == self._holder, LEASES.c.until < now)
        database = self._rows()
        upsert = database.insert(LEASES).values(**values)
        upsert = upsert.on_conflict_do_update(index_elements=["name"], set_=values, where=free)
        with database.transaction() as connection:
            return bool(connection.execute(upsert).rowcount)

    def _give_back(self, name: str) -> None:
        mine = sa.and_(LEASES.c.name == name, LEASES.c.holder == self._holder)
        with self._rows().transaction() as connection:
            connection.execute(LEASES.delete().where(mine))

    def _rows(self) -> Database:
        assert self._database is not None
        return self._database
