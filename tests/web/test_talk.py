"""The gateway's inside put together: what one leaves, the next one or another one takes up, and nothing is doubled."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tests.web.chat.asking import LONG, Asking
from tests.web.helpers import eventually, out_of_order
from tests.web.stand_in import StandIn
from tests.web.talking import Toy, open_talk
from web.chat import courier, worker
from web.chat.exchange import Reply
from web.chat.inbox import Inbox
from web.chat.sender import Sender
from web.errors import ApiError
from web.store import leases
from web.store.database import Database
from web.talk import Talk

LAN, MINH = Sender("web", "lan"), Sender("web", "minh")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(worker, "SWEEP_EVERY", 0.2)
    monkeypatch.setattr(leases, "SECONDS", 0.6)


def dies(talk: Talk) -> None:
    """From now on it gives no lease back, as when it is killed."""
    talk._leases._give_back = lambda name: None  # type: ignore[method-assign]


async def say(talk: Talk, sender: Sender, text: str, message_id: str, seen: int | None = None) -> Reply:
    return await talk.conversation.type(sender, text, message_id, None, seen)


async def test_a_restart_changes_no_reply(database: Database, rasa: StandIn) -> None:
    async with open_talk(database, rasa) as talk:
        first = await say(talk, LAN, "chào", "m1")
        await say(talk, LAN, "nữa", "m2")
    async with open_talk(database, rasa) as talk:
        assert await say(talk, LAN, "chào", "m1") == first
        assert (await say(talk, MINH, "chào", "m1")).number == 1
    assert [message for _, message in rasa.got] == ["chào", "nữa", "chào"]


async def test_what_was_accepted_before_a_crash_is_answered_after_it(database: Database, rasa: StandIn) -> None:
    async with open_talk(database, rasa, grace=0.0) as talk:
        rasa.status = 507
        talk.conversation.patience = 0.2
        assert (await say(talk, LAN, "một", "m1")).status == 503
        assert (await say(talk, LAN, "hai", "m2", seen=9)).status == 503
        dies(talk)
    rasa.status, rasa.got = 200, []
    async with open_talk(database, rasa):
        await eventually(lambda: [message for _, message in rasa.got] == ["một"])
        await eventually(lambda: Inbox(database).undone() == [])
    async with open_talk(database, rasa) as talk:
        assert (await say(talk, LAN, "một", "m1")).messages[0].text == "nhận: một"


async def test_what_the_dialogue_applied_before_a_crash_is_not_applied_after_it(
    database: Database, rasa: StandIn
) -> None:
    rasa.script = Asking()
    async with open_talk(database, rasa, grace=0.0) as talk:
        await say(talk, LAN, "khai sinh", "m0")
        rasa.gate.clear()
        talk.conversation.patience = 0.2
        assert (await say(talk, LAN, "có", "m1", seen=1)).status == 503
        await eventually(lambda: len(rasa.got) == 2)
        dies(talk)
    rasa.gate.set()
    async with open_talk(database, rasa) as talk:
        reply = await say(talk, LAN, "có", "m1", seen=1)
        assert [message.text for message in reply.messages] == ["Câu hỏi 2?"]
        assert (await say(talk, LAN, "có", "m2", seen=1)).messages[-1].text == "Câu hỏi 2?"
    assert [message for _, message in rasa.got] == ["khai sinh", "có"]


async def test_a_reply_that_was_stored_before_a_crash_is_the_one_that_is_given(
    database: Database, rasa: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_talk(database, rasa, grace=0.0) as talk:
        talk.conversation.patience = 0.2
        rasa.gate.clear()
        assert (await say(talk, LAN, "chào", "m1")).status == 503
        rasa.gate.set()
        await eventually(lambda: Inbox(database).undone() == [])
        dies(talk)
    rasa.script = lambda _: []
    async with open_talk(database, rasa) as talk:
        assert (await say(talk, LAN, "chào", "m1")).messages[0].text == "nhận: chào"
    assert len(rasa.got) == 1


async def test_closing_finishes_the_turns_under_way(database: Database, rasa: StandIn) -> None:
    rasa.delay = 0.3
    async with open_talk(database, rasa) as talk:
        waiting = asyncio.create_task(say(talk, LAN, "chào", "m1"))
        await eventually(lambda: len(rasa.got) == 1)
    assert (await waiting).status == 200


# -- two gateways ---------------------------------------------------------------------------------------------------


@pytest.fixture
def two(postgres_url: str) -> Iterator[list[Database]]:
    databases = [Database(postgres_url) for _ in range(2)]
    yield databases
    for database in databases:
        database.close()


async def test_a_message_that_is_repeated_at_another_gateway_is_answered_once(
    two: list[Database], rasa: StandIn
) -> None:
    async with open_talk(two[0], rasa) as first, open_talk(two[1], rasa) as second:
        rasa.delay = 0.3
        replies = await asyncio.gather(*(say(talk, LAN, "chào", "m1") for talk in (first, second, first, second)))
        assert len({reply.number for reply in replies}) == 1
        assert all(reply == replies[0] for reply in replies)
        assert await say(second, LAN, "chào", "m1") == replies[0]
        assert (await say(second, MINH, "chào", "m1")).status == 200
    assert rasa.got == [(LAN.name, "chào"), (MINH.name, "chào")]


async def test_one_person_at_two_gateways_is_answered_in_order(two: list[Database], rasa: StandIn) -> None:
    rasa.delay = 0.02
    async with open_talk(two[0], rasa) as first, open_talk(two[1], rasa) as second:
        for number in range(4):
            waiting = []
            for place, talk in enumerate((first, second)):
                text = f"câu {number} {place} " + "và nhiều điều nữa " * 6
                waiting.append(asyncio.create_task(say(talk, LAN, text, f"m{number}.{place}")))
                await eventually(lambda: len(Inbox(two[0]).undone()) > 0 or waiting[-1].done())  # noqa: B023
                await asyncio.sleep(0.05)
            await asyncio.gather(*waiting)
    said = [message.split(" và")[0] for _, message in rasa.got]
    assert said == [f"câu {number} {place}" for number in range(4) for place in range(2)]
    assert rasa.most_running == 1


async def test_what_a_gateway_that_died_has_left_is_answered_by_the_other_one(
    two: list[Database], rasa: StandIn
) -> None:
    rasa.gate.clear()
    async with open_talk(two[1], rasa) as second:
        async with open_talk(two[0], rasa, grace=0.0) as first:
            first.conversation.patience = 0.2
            assert (await say(first, LAN, "chào", "m1")).status == 503
            dies(first)
        rasa.gate.set()
        assert (await say(second, LAN, "chào", "m1")).messages[0].text == "nhận: chào"
    assert len(rasa.got) == 1


# -- a channel that sends by itself ---------------------------------------------------------------------------------


async def test_replies_leave_by_the_outbox_in_order_after_a_crash_too(
    database: Database, rasa: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courier, "DOUBT", 0.5)  # what was being sent when it died is sent again after so long
    toy = Toy(away=True)
    async with open_talk(database, rasa, toy=toy, grace=0.0) as talk:
        await toy.desk.hear("lan", "một", "m1")
        await toy.desk.hear("lan", LONG, "m2")
        await eventually(lambda: toy.desk.outbox.waiting("toy") >= 1)
        dies(talk)
    assert toy.sent == []
    toy.away = False
    async with open_talk(database, rasa, toy=toy):
        await eventually(lambda: len(toy.sent) == 2)
    assert toy.to("lan") == ["nhận: một", f"nhận: {LONG.strip()}"]
    assert len(rasa.got) == 2


async def test_a_database_that_fails_now_and_then_costs_nothing(database: Database, rasa: StandIn) -> None:
    toy = Toy()
    async with open_talk(database, rasa, toy=toy):
        await toy.desk.hear("lan", "một", "m1")
        with out_of_order(database, "parcels"):
            await asyncio.sleep(0.4)
        await eventually(lambda: toy.to("lan") == ["nhận: một"])
    assert len(rasa.got) == 1


async def test_while_the_office_pauses_the_chat_people_are_told_and_nothing_is_taken(
    database: Database, rasa: StandIn
) -> None:
    toy = Toy()
    async with open_talk(database, rasa, toy) as talk:
        talk.conversation.pause = lambda: "Đến 15 giờ."
        await toy.desk.hear("lan", "làm khai sinh", "m1")
        await eventually(lambda: toy.to("lan") == ["Trợ lý đang tạm nghỉ, chưa nhận tin. Đến 15 giờ."])
        with pytest.raises(ApiError, match="paused"):
            await say(talk, MINH, "làm khai sinh", "m1")
        talk.conversation.pause = str
        await say(talk, MINH, "làm khai sinh", "m1")
    assert [sender for sender, _ in rasa.got] == [MINH.name]
