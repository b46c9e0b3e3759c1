"""What is counted of conversations before they are deleted says how many, never what."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from knowledge.checklist.build import build_checklist
from knowledge.library.assemble import load_catalogue
from knowledge.messages import Message
from knowledge.settings import Settings, now_in_vietnam
from tests.web.helpers import CATALOGUE
from web.chat.exchange import Sent
from web.chat.inbox import Inbox
from web.chat.keeping.figures import keep_figures
from web.store.database import Database
from web.store.tables import FIGURES, MESSAGES

MIDDAY = 1_796_014_800.0


def figures(database: Database) -> dict[tuple[str, str, str], int]:
    with database.reading() as connection:
        return {(row.day, row.channel, row.what): row.count for row in connection.execute(FIGURES.select())}


def test_messages_people_and_lists_are_counted_by_day(database: Database, tmp_path: Path) -> None:
    inbox = Inbox(database, clock=lambda: MIDDAY)
    for sender, text in (("web:a", "một"), ("web:a", "hai"), ("zalo:b", "ba")):
        inbox.accept(sender, Sent(content=text, typed=True), 9)
    taken = inbox.next("web:a")
    assert taken is not None
    catalogue = load_catalogue(Settings(catalogue=CATALOGUE, var=tmp_path))
    checklist = build_checklist(catalogue, "1.001193", {}, now_in_vietnam())
    with database.transaction() as connection:
        inbox.finish(connection, taken, [Message(text="…", custom=checklist)], delivered=True, asks=True)
    for _ in range(2):
        with database.transaction() as connection:
            keep_figures(database, connection, sa.true())
    day = "2026-11-30"
    assert figures(database) == {
        (day, "web", "messages"): 4,
        (day, "web", "people"): 2,
        (day, "web", "checklist 1.001193"): 2,
        (day, "zalo", "messages"): 2,
        (day, "zalo", "people"): 2,
    }


def test_nothing_is_counted_of_nothing(database: Database) -> None:
    with database.transaction() as connection:
        keep_figures(database, connection, MESSAGES.c.sender == "web:nobody")
    assert figures(database) == {}
