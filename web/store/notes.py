"""Small things to be remembered across restarts and gateways, by name."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from web.store.database import Database
from web.store.tables import NOTES


class Notes:
    """JSON values by name. Thread-safe; every method is a single transaction.

    Args:
        database: the gateway's.
        clock: seconds since the epoch; tests bring their own.

    Raises:
        StoreUnavailable: by every method, when the database fails.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def read(self, name: str) -> Any:
        """The value; None when there is none."""
        with self._database.reading() as connection:
            text = connection.execute(sa.select(NOTES.c.value).where(NOTES.c.name == name)).scalar()
        return None if text is None else json.loads(text)

    def write(self, name: str, value: Any) -> None:
        """Store a value in place of the one before."""
        row = {"name": name, "value": json.dumps(value, ensure_ascii=False), "written_at": self._clock()}
        insert = self._database.insert(NOTES).values(**row)
        with self._database.transaction() as connection:
            connection.execute(insert.on_conflict_do_update(index_elements=["name"], set_=row))

    def names(self, beginning: str) -> list[str]:
        """The names that begin so."""
        query = sa.select(NOTES.c.name).where(NOTES.c.name.startswith(beginning, autoescape=True))
        with self._database.reading() as connection:
            return [row[0] for row in connection.execute(query.order_by(NOTES.c.name))]

    def remove(self, name: str) -> None:
        """Forget a value."""
        with self._database.transaction() as connection:
            connection.execute(NOTES.delete().where(NOTES.c.name == name))
