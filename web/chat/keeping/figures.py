"""What is counted of conversations before they are deleted: numbers for reports, nothing that was said."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from knowledge.messages import Checklist
from knowledge.settings import VIETNAM
from web.chat.exchange import from_json
from web.store.database import Database
from web.store.tables import FIGURES, MESSAGES

Figure = tuple[str, str, str]
"""Day, channel, what."""


def keep_figures(database: Database, connection: Connection, condition: sa.sql.ColumnElement) -> None:
    """Add the messages that meet a condition to the figures, in the transaction that deletes them."""
    rows = connection.execute(MESSAGES.select().where(condition)).all()
    for (day, channel, what), count in counted(rows).items():
        row = {"day": day, "channel": channel, "what": what, "count": count}
        add = {"count": FIGURES.c.count + count}
        insert = database.insert(FIGURES).values(**row)
        connection.execute(insert.on_conflict_do_update(index_elements=["day", "channel", "what"], set_=add))


def counted(rows: Sequence[sa.engine.Row]) -> Counter[Figure]:
    """The figures of these messages."""
    figures: Counter[Figure] = Counter()
    people: set[tuple[str, str]] = set()
    for row in rows:
        day = dt.datetime.fromtimestamp(row.received_at, VIETNAM).date().isoformat()
        channel = row.sender.partition(":")[0]
        figures[day, channel, "messages"] += 1
        if (day, row.sender) not in people:
            people.add((day, row.sender))
            figures[day, channel, "people"] += 1
        for message in from_json(row.reply) if row.reply else ():
            if isinstance(message.custom, Checklist):
                figures[day, channel, f"checklist {message.custom.code}"] += 1
    return figures
