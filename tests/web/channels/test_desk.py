"""The desk: what a channel that sends by itself may do, and that nothing it was told is lost."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Sequence

import pytest

from knowledge.messages import Message, Notice
from tests.web.helpers import eventually, out_of_order
from tests.web.stand_in import StandIn, wrap
from tests.web.talking import Toy, open_talk
from web.chat import answering, conversation, worker
from web.chat.exchange import Packed
from web.chat.handoffs import TAKEN, WAITING
from web.chat.outbox import digest
from web.errors import ApiError
from web.store.database import Database, StoreUnavailable
from web.store.tables import HANDOFFS

YES = '/answer{"value": "yes"}'


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "AGAIN_AFTER", (0.05,))
    monkeypatch.setattr(worker, "SWEEP_EVERY", 0.2)


@pytest.fixture
async def toy(database: Database, rasa: StandIn) -> AsyncIterator[Toy]:
    toy = Toy()
    async with open_talk(database, rasa, toy=toy):
        yield toy


async def test_what_is_heard_is_answered_by_the_outbox(toy: Toy, rasa: StandIn) -> None:
    await toy.desk.hear("lan", "xin chào", "e1")
    await eventually(lambda: toy.to("lan") == ["nhận: xin chào"])
    await toy.desk.hear("minh", "xin chào", "e1")
    await eventually(lambda: toy.to("minh") == ["nhận: xin chào"])
    assert rasa.got == [("toy:lan", "xin chào"), ("toy:minh", "xin chào")]


async def test_an_event_that_is_delivered_again_is_answered_once(toy: Toy, rasa: StandIn) -> None:
    for _ in range(3):
        await toy.desk.hear("lan", "xin chào", "e1")
    await eventually(lambda: len(toy.sent) == 1)
    await toy.desk.hear("lan", "xin chào", "e1")
    await toy.desk.hear("lan", "một việc nữa", "e2")
    await eventually(lambda: len(toy.sent) == 2)
    assert toy.to("lan") == ["nhận: xin chào", "nhận: một việc nữa"]
    assert len(rasa.got) == 2


async def test_a_person_is_answered_in_order(toy: Toy) -> None:
    texts = [f"việc thứ {number} của tôi" for number in range(6)]
    for number, text in enumerate(texts):
        await toy.desk.hear("lan", text, f"e{number}")
    await eventually(lambda: len(toy.sent) == 6)
    assert toy.to("lan") == [f"nhận: {text}" for text in texts]


async def test_a_button_that_was_offered_is_pressed_and_another_one_is_words(toy: Toy, rasa: StandIn) -> None:
    await toy.desk.hear("lan", YES, "e1", payload=YES)
    await eventually(lambda: len(toy.sent) == 1)
    assert rasa.got == []  # nobody offered it: it is answered like a typed command
    await toy.desk.hear("lan", "xin chào", "e2")
    await eventually(lambda: len(toy.sent) == 2)
    await toy.desk.hear("lan", "Có", "e3", payload=YES)
    await eventually(lambda: len(toy.sent) == 3)
    assert rasa.got[-1] == ("toy:lan", YES)
    await toy.desk.hear("minh", "Có", "e1", payload=YES)
    await eventually(lambda: len(toy.sent) == 4)
    assert rasa.got[-1] == ("toy:minh", "Có")


async def test_numbers_are_those_of_the_last_reply(toy: Toy, rasa: StandIn) -> None:
    assert await toy.desk.numbers("lan") == {}
    await toy.desk.hear("lan", "xin chào", "e1")
    await eventually(lambda: len(toy.sent) == 1)
    assert await toy.desk.numbers("lan") == {1: YES}
    rasa.script = lambda _: [wrap({"text": "xong"})]
    await toy.desk.hear("lan", "thôi", "e2")
    await eventually(lambda: len(toy.sent) == 2)
    assert await toy.desk.numbers("lan") == {}


async def test_what_is_said_is_safe_and_words_without_meaning_are_answered(toy: Toy, rasa: StandIn) -> None:
    await toy.desk.hear("lan", "số của tôi 0912 345 678", "e1")
    await eventually(lambda: len(toy.sent) == 2)  # that it was masked, and the reply
    assert "345" not in rasa.got[0][1]
    assert "số điện thoại" in toy.to("lan")[0]
    for number, text in enumerate(("👍", "/restart", "")):
        await toy.desk.hear("lan", text, f"odd {number}")
    await eventually(lambda: len(toy.sent) == 5)
    await toy.desk.hear("lan", "một câu chuyện rất dài " * 1000, "long")
    await eventually(lambda: len(toy.sent) == 6)
    assert len(rasa.got) == 2


async def test_something_may_be_told_that_answers_nothing(toy: Toy, rasa: StandIn) -> None:
    await toy.desk.tell("lan", [Message(text="Đã xóa.", custom=Notice(topic="forgotten"))])
    await eventually(lambda: toy.to("lan") == ["Đã xóa."])
    assert rasa.got == []


async def test_while_a_human_speaks_the_assistant_is_silent(toy: Toy, rasa: StandIn, database: Database) -> None:
    with database.transaction() as connection:
        whom = {"sender": "toy:lan", "reason": "asked", "summary": "", "state": WAITING}
        connection.execute(HANDOFFS.insert().values(**whom, asked_at=1.0, changed_at=1.0))
    await toy.desk.silence("lan", time.time() + 60)
    assert [one.state for one in toy.desk.handoffs.open()] == [TAKEN]
    await toy.desk.hear("lan", "chào chị", "e1")
    await toy.desk.hear("minh", "xin chào", "e1")
    await eventually(lambda: len(toy.sent) == 1)
    assert (toy.to("lan"), rasa.got) == ([], [("toy:minh", "xin chào")])
    await toy.desk.silence("lan", time.time() - 1)
    await toy.desk.hear("lan", "làm khai sinh", "e2")
    await eventually(lambda: toy.to("lan") == ["nhận: làm khai sinh"])


async def test_what_the_channel_reports_as_arrived_is_not_sent_again(toy: Toy, database: Database) -> None:
    toy.away = True
    await toy.desk.hear("lan", "xin chào", "e1")
    body = {"text": "nhận: xin chào"}
    assert not await toy.desk.arrived("minh", digest(body))
    reported = False
    for _ in range(100):
        reported = reported or await toy.desk.arrived("lan", digest(body))
    await eventually(lambda: toy.desk.outbox.waiting("toy") == 0 or not reported)
    toy.away = False
    if not reported:
        await eventually(lambda: len(toy.sent) == 1)
    assert toy.desk.outbox.waiting("toy") == 0


async def test_whoever_wants_it_is_forgotten_now_or_later(toy: Toy, rasa: StandIn, database: Database) -> None:
    await toy.desk.hear("lan", "xin chào", "e1")
    await eventually(lambda: len(toy.sent) == 1)
    rasa.status = 507
    assert not await toy.desk.forget("lan")
    rasa.status = 200
    with out_of_order(database, "offers"):
        assert not await toy.desk.forget("lan")
    assert await toy.desk.forget("lan")
    await toy.desk.hear("lan", "xin chào", "e1")  # and begins anew
    await eventually(lambda: len(toy.sent) == 2)


async def test_what_cannot_be_stored_must_be_delivered_again(toy: Toy, rasa: StandIn, database: Database) -> None:
    with out_of_order(database):
        with pytest.raises(ApiError) as refused:
            await toy.desk.hear("lan", "xin chào", "e1")
        assert (refused.value.status, refused.value.code) == (503, "try_later")
    with out_of_order(database, "conversations"), pytest.raises(ApiError):
        await toy.desk.numbers("lan")
    with out_of_order(database, "parcels"), pytest.raises(StoreUnavailable):
        await toy.desk.tell("lan", [Message(text="x")])
    assert rasa.got == []
    await toy.desk.hear("lan", "xin chào", "e1")
    await eventually(lambda: toy.to("lan") == ["nhận: xin chào"])


async def test_a_flood_of_one_person_is_refused_so_that_it_is_delivered_later(
    toy: Toy, rasa: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = 8
    monkeypatch.setattr(conversation, "MOST_PUSHED", few)
    rasa.gate.clear()
    for number in range(few):
        await toy.desk.hear("lan", f"câu số {number} của tôi", f"e{number}")
    with pytest.raises(ApiError):
        await toy.desk.hear("lan", "thêm một câu", "more")
    rasa.gate.set()
    await eventually(lambda: len(toy.sent) == few, seconds=20)
    assert toy.to("lan") == [f"nhận: câu số {number} của tôi" for number in range(few)]


async def test_whoever_is_never_answered_is_told_so(toy: Toy, rasa: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """They cannot know that nobody works on it: the channel sends by itself."""
    rasa.status = 500
    await toy.desk.hear("lan", "xin chào", "e1")
    await eventually(lambda: len(toy.sent) == 1)
    assert "18001096" in toy.to("lan")[0]
    monkeypatch.setattr(answering, "GIVE_UP_PUSHED_AFTER", 0.3)
    rasa.status = 507
    await toy.desk.hear("minh", "xin chào", "e1")
    await eventually(lambda: len(toy.sent) == 2)
    rasa.status = 200
    await toy.desk.hear("minh", "xin chào", "e1")
    await eventually(lambda: toy.to("minh")[-1] == "nhận: xin chào")


async def test_a_reply_that_cannot_be_packed_is_given_up_and_told(database: Database, rasa: StandIn) -> None:
    class Clumsy(Toy):
        def pack(self, messages: Sequence[Message]) -> Packed:
            if any("nhận" in message.text for message in messages):
                raise ZeroDivisionError
            return super().pack(messages)

    toy = Clumsy()
    async with open_talk(database, rasa, toy=toy):
        await toy.desk.hear("lan", "xin chào", "e1")
        await eventually(lambda: len(toy.sent) == 1)
        assert "18001096" in toy.to("lan")[0]
        rasa.script = lambda _: [wrap({"text": "xong"})]
        await toy.desk.hear("lan", "làm khai sinh", "e2")
        await eventually(lambda: toy.to("lan")[-1] == "xong")
