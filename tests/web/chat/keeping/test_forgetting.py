"""Whoever is forgotten leaves nothing behind, in whatever table; and whoever is not loses nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
import sqlalchemy as sa

from tests.web.helpers import eventually, out_of_order
from tests.web.stand_in import StandIn
from tests.web.talking import Toy, open_talk
from web.chat.keeping import forgetting as module
from web.chat.keeping.forgetting import ASKED
from web.chat.sender import Sender, hash_of
from web.store.database import Database, StoreUnavailable
from web.store.leases import Leases
from web.store.notes import Notes
from web.store.tables import CONVERSATIONS, FIGURES, HANDOFFS, LEASES, METADATA
from web.talk import Talk

LAN, MINH = Sender("web", "lan-4711"), Sender("web", "minh-0815")
TOY = "toy"


@pytest.fixture
async def talk(database: Database, rasa: StandIn) -> AsyncIterator[Talk]:
    async with open_talk(database, rasa, toy=Toy()) as talk:
        yield talk


def rows_about(database: Database, *words: str) -> dict[str, list[Any]]:
    """By table, the rows in which one of the words stands, in whatever column. A lease is given back by and by."""
    found: dict[str, list[Any]] = {}
    with database.reading() as connection:
        for table in METADATA.sorted_tables:
            rows = [tuple(row) for row in connection.execute(table.select())]
            about = [row for row in rows if any(word in str(value) for value in row for word in words)]
            if about:
                found[table.name] = about
    return found


def traces(sender: Sender) -> tuple[str, str]:
    return sender.id, hash_of(sender.name)


async def talk_with(talk: Talk, sender: Sender) -> None:
    """Two turns; afterwards nobody works for the person any more."""
    await talk.conversation.type(sender, f"tôi là {sender.id}", "m1")
    await talk.conversation.type(sender, "một lần nữa", "m2")
    await eventually(lambda: "leases" not in rows_about(talk.forgetting._database, *traces(sender)))


async def test_nothing_of_a_person_stays_in_any_table(talk: Talk, database: Database, rasa: StandIn) -> None:
    await talk_with(talk, LAN)
    await talk_with(talk, MINH)
    with database.transaction() as connection:
        whom = {"sender": LAN.name, "reason": "asked", "summary": "", "state": "waiting"}
        connection.execute(HANDOFFS.insert().values(**whom, asked_at=1.0, changed_at=1.0))
        # of a gateway that died while it worked for the person
        for name in (f"sender:{LAN.name}", f"parcels:{LAN.name}"):
            connection.execute(LEASES.insert().values(name=name, holder="dead", until=1.0))
    others = rows_about(database, *traces(MINH))
    assert {"messages", "conversations", "offers", "handoffs", "leases"} <= set(rows_about(database, *traces(LAN)))
    assert await talk.forgetting.forget(LAN.name)
    assert rows_about(database, *traces(LAN)) == {}
    assert rasa.forgotten == [LAN.name]
    assert rows_about(database, *traces(MINH)) == others


async def test_nothing_of_a_person_stays_in_the_outbox(database: Database, rasa: StandIn) -> None:
    toy = Toy()
    async with open_talk(database, rasa, toy=toy) as talk:
        desk = toy.desk
        await desk.hear("lan-4711", "chào", "m1")
        await eventually(lambda: len(toy.sent) == 1)
        toy.away = True
        await desk.hear("lan-4711", "nữa", "m2")
        await eventually(lambda: desk.outbox.waiting(TOY) == 1)
        sender = Sender(TOY, "lan-4711")
        assert "parcels" in rows_about(database, *traces(sender))
        assert await desk.forget("lan-4711")
        assert rows_about(database, *traces(sender)) == {}
        assert talk.forgetting is not None


async def test_what_is_counted_remains(talk: Talk, database: Database) -> None:
    await talk_with(talk, LAN)
    await talk.forgetting.forget(LAN.name)
    with database.reading() as connection:
        figures = dict(connection.execute(sa.select(FIGURES.c.what, FIGURES.c.count)).all())
    assert (figures["messages"], figures["people"]) == (2, 1)


async def test_while_the_dialogue_is_away_nothing_is_deleted_here(
    talk: Talk, database: Database, rasa: StandIn
) -> None:
    """As long as there is something here, it is found and tried again."""
    await talk_with(talk, LAN)
    before = rows_about(database, *traces(LAN))
    rasa.status = 507
    assert not await talk.forgetting.forget(LAN.name)
    assert rows_about(database, *traces(LAN)) == before
    rasa.status = 200
    assert await talk.forgetting.forget(LAN.name)
    assert rows_about(database, *traces(LAN)) == {}


async def test_a_database_that_fails_is_told(talk: Talk, database: Database) -> None:
    await talk_with(talk, LAN)
    with out_of_order(database, "offers"), pytest.raises(StoreUnavailable):
        await talk.forgetting.forget(LAN.name)
    assert await talk.forgetting.forget(LAN.name)
    assert rows_about(database, *traces(LAN)) == {}


async def test_whoever_is_being_answered_is_forgotten_after_that(
    talk: Talk, database: Database, rasa: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the turn under way would put back what was deleted, in the dialogue too."""
    monkeypatch.setattr(module, "PATIENCE", 0.3)
    rasa.gate.clear()
    answered = asyncio.create_task(talk.conversation.type(LAN, "chào", "m1"))
    await eventually(lambda: len(rasa.got) == 1)
    assert not await talk.forgetting.forget(LAN.name)
    assert rasa.forgotten == []
    monkeypatch.setattr(module, "PATIENCE", 10.0)
    forgotten = asyncio.create_task(talk.forgetting.forget(LAN.name))
    await asyncio.sleep(0.2)
    rasa.gate.set()
    assert (await answered).status == 200
    assert await forgotten
    assert rows_about(database, *traces(LAN)) == {}


async def test_whoever_comes_back_begins_anew(talk: Talk, rasa: StandIn) -> None:
    await talk_with(talk, LAN)
    await talk.forgetting.forget(LAN.name)
    reply = await talk.conversation.type(LAN, "chào lại", "m1")
    assert (reply.number, reply.messages[0].text) == (1, "nhận: chào lại")


async def test_the_silent_are_forgotten_and_nobody_else(talk: Talk, database: Database, rasa: StandIn) -> None:
    for number in range(5):
        await talk_with(talk, Sender("web", f"old-{number}"))
    long_ago = time.time() - 1000
    with database.transaction() as connection:
        connection.execute(CONVERSATIONS.update().values(heard_at=long_ago))
    await talk_with(talk, MINH)
    rasa.status = 500
    assert await talk.forgetting.forget_silent(long_ago + 1) == 0
    rasa.status = 200
    assert await talk.forgetting.forget_silent(long_ago + 1) == 5
    assert await talk.forgetting.forget_silent(long_ago + 1) == 0
    assert sorted(rasa.forgotten) == [f"web:old-{number}" for number in range(5)]
    assert rows_about(database, "old-") == {}
    assert "messages" in rows_about(database, MINH.id)


async def test_whom_an_operator_named_is_forgotten(talk: Talk, database: Database) -> None:
    await talk_with(talk, LAN)
    notes = Notes(database)
    notes.write(f"{ASKED}{LAN.name}", True)
    assert await talk.forgetting.forget_asked(notes) == 1
    assert rows_about(database, *traces(LAN)) == {}
    assert await talk.forgetting.forget_asked(notes) == 0


async def test_what_is_old_of_people_who_are_still_here_is_dropped(talk: Talk, database: Database) -> None:
    await talk_with(talk, LAN)
    assert talk.forgetting.drop_old(time.time() - 1000) == 0
    assert talk.forgetting.drop_old(time.time() + 1) == 2
    assert set(rows_about(database, *traces(LAN))) == {"conversations", "offers"}
    reply = await talk.conversation.type(LAN, "nữa", "m3")
    assert reply.number == 3


async def test_a_lease_that_is_held_is_not_taken_away(talk: Talk, database: Database) -> None:
    await talk_with(talk, LAN)
    async with Leases(database).held("zalo:token") as mine:
        assert mine
        await talk.forgetting.forget(LAN.name)
        if database.shared:
            assert "leases" in rows_about(database, "zalo:token")
