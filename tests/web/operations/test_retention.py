"""What is no longer needed goes: silent conversations, old messages, and whoever asked to be forgotten."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import cast

import pytest
import sqlalchemy as sa

from web.chat.exchange import Sent
from web.chat.inbox import Inbox
from web.chat.keeping.forgetting import ASKED, Forgetting
from web.chat.offers import KEEP_SECONDS, OfferBook
from web.chat.rasa_client import DialogueError, RasaClient
from web.operations.retention import DAY, Retention
from web.store.database import Database
from web.store.leases import Leases
from web.store.notes import Notes
from web.store.tables import CONVERSATIONS, MESSAGES, OFFERS


@dataclass
class Dialogue:
    """Notes whom it was asked to forget."""

    forgotten: list[str] = field(default_factory=list)
    away: bool = False

    async def forget(self, senders: tuple[str, ...]) -> None:
        if self.away:
            raise DialogueError("connection")
        self.forgotten += senders


@pytest.fixture
def dialogue() -> Dialogue:
    return Dialogue()


@pytest.fixture
def retention(database: Database, dialogue: Dialogue) -> Retention:
    forgetting = Forgetting(database, cast(RasaClient, dialogue), Leases(database))
    return Retention(forgetting, OfferBook(database), Notes(database), Leases(database), days=30)


def hear(database: Database, sender: str, days_ago: float, text: str = "xin chào") -> None:
    inbox = Inbox(database, clock=lambda: time.time() - days_ago * DAY)
    inbox.accept(sender, Sent(content=text, typed=True), 9)


def people(database: Database, table: sa.Table = CONVERSATIONS) -> set[str]:
    with database.reading() as connection:
        return {row.sender for row in connection.execute(table.select())}


async def test_the_silent_are_forgotten_everywhere(
    database: Database, retention: Retention, dialogue: Dialogue
) -> None:
    hear(database, "web:old", 31)
    hear(database, "web:new", 29)
    await retention.clean()
    assert (people(database), people(database, MESSAGES)) == ({"web:new"}, {"web:new"})
    assert dialogue.forgotten == ["web:old"]


async def test_nothing_is_deleted_here_while_the_dialogue_still_has_it(
    database: Database, retention: Retention, dialogue: Dialogue
) -> None:
    hear(database, "web:old", 31)
    dialogue.away = True
    await retention.clean()
    assert people(database) == {"web:old"}
    dialogue.away = False
    await retention.clean()
    assert people(database) == set()


async def test_whoever_asked_is_forgotten_and_the_wish_with_them(database: Database, retention: Retention) -> None:
    hear(database, "zalo:1", 0)
    hear(database, "zalo:12", 0)
    Notes(database).write(f"{ASKED}zalo:1", True)
    await retention.clean()
    assert people(database) == {"zalo:12"}
    assert Notes(database).names(ASKED) == []


async def test_old_messages_of_those_who_are_still_here_go_once_they_are_answered(
    database: Database, retention: Retention
) -> None:
    hear(database, "web:a", 40, "một")
    inbox = Inbox(database)
    taken = inbox.next("web:a")
    assert taken is not None
    with database.transaction() as connection:
        inbox.finish(connection, taken, [], delivered=True, asks=True)
    hear(database, "web:a", 39, "hai")
    hear(database, "web:a", 0, "ba")
    await retention.clean()
    with database.reading() as connection:
        left = sorted(row.content for row in connection.execute(MESSAGES.select()))
    assert left == ["ba", "hai"]  # "hai" waits for an answer still


async def test_offers_that_nobody_can_take_any_more_go(database: Database, retention: Retention) -> None:
    with database.transaction() as connection:
        OfferBook(database, clock=lambda: time.time() - KEEP_SECONDS - 1).record(connection, "s", ["/old"])
        OfferBook(database).record(connection, "s", ["/new"])
    await retention.clean()
    with database.reading() as connection:
        assert [row.payload for row in connection.execute(OFFERS.select())] == ["/new"]
