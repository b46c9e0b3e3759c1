"""A message is answered once, no question is answered unseen, and whoever is not answered knows what to do."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient

from knowledge.messages import Button, Choice, DocumentLine, DocumentStep, Message, ProcedureChoices
from tests.web.chat.asking import CODE, FEE, FIRST, LONG, SECOND, Asking, Person, send_in_vain, send_slowly, texts
from tests.web.helpers import wait_for
from tests.web.stand_in import StandIn, wrap
from web import app
from web.chat import answering, worker
from web.chat.answering import TRIES

RECEIVED = {"type": "notice", "topic": "already_received"}
UNAVAILABLE = {"type": "notice", "topic": "unavailable"}
YES = Button(title="Đúng", payload="/affirm")
PAPER = DocumentLine(type="x", name="Tờ khai")
PHONE = "[số điện thoại]"


def said(rasa: StandIn) -> list[str]:
    return [message for _, message in rasa.got]


# -- sent again -----------------------------------------------------------------------------------------------------


def test_a_retry_waits_for_the_turn_that_is_under_way_and_never_starts_another(
    person_on_both: Person, rasa: StandIn
) -> None:
    person = person_on_both
    rasa.gate.clear()
    for _ in range(2):
        send_in_vain(person, text="có", message_id="m1", answers=FIRST)
    rasa.gate.set()
    assert texts(person.send(text="có", message_id="m1", answers=FIRST)) == ["Câu hỏi 2?"]
    assert person.number == 2
    assert said(rasa) == ["khai sinh", "có"]


def test_the_reply_stays_the_same_however_much_later_it_is_asked_for(person_on_both: Person, rasa: StandIn) -> None:
    person = person_on_both
    first = person.send(text="có", message_id="m1", seen=1)
    for number in range(2, 8):
        person.send(text="có", message_id=f"m{number}", seen=number)
    assert person.send(text="có", message_id="m1", seen=1) == first
    assert person.number == 2
    assert len(rasa.got) == 8


def test_the_same_id_at_the_same_moment_is_one_message(person_on_both: Person, rasa: StandIn) -> None:
    person = person_on_both
    replies = together(person, rasa, [{"text": "có", "message_id": "m1", "seen": 1}] * 4)
    assert [texts(reply) for reply in replies] == [["Câu hỏi 2?"]] * 4
    assert said(rasa) == ["khai sinh", "có"]


def test_another_person_with_the_same_id_gets_their_own_reply(person: Person, rasa: StandIn) -> None:
    person.send(text="có", message_id="m1")
    another = Person(person.client)
    another.send(text="không", message_id="m1")
    assert said(rasa)[-1] == "không"


def test_a_turn_that_fails_late_is_asked_again(person: Person, rasa: StandIn) -> None:
    rasa.status = 500
    send_slowly(person, rasa, text="có", message_id="m1", answers=FIRST)
    rasa.status = 200
    assert person.send(text="có", message_id="m1", answers=FIRST)[0]["custom"]["type"] == "case_question"
    assert set(said(rasa)[1:]) == {"có"}


# -- what nobody has seen -------------------------------------------------------------------------------------------


def together(person: Person, rasa: StandIn, bodies: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Send several messages one after the other, none of which waits for the reply to another one."""
    before = len(rasa.got)
    rasa.gate.clear()
    with ThreadPoolExecutor(len(bodies)) as pool:
        jobs = []
        for body in bodies:
            jobs.append(pool.submit(Person(person.client, person.session).send, **body))
            wait_for(lambda: len(rasa.got) > before)  # the first one is under way
        time.sleep(0.2)
        rasa.gate.set()
        return [job.result() for job in jobs]


def test_two_quick_enters_answer_one_question(person_on_both: Person, rasa: StandIn) -> None:
    person = person_on_both
    bodies = [{"text": "có", "message_id": "m1", "seen": 1}, {"text": "không", "message_id": "m2", "seen": 1}]
    first, second = together(person, rasa, bodies)
    assert texts(first) == ["Câu hỏi 2?"]
    assert second[0]["custom"] == RECEIVED
    assert texts(second[1:]) == ["Câu hỏi 2?"]
    assert said(rasa) == ["khai sinh", "có"]
    assert texts(person.send(text="không", message_id="m3", seen=3)) == ["Câu hỏi 3?"]


@pytest.mark.parametrize("more", [{"answers": FIRST}, {"seen": 1}, {}])
def test_another_short_text_is_no_answer_to_a_question_nobody_saw(
    person_on_both: Person, rasa: StandIn, more: dict[str, Any]
) -> None:
    person = person_on_both
    send_slowly(person, rasa, text="có", message_id="m1", **more)
    messages = person.send(text="không", message_id="m2", **more)
    assert messages[0]["custom"] == RECEIVED
    assert texts(messages[1:]) == ["Câu hỏi 2?"]
    assert texts(person.send(text="không", message_id="m2", **more)) == texts(messages)
    assert texts(person.send(text="có", message_id="m1", **more)) == ["Câu hỏi 2?"]
    assert said(rasa) == ["khai sinh", "có"]


@pytest.mark.parametrize(("before", "after"), [({"answers": FIRST}, {"answers": SECOND}), ({"seen": 1}, {"seen": 3})])
def test_a_reply_lost_on_its_way_is_not_answered_unseen(
    person: Person, rasa: StandIn, before: dict[str, Any], after: dict[str, Any]
) -> None:
    person.send(text="có", **before)  # the second question comes back, and is lost
    messages = person.send(text="có", **before)
    assert messages[0]["custom"] == RECEIVED
    assert messages[0]["text"].endswith("Câu đang hỏi là:")
    assert texts(messages[1:]) == ["Câu hỏi 2?"]
    assert texts(person.send(text="có", **after)) == ["Câu hỏi 3?"]
    assert len(rasa.got) == 3


@pytest.mark.parametrize(
    "asks",
    [
        Message(text="Ý bạn là “Có”, phải không?", buttons=[YES], numbered=1),
        Message(text="Giấy 1/2", custom=DocumentStep(code=CODE, document=PAPER, position=1, total=2)),
        Message(text="Việc nào?", custom=ProcedureChoices(choices=[Choice(code=CODE, name="Khai sinh", payload="/x")])),
    ],
)
def test_what_asks_below_a_case_question_is_answered_by_who_saw_it_and_by_nobody_else(
    person_on_both: Person, rasa: StandIn, asks: Message
) -> None:
    """The page goes on naming the last case question: what came after it has no name, only a number."""
    person = person_on_both
    rasa.script = lambda message: [wrap(asks.model_dump(mode="json"))]
    person.send(text="rồi", answers=FIRST, seen=1)
    unseen = person.send(text="ừ", answers=FIRST, seen=1)
    assert unseen[0]["custom"] == RECEIVED
    rasa.script = lambda message: [wrap({"text": "Tôi ghi."})]
    assert texts(person.send(text="ừ", answers=FIRST, seen=person.number)) == ["Tôi ghi."]
    assert said(rasa) == ["khai sinh", "rồi", "ừ"]


def test_a_long_text_and_a_button_are_handed_on_after_what_was_unread(person_on_both: Person, rasa: StandIn) -> None:
    person = person_on_both
    send_slowly(person, rasa, text="có", message_id="m1", answers=FIRST)
    assert texts(person.send(text=LONG, answers=FIRST, seen=0)) == ["Câu hỏi 2?", "Câu hỏi 3?"]
    send_slowly(person, rasa, text="có", message_id="m2", answers=f"{CODE}/q3")
    assert texts(person.send(payload="/greet")) == ["Câu hỏi 5?"]  # whoever greets or starts over wants a fresh page
    send_slowly(person, rasa, text="có", message_id="m3")
    assert texts(person.send(payload="/start_over")) == ["Câu hỏi 1?"]


def test_with_no_question_open_every_text_is_handed_on(make_client: Callable[..., TestClient], rasa: StandIn) -> None:
    rasa.script = Asking()
    person = Person(make_client(reply_timeout=10.0))
    assert texts(person.send(text=FEE)) == texts(person.send(text=FEE, seen=0)) == ["Không mất phí."]
    assert len(rasa.got) == 2


def test_a_late_reply_without_a_question_is_shown_too(person: Person, rasa: StandIn) -> None:
    send_slowly(person, rasa, text=FEE)
    messages = person.send(text="1", seen=1)
    assert messages[0]["custom"] == RECEIVED
    assert "Câu đang hỏi" not in messages[0]["text"]
    assert texts(messages[1:]) == ["Không mất phí."]
    assert texts(person.send(text="có", seen=3)) == ["Câu hỏi 2?"]


def test_buttons_of_a_late_reply_may_be_pressed(make_client: Callable[..., TestClient], rasa: StandIn) -> None:
    person = Person(make_client(reply_timeout=10.0))
    send_slowly(person, rasa, text="chào", message_id="m1")
    (shown,) = person.send(text="chào", message_id="m1")
    assert texts(person.send(payload=shown["buttons"][0]["payload"]))[0].startswith("nhận: /answer")


def test_replies_are_numbered(person: Person) -> None:
    numbers = []
    for more in ({"seen": 1}, {"seen": 1}, {"seen": 3}):
        person.send(text="có", **more)
        numbers.append(person.number)
    assert numbers == [2, 3, 4]
    person.send(text="👍")
    assert person.number is None  # a remark that is not kept


# -- masking is told ------------------------------------------------------------------------------------------------


def test_whoever_sends_personal_data_is_told_so_once(person: Person, rasa: StandIn) -> None:
    messages = person.send(text=f"{LONG} số của tôi 0912 345 678")
    assert messages[0]["custom"] == {"type": "notice", "topic": "masked"}
    assert PHONE.strip("[]") in messages[0]["text"]
    assert texts(messages[1:]) == ["Câu hỏi 2?"]
    assert PHONE in said(rasa)[-1]
    assert texts(person.send(text=f"{LONG} và 0912 345 679")) == ["Câu hỏi 3?"]
    another = person.send(text=f"{LONG} thư an.nguyen@example.com")
    assert another[0]["custom"] == {"type": "notice", "topic": "masked"}
    assert PHONE.strip("[]") not in another[0]["text"]


# -- given up -------------------------------------------------------------------------------------------------------


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gateway gives a message up after a second in which the dialogue did not answer within half of one."""
    monkeypatch.setattr(worker, "AGAIN_AFTER", (0.02,))
    monkeypatch.setattr(answering, "GIVE_UP_AFTER", 1.0)
    monkeypatch.setattr(app, "KEEP_WAITING", -9.5)


@pytest.mark.usefixtures("impatient")
def test_what_makes_the_dialogue_fail_is_given_up_and_tried_anew_when_it_is_sent_again(
    person: Person, rasa: StandIn
) -> None:
    rasa.status = 500
    assert person.send(text="có", message_id="m1", seen=1)[0]["custom"] == UNAVAILABLE
    assert said(rasa)[1:] == ["có"] * TRIES
    rasa.status = 200
    assert texts(person.send(text="có", message_id="m1", seen=1)) == ["Câu hỏi 2?"]


@pytest.mark.usefixtures("impatient")
def test_while_the_dialogue_is_away_a_message_is_tried_on_and_on(person: Person, rasa: StandIn) -> None:
    rasa.status = 507
    assert person.send(text="có", message_id="m1", seen=1)[0]["custom"] == UNAVAILABLE
    assert len(rasa.got) > TRIES + 1
    rasa.status = 200
    assert texts(person.send(text="có", message_id="m1", seen=1)) == ["Câu hỏi 2?"]


@pytest.mark.usefixtures("impatient")
def test_what_the_dialogue_applied_before_it_was_given_up_is_not_applied_again(person: Person, rasa: StandIn) -> None:
    rasa.gate.clear()
    for _ in range(2):
        assert person.send(text="có", message_id="m1", seen=1)[0]["custom"] == UNAVAILABLE
    rasa.gate.set()
    assert texts(person.send(text="có", message_id="m1", seen=1)) == ["Câu hỏi 2?"]
    assert said(rasa) == ["khai sinh", "có"]


@pytest.mark.usefixtures("impatient")
def test_after_one_that_was_given_up_the_next_is_answered(person: Person, rasa: StandIn) -> None:
    rasa.status = 500
    person.send(text="có", message_id="m1", seen=1)
    rasa.status = 200
    assert texts(person.send(text="không", message_id="m2", seen=1)) == ["Câu hỏi 2?"]
    assert said(rasa)[-1] == "không"
