"""A clerk answers from the command line, and the person reads it where they asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from knowledge.settings import Settings
from tests.web.chat.asking import Person, texts
from tests.web.chat.test_handoffs import HOURS, human_wanted, put
from tests.web.stand_in import StandIn
from web.chat.exchange import Packed
from web.chat.handoffs import Handoffs
from web.chat.inbox import Inbox
from web.chat.outbox import Outbox
from web.operations.clerk import Clerk, NobodyThere
from web.store.database import Database
from web.wording import load_wording


def clerk_of(database: Database) -> Clerk:
    packs = {"zalo": lambda messages: Packed([{"text": message.text} for message in messages])}
    return Clerk(database, packs, load_wording("1"))


def test_an_answer_on_the_page_waits_there(
    make_client: Callable[..., TestClient], rasa: StandIn, settings: Settings
) -> None:
    rasa.script = human_wanted
    client = make_client(handoff_hours=HOURS)
    person = Person(client)
    person.send(text="cho gặp cán bộ")
    news = {"session": person.session}
    assert client.post("/api/news", json=news).json()["messages"] == []

    database = Database.open(settings)
    clerk = clerk_of(database)
    (line,) = clerk.lines()
    assert line.split()[1] == "waiting"
    assert "Khai sinh cho con" in line
    number = int(line.split()[0])
    clerk.answer(number, "Mời bác đến quầy số 2.")

    reply = client.post("/api/news", json=news).json()
    assert ["Mời bác đến quầy số 2." in text for text in texts(reply["messages"])] == [True]
    assert reply["number"] == 2
    assert client.post("/api/news", json=news).json()["messages"] == []
    assert next(clerk.lines()).split()[1] == "taken"
    clerk.done(number)
    assert list(clerk.lines()) == []
    with pytest.raises(NobodyThere):
        clerk.answer(number, "…")
    database.close()


def test_an_answer_that_nobody_looked_for_comes_with_the_next_reply(
    make_client: Callable[..., TestClient], rasa: StandIn, settings: Settings
) -> None:
    rasa.script = human_wanted
    person = Person(make_client(handoff_hours=HOURS))
    person.send(text="cho gặp cán bộ")
    database = Database.open(settings)
    clerk_of(database).answer(1, "Mời bác đến quầy số 2.")
    database.close()
    rasa.script = lambda _: [{"text": "Được rồi."}]
    assert "quầy số 2" in texts(person.send(text="tôi kể thêm " * 10))[0]


def test_an_answer_on_a_channel_that_sends_goes_into_its_outbox(database: Database) -> None:
    put(Handoffs(database), database, "zalo:b")
    Inbox(database).silence("zalo:b", 0.0)
    clerk_of(database).answer(1, "Chào bác.")
    parcel = Outbox(database).take("zalo", "zalo:b", 60)
    assert parcel is not None
    assert "Chào bác." in parcel.body["text"]
    assert Inbox(database).news("zalo:b") is None


def test_a_number_that_nobody_has(database: Database) -> None:
    for act in (clerk_of(database).take, clerk_of(database).done):
        with pytest.raises(NobodyThere):
            act(7)
