"""The courier sends in order for each person, tries again, and neither loses nor doubles anything in a crash."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import sqlalchemy as sa

from tests.web.helpers import eventually, out_of_order
from web.chat import courier as module
from web.chat.courier import AT_ONCE, DOUBT, Courier, Outcome
from web.chat.outbox import SENT, Outbox, Parcel, digest
from web.store.database import Database
from web.store.leases import Leases
from web.store.tables import PARCELS

LAN, MINH = "zalo:lan", "zalo:minh"
OK = Outcome("sent")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "IDLE", 0.05)


@dataclass
class Post:
    """What a channel delivers to; by the words of a parcel, the outcomes that are given in turn before it is sent."""

    outcomes: dict[str, list[Outcome]] = field(default_factory=dict)
    seconds: float = 0.0
    got: list[tuple[str, str]] = field(default_factory=list)
    running: int = 0
    most_running: int = 0

    async def __call__(self, parcel: Parcel) -> Outcome:
        words = str(parcel.body["text"])
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        await asyncio.sleep(self.seconds)
        self.running -= 1
        self.got.append((parcel.sender, words))
        left = self.outcomes.get(words)
        return left.pop(0) if left else OK

    def to(self, sender: str) -> list[str]:
        return [words for receiver, words in self.got if receiver == sender]


@dataclass
class Office:
    """A gateway's couriers over one database; the clock can be set on."""

    database: Database
    late: float = 0.0

    def __post_init__(self) -> None:
        self.outbox = Outbox(self.database, clock=lambda: time.time() + self.late)

    def add(self, sender: str, *texts: str) -> None:
        self.outbox.add("zalo", sender, [{"text": text} for text in texts])

    @asynccontextmanager
    async def courier(
        self, deliver: Callable[[Parcel], Awaitable[Outcome]], grace: float = 5.0
    ) -> AsyncIterator[Courier]:
        courier = Courier("zalo", self.outbox, deliver, Leases(self.database))
        courier.start()
        try:
            yield courier
        finally:
            await courier.close(grace)

    async def emptied(self) -> None:
        await eventually(lambda: self.outbox.waiting("zalo") == 0)

    def states(self) -> list[Any]:
        with self.database.reading() as connection:
            return list(connection.execute(sa.select(PARCELS.c.state).order_by(PARCELS.c.id)).scalars())


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


async def test_what_waits_is_sent_in_order_to_several_people_at_once(office: Office) -> None:
    people = [f"zalo:{number}" for number in range(AT_ONCE + 4)]
    for word in ("một", "hai", "ba"):
        for sender in people:
            office.add(sender, word)
    post = Post(seconds=0.02)
    async with office.courier(post):
        await office.emptied()
    assert all(post.to(sender) == ["một", "hai", "ba"] for sender in people)
    assert 1 < post.most_running <= AT_ONCE


async def test_news_are_sent_at_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "IDLE", 60.0)
    post = Post()
    async with office.courier(post) as courier:
        await asyncio.sleep(0.1)
        office.add(LAN, "một")
        courier.wake()
        await eventually(lambda: post.got == [(LAN, "một")])


async def test_what_fails_for_now_is_tried_again_and_keeps_its_place(office: Office) -> None:
    office.add(LAN, "một", "hai")
    office.add(MINH, "khác")
    post = Post({"một": [Outcome("again", 0.3, "rate"), Outcome("again", 0.0, "timeout")]})
    started = time.monotonic()
    async with office.courier(post):
        await eventually(lambda: post.to(MINH) == ["khác"])  # nobody waits for another one
        assert time.monotonic() - started < 0.3
        await office.emptied()
    assert post.to(LAN) == ["một", "một", "một", "hai"]
    assert time.monotonic() - started >= 0.3


async def test_what_never_can_be_sent_lets_the_rest_pass(office: Office) -> None:
    office.add(LAN, "một", "hai")
    post = Post({"một": [Outcome("failed", fault="too long")]})
    async with office.courier(post):
        await office.emptied()
    assert post.to(LAN) == ["một", "hai"]
    assert office.states() == ["failed", "sent"]


async def test_when_nothing_may_be_sent_to_a_person_the_rest_is_dropped(office: Office) -> None:
    office.add(LAN, "một", "hai", "ba")
    office.add(MINH, "khác")
    post = Post({"một": [Outcome("stop", fault="left")]})
    async with office.courier(post) as courier:
        await office.emptied()
        assert post.to(LAN) == ["một"]
        await asyncio.sleep(0.2)
        office.add(LAN, "bốn")  # they came back
        courier.wake()
        await office.emptied()
    assert post.to(LAN) == ["một", "bốn"]
    assert post.to(MINH) == ["khác"]
    assert office.states() == ["failed", "failed", "failed", "sent", "sent"]


async def test_a_fault_with_one_person_does_not_stop_the_others(office: Office) -> None:
    office.add(LAN, "một")
    office.add(MINH, "khác")
    post = Post()

    async def deliver(parcel: Parcel) -> Outcome:
        if parcel.sender == LAN:
            raise ZeroDivisionError
        return await post(parcel)

    async with office.courier(deliver):
        await eventually(lambda: post.got == [(MINH, "khác")])
        office.add(MINH, "nữa")
        await eventually(lambda: post.to(MINH) == ["khác", "nữa"])


# -- crashes --------------------------------------------------------------------------------------------------------


async def crash_between_send_and_mark(office: Office, post: Post) -> None:
    """The parcel has left, and the gateway dies before it can note so."""
    left = asyncio.Event()

    async def deliver(parcel: Parcel) -> Outcome:
        await post(parcel)
        left.set()
        await asyncio.sleep(60)
        return OK

    async with office.courier(deliver, grace=0.0):
        await left.wait()


async def test_after_a_crash_what_is_in_doubt_is_sent_again_after_a_while(office: Office) -> None:
    office.add(LAN, "một", "hai")
    post = Post()
    await crash_between_send_and_mark(office, post)
    async with office.courier(post):
        await asyncio.sleep(0.3)
        assert post.to(LAN) == ["một"]  # neither again nor the one behind it
        office.late = DOUBT + 1
        await office.emptied()
    assert post.to(LAN) == ["một", "một", "hai"]


async def test_after_a_crash_what_the_channel_reports_as_arrived_is_not_sent_again(office: Office) -> None:
    office.add(LAN, "một", "hai")
    post = Post()
    await crash_between_send_and_mark(office, post)
    async with office.courier(post) as courier:
        assert office.outbox.arrived("zalo", LAN, digest({"text": "một"}))
        courier.wake()
        await office.emptied()
    assert post.to(LAN) == ["một", "hai"]
    assert office.states() == [SENT, SENT]


async def test_a_database_that_fails_between_send_and_mark_leaves_it_in_doubt(office: Office) -> None:
    office.add(LAN, "một")
    post = Post(seconds=0.3)
    async with office.courier(post):
        await eventually(lambda: post.running == 1)
        with out_of_order(office.database, "parcels"):
            await eventually(lambda: post.got != [])
            await asyncio.sleep(0.2)
        await asyncio.sleep(0.3)
        assert (office.outbox.waiting("zalo"), post.to(LAN)) == (1, ["một"])
        assert office.outbox.arrived("zalo", LAN, digest({"text": "một"}))


async def test_closing_waits_for_what_is_being_sent(office: Office) -> None:
    office.add(LAN, "một")
    post = Post(seconds=0.2)
    async with office.courier(post):
        await eventually(lambda: post.running == 1)
    assert office.states() == [SENT]


# -- a second gateway -----------------------------------------------------------------------------------------------


async def test_two_gateways_never_send_to_one_person_at_once(postgres_url: str) -> None:
    offices = [Office(Database(postgres_url)) for _ in range(2)]
    for number in range(20):
        offices[0].add(LAN, str(number))
    post = Post(seconds=0.01)
    async with offices[0].courier(post), offices[1].courier(post):
        await offices[0].emptied()
    assert post.to(LAN) == [str(number) for number in range(20)]
    assert post.most_running == 1
    for office in offices:
        office.database.close()


async def test_who_may_not_send_does_not_ask_all_the_time(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another gateway holds the person's lease, or the disk is full: the next look is after IDLE."""
    office = Office(Database(postgres_url))
    office.add(LAN, "một")
    looks = 0
    due = office.outbox.due

    def looked(channel: str) -> list[str]:
        nonlocal looks
        looks += 1
        return due(channel)

    monkeypatch.setattr(office.outbox, "due", looked)
    post = Post()
    async with Leases(office.database).held(f"parcels:{LAN}"), office.courier(post):
        await asyncio.sleep(0.5)
        assert post.got == []
    assert looks <= 15
    office.database.close()
