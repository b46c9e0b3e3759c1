"""What the channels that send by themselves still have to send, in order for each person, kept until it was sent."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from web.store.database import Database
from web.store.tables import PARCELS

WAITING, SENDING, SENT, FAILED = "waiting", "sending", "sent", "failed"


@dataclass(frozen=True)
class Parcel:
    """One thing to send: `body` is in the channel's own form."""

    id: int
    sender: str
    body: dict[str, Any]
    tries: int
    made_at: float


class Outbox:
    """Thread-safe; every method is a single transaction.

    Args:
        database: the gateway's.
        clock: seconds since the epoch; tests bring their own.

    Raises:
        StoreUnavailable: by every method, when the database fails.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def put(
        self, connection: Connection, channel: str, sender: str, bodies: Sequence[dict[str, Any]], message: int | None
    ) -> None:
        """Add parcels, in this order, inside a transaction of the caller's."""
        now = self._clock()
        rows = [
            {
                "channel": channel,
                "sender": sender,
                "message": message,
                "body": json.dumps(body, ensure_ascii=False),
                "digest": digest(body),
                "state": WAITING,
                "due_at": now,
                "made_at": now,
            }
            for body in bodies
        ]
        if rows:
            connection.execute(PARCELS.insert(), rows)

    def add(self, channel: str, sender: str, bodies: Sequence[dict[str, Any]]) -> None:
        """Add parcels that answer no message."""
        with self._database.transaction() as connection:
            self.put(connection, channel, sender, bodies, None)

    def due(self, channel: str, most: int = 50) -> list[str]:
        """The people for whom something is due now, whoever has waited longest first."""
        undone = sa.and_(PARCELS.c.channel == channel, PARCELS.c.state.in_((WAITING, SENDING)))
        oldest = sa.select(sa.func.min(PARCELS.c.id)).where(undone).group_by(PARCELS.c.sender)
        due = sa.and_(PARCELS.c.id.in_(oldest), sa.or_(PARCELS.c.due_at <= self._clock(), PARCELS.c.tries == 0))
        query = sa.select(PARCELS.c.sender).where(due).order_by(PARCELS.c.id).limit(most)
        with self._database.reading() as connection:
            return [row[0] for row in connection.execute(query)]

    def take(self, channel: str, sender: str, doubt: float) -> Parcel | None:
        """The person's oldest parcel, if it is due: from now on it is being sent, for `doubt` seconds at most.

        After that it is due again: whoever was sending it is thought dead.
        """
        mine = sa.and_(PARCELS.c.channel == channel, PARCELS.c.sender == sender)
        undone = sa.and_(mine, PARCELS.c.state.in_((WAITING, SENDING)))
        now = self._clock()
        with self._database.transaction() as connection:
            row = connection.execute(PARCELS.select().where(undone).order_by(PARCELS.c.id).limit(1)).first()
            if row is None or (row.due_at > now and row.tries):  # a new one is due, even if the clock was put back
                return None
            taken = {"state": SENDING, "tries": row.tries + 1, "due_at": now + doubt}
            connection.execute(PARCELS.update().where(PARCELS.c.id == row.id).values(**taken))
        return Parcel(row.id, row.sender, json.loads(row.body), row.tries + 1, row.made_at)

    def sent(self, parcel: int) -> None:
        """It was sent; what it said is no longer kept."""
        self._end(parcel, SENT, "")

    def failed(self, parcel: int, fault: str) -> None:
        """It cannot be sent; `fault` says why, without what it said."""
        self._end(parcel, FAILED, fault)

    def again(self, parcel: int, seconds: float, fault: str) -> None:
        """It was not sent and is tried again after some seconds."""
        later = {"state": WAITING, "due_at": self._clock() + seconds, "fault": fault}
        with self._database.transaction() as connection:
            connection.execute(PARCELS.update().where(_on_its_way(parcel)).values(**later))

    def arrived(self, channel: str, sender: str, body_digest: str) -> bool:
        """The channel reports that something with this digest reached the person: a parcel in doubt was sent.

        In doubt is also what got no answer in time and waits to be tried again.
        """
        same = sa.and_(
            PARCELS.c.channel == channel,
            PARCELS.c.sender == sender,
            PARCELS.c.state.in_((WAITING, SENDING)),
            PARCELS.c.tries > 0,
            PARCELS.c.digest == body_digest,
        )
        with self._database.transaction() as connection:
            row = connection.execute(sa.select(PARCELS.c.id).where(same).order_by(PARCELS.c.id).limit(1)).first()
            if row is not None:
                connection.execute(PARCELS.update().where(PARCELS.c.id == row[0]).values(state=SENT, body="{}"))
        return row is not None

    def waiting(self, channel: str) -> int:
        """How many parcels are not sent yet."""
        undone = sa.and_(PARCELS.c.channel == channel, PARCELS.c.state.in_((WAITING, SENDING)))
        with self._database.reading() as connection:
            return int(connection.execute(sa.select(sa.func.count()).select_from(PARCELS).where(undone)).scalar_one())

    def _end(self, parcel: int, state: str, fault: str) -> None:
        with self._database.transaction() as connection:
            ended = {"state": state, "fault": fault, "body": "{}"}
            connection.execute(PARCELS.update().where(_on_its_way(parcel)).values(**ended))


def _on_its_way(parcel: int) -> sa.sql.ColumnElement:
    """The parcel, unless the channel has reported meanwhile that it arrived."""
    return sa.and_(PARCELS.c.id == parcel, PARCELS.c.state == SENDING)


def digest(body: dict[str, Any]) -> str:
    """Stands for a body when that is no longer kept, and for what a channel reports of it: its text, else all of it."""
    text = body.get("text")
    told = text if isinstance(text, str) else json.dumps(body, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.strip().encode("utf-8", "surrogatepass")).hexdigest()[:32]
