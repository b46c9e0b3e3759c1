"""People who asked for a human of the office: a queue, which the office works off."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from knowledge.messages import Handoff, Message
from web.store.database import Database
from web.store.tables import HANDOFFS

WAITING, TAKEN, DONE = "waiting", "taken", "done"


@dataclass(frozen=True)
class Waiting:
    """One who waits, or is being answered (`state`: waiting or taken). `asked_at`: seconds since 1970."""

    id: int
    sender: str
    reason: str
    summary: str
    state: str
    asked_at: float


class Handoffs:
    """Thread-safe; every method is a single transaction, but `put`, which is part of the caller's.

    Args:
        database: the gateway's.
        clock: seconds since the epoch; tests bring their own.

    Raises:
        StoreUnavailable: by every method, when the database fails.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def put(self, connection: Connection, sender: str, messages: Sequence[Message]) -> int | None:
        """Note whoever a reply sends to a human; their place in the queue, from 1. None when the reply does not.

        Who waits already keeps the place.
        """
        handoff = next((message.custom for message in messages if isinstance(message.custom, Handoff)), None)
        if handoff is None:
            return None
        mine = sa.and_(HANDOFFS.c.sender == sender, HANDOFFS.c.state == WAITING)
        number = connection.execute(sa.select(HANDOFFS.c.id).where(mine)).scalar()
        if number is None:
            now = self._clock()
            row = {"sender": sender, "reason": handoff.reason, "summary": handoff.summary, "state": WAITING}
            added = connection.execute(HANDOFFS.insert().values(**row, asked_at=now, changed_at=now))
            number = added.inserted_primary_key[0]
        ahead = sa.and_(HANDOFFS.c.state == WAITING, HANDOFFS.c.id <= number)
        return int(connection.execute(sa.select(sa.func.count()).select_from(HANDOFFS).where(ahead)).scalar_one())

    def open(self) -> list[Waiting]:
        """Everybody who waits or is being answered, whoever asked first first."""
        query = HANDOFFS.select().where(HANDOFFS.c.state != DONE).order_by(HANDOFFS.c.id)
        with self._database.reading() as connection:
            return [_waiting(row) for row in connection.execute(query)]

    def get(self, number: int) -> Waiting | None:
        """One of them; None when there is none with this number."""
        with self._database.reading() as connection:
            row = connection.execute(HANDOFFS.select().where(HANDOFFS.c.id == number)).first()
        return _waiting(row) if row else None

    def mark(self, number: int, state: str) -> bool:
        """Note that one of them is taken or done; False when there is none that was not done."""
        return self._mark(HANDOFFS.c.id == number, state)

    def mark_of(self, sender: str, state: str) -> bool:
        """The same for whatever is open of a person; False when nothing was."""
        return self._mark(HANDOFFS.c.sender == sender, state)

    def _mark(self, which: sa.sql.ColumnElement, state: str) -> bool:
        change = HANDOFFS.update().where(which, HANDOFFS.c.state != DONE)
        with self._database.transaction() as connection:
            return bool(connection.execute(change.values(state=state, changed_at=self._clock())).rowcount)


def _waiting(row: sa.engine.Row) -> Waiting:
    return Waiting(row.id, row.sender, row.reason, row.summary, row.state, row.asked_at)
