"""A message sent again is answered once, and no question is answered unseen."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from knowledge.messages import CaseQuestion, ChoiceOption, Message
from tests.web.helpers import wait_for
from tests.web.stand_in import StandIn, wrap
from web.chat.deliveries import KEPT_REPLIES, SHORT, AllDeliveries, Deliveries, Sent, question_key, question_of
from web.chat.queue import Reply

CODE = "1.001193"
FIRST, SECOND = f"{CODE}/q1", f"{CODE}/q2"


def question(number: int) -> Message:
    asked = CaseQuestion(
        code=CODE,
        question_id=f"q{number}",
        text=f"Câu hỏi {number}?",
        options=[ChoiceOption(value="yes", say="Có", payload=f'/answer{{"question": "q{number}"}}')],
        asked=number - 1,
        at_most=9,
    )
    return Message(text=f"Câu hỏi {number}?", custom=asked)


class Asking:
    """A dialogue that takes every message for the answer to its question and asks the next one."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, message: str) -> list[dict[str, Any]]:
        if message == "lệ phí":
            return [wrap({"text": "Không mất phí."})]
        self.asked = 1 if message == "/start_over" else self.asked + 1
        return [wrap(question(self.asked).model_dump(mode="json"))]


class Person:
    """Somebody at the page, who sees what comes back with 200 and nothing else."""

    def __init__(self, client: TestClient) -> None:
        self._client = client
        self._session: str | None = None

    def send(self, **body: str) -> list[dict[str, Any]]:
        reply = self._client.post("/api/chat", json={"session": self._session, **body}).json()
        self._session = reply["session"]
        return list(reply["messages"])


@pytest.fixture
def person(make_client: Callable[..., TestClient], rasa: StandIn) -> Person:
    """Has been asked the first question."""
    rasa.script = Asking()
    person = Person(make_client(reply_timeout=0.3))
    assert texts(person.send(text="khai sinh")) == ["Câu hỏi 1?"]
    return person


def texts(messages: list[dict[str, Any]]) -> list[str]:
    return [message["text"] for message in messages]


def send_slowly(person: Person, rasa: StandIn, seconds: float = 0.5, **body: str) -> None:
    """Send a message whose turn the dialogue applies, but answers too late."""
    rasa.delay = seconds
    messages = person.send(**body)
    rasa.delay = 0.0
    assert messages[0]["custom"] == {"type": "notice", "topic": "unavailable"}


def test_a_message_sent_again_is_answered_once(client: TestClient, rasa: StandIn) -> None:
    first = client.post("/api/chat", json={"text": "có", "message_id": "m1"}).json()
    again = client.post("/api/chat", json={"text": "có", "message_id": "m1", "session": first["session"]}).json()
    assert again == first
    assert len(rasa.got) == 1
    client.post("/api/chat", json={"text": "có", "message_id": "m2", "session": first["session"]})
    client.post("/api/chat", json={"text": "có", "message_id": "m2", "session": ""})
    assert len(rasa.got) == 3


def test_a_message_that_failed_is_asked_again(client: TestClient, rasa: StandIn) -> None:
    rasa.raw = json.dumps([]).encode()
    session = client.post("/api/chat", json={"text": "có", "message_id": "m1"}).json()["session"]
    rasa.raw = None
    assert client.post("/api/chat", json={"text": "có", "message_id": "m1", "session": session}).status_code == 200
    assert len(rasa.got) == 2


@pytest.mark.parametrize("again", [{"message_id": "m1"}, {"answers": FIRST}, {}, {"message_id": "m2"}])
def test_a_retry_after_a_timeout_gets_the_late_reply(person: Person, rasa: StandIn, again: dict[str, str]) -> None:
    send_slowly(person, rasa, text="có", message_id="m1", answers=FIRST)
    assert texts(person.send(text="có", **again)) == ["Câu hỏi 2?"]
    assert len(rasa.got) == 2
    assert texts(person.send(text="có", message_id="m3", answers=SECOND)) == ["Câu hỏi 3?"]


def test_a_retry_waits_for_the_turn_that_is_under_way_and_never_starts_another(person: Person, rasa: StandIn) -> None:
    send_slowly(person, rasa, 0.8, text="có", message_id="m1", answers=FIRST)
    first_retry = person.send(text="có", message_id="m1", answers=FIRST)
    assert first_retry[0]["custom"] == {"type": "notice", "topic": "unavailable"}
    assert texts(person.send(text="có", message_id="m1", answers=FIRST)) == ["Câu hỏi 2?"]
    assert len(rasa.got) == 2


@pytest.mark.parametrize("answers", [{"answers": FIRST}, {}])
def test_another_short_text_is_no_answer_to_a_question_nobody_saw(
    person: Person, rasa: StandIn, answers: dict[str, str]
) -> None:
    send_slowly(person, rasa, text="có", message_id="m1", answers=FIRST)
    messages = person.send(text="không", message_id="m2", **answers)
    assert messages[0]["custom"] == {"type": "notice", "topic": "already_received"}
    assert texts(messages[1:]) == ["Câu hỏi 2?"]
    assert texts(person.send(text="không", message_id="m2", **answers)) == texts(messages)
    assert texts(person.send(text="có", message_id="m1", answers=FIRST)) == ["Câu hỏi 2?"]
    assert [message for _, message in rasa.got] == ["khai sinh", "có"]


def test_a_reply_lost_on_its_way_is_not_answered_unseen(person: Person, rasa: StandIn) -> None:
    person.send(text="có", answers=FIRST)  # the second question comes back, and is lost
    messages = person.send(text="có", answers=FIRST)
    assert messages[0]["text"].endswith("Câu đang hỏi là:")
    assert texts(messages[1:]) == ["Câu hỏi 2?"]
    assert texts(person.send(text="có", answers=SECOND)) == ["Câu hỏi 3?"]
    assert len(rasa.got) == 3


def test_a_long_text_and_a_button_are_handed_on_after_what_was_unread(person: Person, rasa: StandIn) -> None:
    send_slowly(person, rasa, text="có", message_id="m1", answers=FIRST)
    assert texts(person.send(text="tôi kể thêm " * 10, answers=FIRST)) == ["Câu hỏi 2?", "Câu hỏi 3?"]
    send_slowly(person, rasa, text="có", message_id="m2", answers=f"{CODE}/q3")
    assert texts(person.send(payload="/greet")) == ["Câu hỏi 5?"]  # whoever greets or starts over wants a fresh page
    send_slowly(person, rasa, text="có", message_id="m3")
    assert texts(person.send(payload="/start_over")) == ["Câu hỏi 1?"]


def test_with_no_question_open_every_text_is_handed_on(person: Person, rasa: StandIn) -> None:
    assert texts(person.send(text="lệ phí", answers=FIRST)) == ["Không mất phí."]
    assert texts(person.send(text="lệ phí", answers=FIRST)) == ["Không mất phí."]
    assert len(rasa.got) == 3


def test_a_late_reply_without_a_question_is_shown_too(person: Person, rasa: StandIn) -> None:
    send_slowly(person, rasa, text="lệ phí")
    messages = person.send(text="1")
    assert messages[0]["custom"] == {"type": "notice", "topic": "already_received"}
    assert "Câu đang hỏi" not in messages[0]["text"]
    assert texts(messages[1:]) == ["Không mất phí."]


def test_buttons_of_a_late_reply_may_be_pressed(make_client: Callable[..., TestClient], rasa: StandIn) -> None:
    person = Person(make_client(reply_timeout=0.3))
    send_slowly(person, rasa, text="chào", message_id="m1")
    (shown,) = person.send(text="chào", message_id="m1")
    assert texts(person.send(payload=shown["buttons"][0]["payload"]))[0].startswith("nhận: /answer")


def test_a_turn_that_fails_late_is_asked_again(person: Person, rasa: StandIn) -> None:
    rasa.status = 500
    send_slowly(person, rasa, text="có", message_id="m1", answers=FIRST)
    wait_for(lambda: rasa.running == 0)
    time.sleep(0.1)
    rasa.status = 200
    assert person.send(text="có", message_id="m1", answers=FIRST)[0]["custom"]["type"] == "case_question"
    assert [message for _, message in rasa.got] == ["khai sinh", "có", "có"]


def test_only_short_typed_text_may_answer() -> None:
    assert Sent("có", typed=True).may_answer
    assert not Sent("/answer{}", typed=False).may_answer
    assert not Sent("a" * (SHORT + 1), typed=True).may_answer


def test_the_open_question_is_the_last_one_asked() -> None:
    asked = question_of([question(1), question(2), Message(text="a")])
    assert asked is not None
    assert question_key(asked) == SECOND
    assert question_of([Message(text="a")]) is None


def test_only_the_last_replies_are_kept() -> None:
    deliveries = Deliveries()
    for number in range(KEPT_REPLIES + 1):
        deliveries.keep(f"m{number}", Reply([Message(text=str(number))]))
    deliveries.keep("failed", Reply([], status=503))
    deliveries.keep(None, Reply([]))
    assert deliveries.answered(Sent("a", typed=True, message_id="m0")) is None
    assert deliveries.answered(Sent("a", typed=True, message_id="failed")) is None
    newest = deliveries.answered(Sent("a", typed=True, message_id=f"m{KEPT_REPLIES}"))
    assert newest is not None
    assert newest.messages[0].text == str(KEPT_REPLIES)


async def test_the_sender_unheard_for_longest_is_forgotten_and_turns_end_with_the_gateway() -> None:
    everybody = AllDeliveries(max_senders=2)
    first = everybody.of("a")
    everybody.of("b")
    assert everybody.of("a") is first
    everybody.of("c")
    assert everybody.of("a") is first
    first.turn = asyncio.create_task(asyncio.sleep(60))
    assert not await first.settled(0.01)
    await everybody.close()
    assert first.turn.cancelled()
    assert await first.settled(0.01)
