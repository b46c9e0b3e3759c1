"""Which payloads the bot offered in which session. Only those may come back: a payload is a command to the dialogue."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from web.store import statements
from web.store.database import Database
from web.store.tables import OFFERS

KEEP_SECONDS = 14 * 24 * 3600
ALWAYS_ALLOWED = frozenset({"/greet", "/start_over"})
"""Payloads that need no offer: the greeting the page asks for, and the start-over button in its header."""


class OfferBook:
    """The offers of every session. Thread-safe; sessions are stored as hashes.

    Args:
        database: the gateway's.
        clock: seconds since the epoch; tests bring their own.

    Raises:
        StoreUnavailable: by every method, when the database fails.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def record(self, connection: Connection, session: str, payloads: Iterable[str]) -> None:
        """Remember, inside a transaction of the caller's, that these payloads were offered in the session."""
        now = self._clock()
        rows = [{"session": session, "payload": payload, "offered_at": now} for payload in dict.fromkeys(payloads)]
        if not rows:
            return
        connection.execute(statements.OFFER, rows)
        oldest_kept = connection.execute(statements.OLDEST_OFFER_KEPT, {"of": session}).scalar()
        if oldest_kept is not None:
            too_old = sa.and_(OFFERS.c.session == session, OFFERS.c.offered_at < oldest_kept)
            connection.execute(OFFERS.delete().where(too_old))

    def allows(self, session: str, payload: str) -> bool:
        """Whether the payload may be sent in the session."""
        if payload in ALWAYS_ALLOWED:
            return True
        if "\0" in payload or any("\ud800" <= char <= "\udfff" for char in payload):
            return False  # no database could compare it, and nothing like it was ever offered
        asked = {"of": session, "put": payload, "since": self._clock() - KEEP_SECONDS}
        with self._database.reading() as connection:
            return connection.execute(statements.OFFERED, asked).first() is not None

    def prune(self) -> int:
        """Drop rows too old to be accepted; returns how many."""
        with self._database.transaction() as connection:
            too_old = OFFERS.c.offered_at < self._clock() - KEEP_SECONDS
            return int(connection.execute(OFFERS.delete().where(too_old)).rowcount)
