"""What every turn asks of the database, made once: making a statement takes longer than the database does to answer it.

The upserts are text, which SQLite and PostgreSQL both know: SQLAlchemy would compile its own anew each time.
"""

from __future__ import annotations

import sqlalchemy as sa

from web.store.tables import CONVERSATIONS, MESSAGES, OFFERS

WAITING, DONE, FAILED, LEFT = "waiting", "done", "failed", "left"
KEEP_OFFERS = 300
"""Offers that are kept of a session."""
_OF, _MESSAGE = MESSAGES.c.sender == sa.bindparam("of"), MESSAGES.c.id == sa.bindparam("message")
_IS_WAITING, _IS_UNREAD = (
    MESSAGES.c.state == WAITING,
    sa.and_(MESSAGES.c.state == DONE, MESSAGES.c.delivered.is_(False)),
)
SENT_BEFORE = (
    MESSAGES.select()
    .where(
        _OF,
        sa.or_(
            MESSAGES.c.message_id == sa.bindparam("again"),
            _IS_WAITING,
            sa.and_(_IS_UNREAD, MESSAGES.c.digest == sa.bindparam("same")),
        ),
    )
    .order_by(MESSAGES.c.id)
)
OPEN = MESSAGES.select().where(_OF, sa.or_(_IS_WAITING, _IS_UNREAD)).order_by(MESSAGES.c.id)
UNREAD = MESSAGES.select().where(_OF, _IS_UNREAD).order_by(MESSAGES.c.number)
ADD = MESSAGES.insert()
ONE = MESSAGES.select().where(_MESSAGE)
STATE = sa.select(MESSAGES.c.state).where(_MESSAGE)
CHANGE = MESSAGES.update().where(_MESSAGE)
END = MESSAGES.update().where(_MESSAGE, _IS_WAITING)
ABOUT = CONVERSATIONS.select().where(CONVERSATIONS.c.sender == sa.bindparam("of"))
ABOUT_TO_CHANGE = ABOUT.with_for_update()
NOTE = CONVERSATIONS.update().where(CONVERSATIONS.c.sender == sa.bindparam("of"))
HEAR = sa.text(
    "INSERT INTO conversations (sender, heard_at) VALUES (:of, :now) "
    "ON CONFLICT (sender) DO UPDATE SET heard_at = excluded.heard_at RETURNING *"
)
OFFER = sa.text(
    "INSERT INTO offers (session, payload, offered_at) VALUES (:session, :payload, :offered_at) "
    "ON CONFLICT (session, payload) DO UPDATE SET offered_at = excluded.offered_at"
)
OLDEST_OFFER_KEPT = (
    sa.select(OFFERS.c.offered_at)
    .where(OFFERS.c.session == sa.bindparam("of"))
    .order_by(OFFERS.c.offered_at.desc())
    .offset(KEEP_OFFERS - 1)
    .limit(1)
)
OFFERED = sa.select(sa.literal(1)).where(
    OFFERS.c.session == sa.bindparam("of"),
    OFFERS.c.payload == sa.bindparam("put"),
    OFFERS.c.offered_at >= sa.bindparam("since"),
)
