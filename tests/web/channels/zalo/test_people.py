"""What is remembered of each person: the free window, what was handled, what waits."""

from __future__ import annotations

import asyncio

import pytest

from tests.web.channels.zalo.fake import NOON, Time
from web.channels.zalo.people import FREE_SECONDS, KEPT_EVENTS, KEPT_SENT, Held, People, Person
from web.channels.zalo.turns import Turns
from web.store.database import Database
from web.store.leases import Leases
from web.store.notes import Notes


def people_of(database: Database, clock: Time | None = None) -> People:
    return People("zalo", Notes(database), Turns(Leases(database)), clock or Time())


def test_eight_messages_are_free_after_each_of_the_persons() -> None:
    lan = Person()
    assert not lan.may_be_sent(NOON)
    lan.heard(NOON)
    for number in range(8):
        assert lan.may_be_sent(NOON + number)
        lan.reached(NOON + number, f"m{number}")
    assert not lan.may_be_sent(NOON + 9)
    lan.heard(NOON + 10)
    assert lan.may_be_sent(NOON + 10 + FREE_SECONDS)
    assert not lan.may_be_sent(NOON + 11 + FREE_SECONDS)


def test_an_older_message_that_comes_late_opens_nothing() -> None:
    lan = Person(heard_at=NOON, sent=8)
    lan.heard(NOON - 60)
    assert (lan.heard_at, lan.sent) == (NOON, 8)


def test_only_the_newest_ids_are_kept() -> None:
    lan = Person()
    for number in range(100):
        lan.handled(f"e{number}")
        lan.reached(NOON, f"m{number}")
    assert len(lan.events) == KEPT_EVENTS
    assert len(lan.messages) == KEPT_SENT
    assert (lan.events[-1], lan.messages[-1]) == ("e99", "m99")


def test_what_waited_too_long_is_dropped() -> None:
    lan = Person(held=[Held(1, NOON - FREE_SECONDS - 1, {"text": "cũ"}), Held(2, NOON, {"text": "mới"})])
    assert lan.take_held(NOON) == [{"text": "mới"}]
    assert lan.held == []


async def test_everything_is_there_after_a_restart(database: Database) -> None:
    async with people_of(database).turn("71") as lan:
        lan.heard(NOON)
        lan.reached(NOON, "m1")
        lan.told["image"] = NOON
        lan.held.append(Held(1, NOON, {"text": "chờ"}))
    again = await people_of(database).read("71")
    assert (again.heard_at, again.sent, again.messages, again.told) == (NOON, 1, ["m1"], {"image": NOON})
    assert again.held == [Held(1, NOON, {"text": "chờ"})]
    assert (await people_of(database).read("72")).heard_at == 0


async def test_the_persons_id_is_not_written_down(database: Database) -> None:
    async with people_of(database).turn("7100000000000000001") as lan:
        lan.heard(NOON)
    (name,) = Notes(database).names("")
    assert "71000" not in name


async def test_a_fault_changes_nothing(database: Database) -> None:
    people = people_of(database)

    async def fail() -> None:
        async with people.turn("71") as lan:
            lan.heard(NOON)
            raise KeyError

    with pytest.raises(KeyError):
        await fail()
    assert (await people.read("71")).heard_at == 0


async def test_nothing_is_lost_among_many_at_once(database: Database) -> None:
    people = people_of(database)

    async def reach(number: int) -> None:
        async with people.turn("71") as lan:
            lan.reached(NOON, f"m{number}")

    await asyncio.gather(*(reach(number) for number in range(10)))
    assert (await people.read("71")).sent == 10


async def test_a_note_of_another_version_is_read(database: Database) -> None:
    people = people_of(database)
    async with people.turn("71") as lan:
        lan.heard(NOON)
    (name,) = Notes(database).names("")
    Notes(database).write(name, {"heard_at": 5.0, "favourite_colour": "blue"})
    assert (await people.read("71")).heard_at == 5.0


async def test_people_are_forgotten(database: Database) -> None:
    time = Time()
    people = people_of(database, time)
    for person in ("71", "72", "73"):
        async with people.turn(person) as about:
            about.heard(NOON)
    await people.forget("71")
    assert (await people.read("71")).heard_at == 0
    time.now += 100
    async with people.turn("73") as about:
        about.left = True
    assert await people.forget_silent(NOON + 50) == 1
    assert (await people.read("72")).heard_at == 0
    assert (await people.read("73")).left
