"""The upserts that are written as text say the same on SQLite and PostgreSQL, and fit the tables."""

from __future__ import annotations

import sqlalchemy as sa

from web.store.database import Database
from web.store.statements import ABOUT, ABOUT_TO_CHANGE, HEAR, NOTE, OFFER, OFFERED, OPEN, SENT_BEFORE
from web.store.tables import CONVERSATIONS, OFFERS


def test_to_hear_somebody_keeps_what_is_known_of_them(database: Database) -> None:
    with database.transaction() as connection:
        first = connection.execute(HEAR, {"of": "web:a", "now": 1.0}).one()
        connection.execute(NOTE, {"of": "web:a", "replies": 3, "told": "x"})
        second = connection.execute(HEAR, {"of": "web:a", "now": 2.0}).one()
        about = connection.execute(ABOUT, {"of": "web:a"}).one()
    assert set(first._mapping) == {column.name for column in CONVERSATIONS.c}
    assert (first.replies, first.silent_until, first.heard_at) == (0, 0.0, 1.0)
    assert dict(second._mapping) == dict(about._mapping)
    assert (about.replies, about.told, about.heard_at) == (3, "x", 2.0)


def test_an_offer_that_is_made_again_is_as_new(database: Database) -> None:
    rows = [{"session": "a", "payload": name, "offered_at": 1.0} for name in ("/x", "/y")]
    with database.transaction() as connection:
        connection.execute(OFFER, rows)
        connection.execute(OFFER, [{**rows[0], "offered_at": 5.0}])
        times = dict(connection.execute(sa.select(OFFERS.c.payload, OFFERS.c.offered_at)).all())
        known = [connection.execute(OFFERED, {"of": "a", "put": name, "since": 2.0}).first() for name in ("/x", "/y")]
    assert times == {"/x": 5.0, "/y": 1.0}
    assert [found is not None for found in known] == [True, False]


def test_each_is_compiled_once() -> None:
    """What SQLAlchemy cannot keep it would compile anew for every message."""
    kept = (ABOUT, ABOUT_TO_CHANGE, NOTE, OFFERED, OPEN, SENT_BEFORE, HEAR, OFFER)
    assert all(statement._generate_cache_key() for statement in kept)
