"""People who asked for a human stand in a queue until the office is done with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi.testclient import TestClient

from knowledge.messages import Handoff, Message
from tests.web.chat.asking import Person, texts
from tests.web.stand_in import StandIn, wrap
from web.chat.handoffs import DONE, TAKEN, WAITING, Handoffs
from web.store.database import Database

HOURS = "từ thứ Hai đến thứ Sáu"


def asks_for_a_human(summary: str = "Khai sinh cho con; Có bản giấy") -> Message:
    return Message(text="Gặp cán bộ ở Một cửa.", custom=Handoff(hotline="1", text="x", reason="human", summary=summary))


def put(handoffs: Handoffs, database: Database, sender: str, *messages: Message) -> int | None:
    with database.transaction() as connection:
        return handoffs.put(connection, sender, messages or [asks_for_a_human()])


def test_whoever_asked_first_is_first_and_keeps_the_place(database: Database) -> None:
    now = [100.0]
    handoffs = Handoffs(database, clock=lambda: now[0])
    assert put(handoffs, database, "web:a") == 1
    now[0] = 200.0
    assert put(handoffs, database, "zalo:b") == 2
    assert put(handoffs, database, "web:a") == 1
    assert put(handoffs, database, "web:c", Message(text="Lệ phí: 0 đồng.")) is None
    assert [(one.sender, one.asked_at, one.summary) for one in handoffs.open()] == [
        ("web:a", 100.0, "Khai sinh cho con; Có bản giấy"),
        ("zalo:b", 200.0, "Khai sinh cho con; Có bản giấy"),
    ]


def test_taken_and_done(database: Database) -> None:
    handoffs = Handoffs(database)
    put(handoffs, database, "web:a")
    put(handoffs, database, "zalo:b")
    (first, second) = handoffs.open()
    assert handoffs.mark(first.id, TAKEN)
    assert handoffs.mark_of("zalo:b", TAKEN)
    assert [one.state for one in handoffs.open()] == [TAKEN, TAKEN]
    assert handoffs.mark(first.id, DONE)
    assert not handoffs.mark(first.id, TAKEN)
    assert not handoffs.mark(999, DONE)
    assert [one.id for one in handoffs.open()] == [second.id]
    assert put(handoffs, database, "web:a") == 1
    assert handoffs.open()[-1].state == WAITING
    assert handoffs.get(999) is None


def human_wanted(_: str) -> list[dict[str, Any]]:
    return [wrap(asks_for_a_human().model_dump(mode="json"))]


def test_the_reply_tells_the_place_where_the_office_answers(
    make_client: Callable[..., TestClient], rasa: StandIn
) -> None:
    rasa.script = human_wanted
    client = make_client(handoff_hours=HOURS)
    assert "số thứ tự 1" in texts(Person(client).send(text="cho gặp cán bộ"))[1]
    messages = Person(client).send(text="cho gặp cán bộ")
    assert "số thứ tự 2" in messages[1]["text"]
    assert HOURS in messages[1]["text"]
    assert messages[1]["custom"] == {"type": "notice", "topic": "queued"}


def test_nobody_is_queued_where_the_office_does_not_answer(
    make_client: Callable[..., TestClient], rasa: StandIn
) -> None:
    rasa.script = human_wanted
    assert texts(Person(make_client()).send(text="cho gặp cán bộ")) == ["Gặp cán bộ ở Một cửa."]
