"""Gateway and stand-in of Zalo over real HTTP: what people send, what they get, and what goes wrong between."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from knowledge.settings import Settings
from tests.web.channels.zalo.playing import Somebody, Zalo, keep_tokens, wait_for
from tests.web.scripted import GREETING
from tests.web.stand_in import StandIn, wrap
from web.channels.zalo import delivery
from web.chat.sender import hash_of

PICTURE = base64.b64encode(b"\x89PNG\r\n\x1a\nx").decode()


def test_words_are_answered_in_as_few_messages_as_possible(gateway: str, lan: Somebody, rasa: StandIn) -> None:
    lan.say("làm khai sinh")
    (answer,) = lan.gets(1)
    assert answer["text"] == "nhận: làm khai sinh"
    assert answer["quota"] == "reply"
    assert rasa.got == [(f"zalo:{lan.id}", "làm khai sinh")]
    lan.say("/choose{}")  # not offered: answered politely, not passed on
    lan.gets(2)
    assert len(rasa.got) == 1


def test_a_button_leads_on_and_a_turn_is_one_message(gateway: str, zalo: Zalo, lan: Somebody, rasa: StandIn) -> None:
    lan.do("follow")  # opens no window: no greeting that might be charged
    wait_for(lambda: zalo.look("status")["webhook"]["underway"] == 0)
    lan.say("khai sinh")
    (choices,) = lan.gets(1)
    assert [button["title"] for button in choices["buttons"]][-1] == "Việc khác"
    lan.press("Đăng ký khai sinh")
    card, question = lan.gets(2)[1]["text"].split("\n\n")
    assert card.startswith("Bạn cần thủ tục")
    assert question.startswith("Câu 2")
    assert rasa.got[-1][1].startswith("/choose")
    lan.press("Không có")
    checklist = lan.gets(3)[2]
    assert "giấy tờ cho trường hợp của bạn" in checklist["text"]
    assert [button["title"] for button in checklist["buttons"]] == ["Kiểm từng giấy tờ", "Sửa câu trả lời"]
    assert len(lan.got()) == 3


def numbered(message: str) -> list[dict[str, Any]]:
    """Offers seven things by number."""
    if message != "nhiều":
        return [wrap({"text": f"nhận: {message}"})]
    titles = [f"Việc {number}" for number in range(1, 8)]
    lines = [f"{number}. {title}" for number, title in enumerate(titles, start=1)]
    buttons = [{"title": title, "payload": f"/take{place}"} for place, title in enumerate(titles, start=1)]
    return [wrap({"text": "\n".join(["Bạn cần việc nào?", *lines]), "buttons": buttons, "numbered": 7})]


@pytest.mark.parametrize("typed", ["2", "số 2", "2️⃣", "cái thứ hai"])
def test_a_typed_number_is_its_line(gateway: str, lan: Somebody, rasa: StandIn, typed: str) -> None:
    rasa.script = numbered
    lan.say("nhiều")
    assert lan.gets(1)[0]["buttons"] == []
    lan.say(typed)
    lan.gets(2)
    assert rasa.got[-1][1] == "/take2"
    lan.say(typed)  # the list is answered
    lan.gets(3)
    assert not rasa.got[-1][1].startswith("/take")


def test_an_event_that_comes_often_is_answered_once(gateway: str, zalo: Zalo, lan: Somebody, rasa: StandIn) -> None:
    zalo.control("webhook", duplicates=4)
    lan.say("một")
    lan.do("sticker")
    lan.gets(2)
    wait_for(lambda: zalo.look("status")["webhook"]["underway"] == 0)
    assert [message for _, message in rasa.got] == ["một"]
    assert len(lan.got()) == 2


def test_events_in_any_order_are_each_answered_once(gateway: str, zalo: Zalo, lan: Somebody, rasa: StandIn) -> None:
    zalo.control("webhook", hold=5)
    for text in ("một", "hai rồi", "ba lần", "bốn", "năm"):
        lan.say(text)
    lan.gets(5)
    assert sorted(message for _, message in rasa.got) == sorted(["một", "hai rồi", "ba lần", "bốn", "năm"])


def test_a_number_typed_before_the_list_came_is_not_taken_for_it(
    gateway: str, connected: Settings, zalo: Zalo, lan: Somebody, rasa: StandIn
) -> None:
    rasa.script = numbered
    lan.say("nhiều")
    lan.gets(1)
    typed_at = time.time()
    lan.say("nhiều")
    lan.gets(2)
    late = said(connected, lan, "2", typed_at)  # about the first list; Zalo delivers it only now
    zalo.control("webhook/raw", body=late)
    assert "danh sách trước" in lan.gets(3)[2]["text"]
    assert len(rasa.got) == 2


def said(settings: Settings, person: Somebody, text: str, at: float) -> dict[str, Any]:
    """The event of a text that was typed at a moment."""
    return {
        "app_id": settings.zalo_app_id,
        "sender": {"id": person.id},
        "recipient": {"id": settings.zalo_oa_id},
        "event_name": "user_send_text",
        "message": {"msg_id": f"late-{at}", "text": text},
        "timestamp": str(int(at * 1000)),
    }


@pytest.mark.parametrize(
    ("act", "body", "words"),
    [
        ("file", {"kind": "image", "name": "giay.png", "base64": PICTURE}, "không xem được ảnh"),
        ("file", {"kind": "audio", "name": "tin.aac", "base64": PICTURE}, "18001096"),
        ("file", {"kind": "file", "name": "don.pdf", "base64": PICTURE}, "không mở được tệp"),
        ("sticker", {}, "Cảm ơn bạn!"),
        ("location", {"latitude": 21.0, "longitude": 105.8}, "tên xã, phường"),
    ],
)
def test_what_is_not_words_gets_a_useful_answer(
    gateway: str, lan: Somebody, rasa: StandIn, act: str, body: dict[str, Any], words: str
) -> None:
    lan.do(act, **body)
    lan.do(act, **body)  # an album: said once
    assert words in lan.gets(1)[0]["text"]
    lan.say("xin chào")
    assert len(lan.gets(2)) == 2
    assert len(rasa.got) == 1


def test_words_under_a_picture_are_answered(gateway: str, lan: Somebody, rasa: StandIn) -> None:
    lan.do("file", kind="image", name="a.png", base64=PICTURE, text="giấy này làm gì")
    lan.gets(2)
    assert rasa.got == [(f"zalo:{lan.id}", "giấy này làm gì")]


def test_the_greeting_comes_where_it_is_free(start: Callable[..., str], lan: Somebody, zalo: Zalo) -> None:
    start(zalo_follow_free=True)
    zalo.control("limits", sub_quota=5)  # at this Zalo following opens no free window
    lan.do("follow")
    lan.do("chat-now")  # right after: one greeting is enough
    assert lan.gets(1)[0]["text"] == GREETING
    lan.say("khai sinh")
    assert len(lan.gets(2)) == 2


def test_a_dead_token_is_renewed_once(gateway: str, zalo: Zalo, lan: Somebody) -> None:
    before = zalo.look("status")["tokens"]["refreshed"]
    zalo.control("tokens/expire")
    lan.say("một")
    lan.say("hai rồi")
    lan.gets(2)
    assert zalo.look("status")["tokens"]["refreshed"] == before + 1


def test_many_people_with_a_dead_token_need_one_renewal(gateway: str, zalo: Zalo) -> None:
    before = zalo.look("status")["tokens"]["refreshed"]
    people = [zalo.person() for _ in range(12)]
    zalo.control("tokens/expire")
    for person in people:
        person.say("xin chào")
    for person in people:
        assert len(person.gets(1)) == 1
    assert zalo.look("status")["tokens"]["refreshed"] == before + 1


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorter waits, for the gateways of this process."""
    monkeypatch.setattr(delivery, "WAITS", (0.3, 0.5, 1.0, 1.0, 1.0))
    monkeypatch.setattr(delivery, "RATE_WAITS", (1.0,))
    monkeypatch.setattr(delivery, "ECHO_WAIT", 0.5)


@pytest.mark.usefixtures("quick")
def test_a_permission_taken_back_is_told_and_answers_wait_for_the_next_one(
    gateway: str, connected: Settings, zalo: Zalo, lan: Somebody
) -> None:
    zalo.control("tokens/revoke")
    lan.say("xin chào")
    wait_for(lambda: "zalo: token" in httpx.get(f"{gateway}/healthz").json()["causes"])
    assert lan.got() == []
    keep_tokens(connected, zalo.pair())  # as `authorise` does while the gateway runs
    assert lan.gets(1, 70)[0]["text"] == "nhận: xin chào"


@pytest.mark.usefixtures("quick")
def test_the_rate_limit_is_waited_for(gateway: str, zalo: Zalo, lan: Somebody) -> None:
    zalo.control("faults", on="send", times=1, error=-32)
    lan.say("xin chào")
    wait_for(lambda: zalo.look("status")["faults"]["passed"])
    assert lan.got() == []
    assert len(lan.gets(1)) == 1


def test_an_answer_that_was_lost_on_the_way_is_not_sent_twice(gateway: str, zalo: Zalo, lan: Somebody) -> None:
    zalo.control("faults", on="send", times=1, drop="answer")
    lan.say("xin chào")
    lan.gets(1)
    time.sleep(4)
    assert len(lan.got()) == 1


@pytest.mark.usefixtures("quick")
def test_a_message_that_did_not_get_through_is_sent_again(gateway: str, zalo: Zalo, lan: Somebody) -> None:
    zalo.control("faults", on="send", times=1, drop="request")
    zalo.control("faults", on="send", times=1, status=502)
    lan.say("xin chào")
    assert len(lan.gets(1, 20)) == 1


def test_a_shorter_limit_than_thought_is_learnt(gateway: str, zalo: Zalo, lan: Somebody, rasa: StandIn) -> None:
    zalo.control("limits", text_limit=500)
    words = " ".join(f"từ{number}" for number in range(300))
    rasa.script = lambda message: [wrap({"text": words, "buttons": [{"title": "Xong", "payload": "/greet"}]})]
    lan.say("dài")
    wait_for(lambda: any(entry["buttons"] for entry in lan.got()))
    assert " ".join(lan.texts()).split() == words.split()
    assert [len(entry["buttons"]) for entry in lan.got()][-1] == 1
    assert "zalo: text_limit" in httpx.get(f"{gateway}/healthz").json()["causes"]


def test_a_refused_form_is_sent_without_buttons(gateway: str, zalo: Zalo, lan: Somebody) -> None:
    zalo.control("faults", on="send", times=1, error=-201)
    lan.say("khai sinh")
    (answer,) = lan.gets(1)
    assert answer["buttons"] == []
    assert "Đăng ký lại khai sinh" in answer["text"]


def test_never_more_than_the_free_messages(gateway: str, zalo: Zalo, lan: Somebody, rasa: StandIn) -> None:
    zalo.control("limits", sub_quota=100)  # the office has paid messages, and did not allow their use
    rasa.script = lambda message: [wrap({"text": f"{number} " + "x" * 1990}) for number in range(10)]
    lan.say("nhiều")
    lan.gets(8)
    time.sleep(0.5)
    assert [entry["quota"] for entry in lan.got()] == ["reply"] * 8
    rasa.script = lambda message: [wrap({"text": "sau cùng"})]
    lan.say("còn gì nữa")
    texts = [text[:8] for text in (entry["text"] for entry in lan.gets(11))]
    assert texts[8:] == ["8 " + "x" * 6, "9 " + "x" * 6, "sau cùng"]
    assert {entry["quota"] for entry in lan.got()} == {"reply"}


def test_with_paid_messages_allowed_everything_goes_at_once(
    start: Callable[..., str], zalo: Zalo, lan: Somebody, rasa: StandIn
) -> None:
    start(zalo_paid_messages=True)
    zalo.control("limits", sub_quota=100)
    rasa.script = lambda message: [wrap({"text": f"{number} " + "x" * 1990}) for number in range(10)]
    lan.say("nhiều")
    assert [entry["quota"] for entry in lan.gets(10)] == ["reply"] * 8 + ["sub_quota"] * 2


def test_a_clerk_who_writes_is_not_interrupted(
    start: Callable[..., str], zalo: Zalo, lan: Somebody, rasa: StandIn
) -> None:
    start(zalo_human_minutes=0.05)
    lan.do("clerk", text="Chị đợi em xem nhé")
    wait_for(lambda: zalo.look("status")["webhook"]["underway"] == 0)
    lan.say("dạ")
    lan.do("sticker")
    wait_for(lambda: zalo.look("status")["webhook"]["underway"] == 0)
    time.sleep(3.2)
    assert (lan.got(), rasa.got) == ([], [])
    lan.say("còn ai không")
    assert lan.gets(1)[0]["text"] == "nhận: còn ai không"


@pytest.mark.parametrize("way", ["typed", "event"])
def test_everything_of_a_person_is_deleted(
    gateway: str, connected: Settings, zalo: Zalo, lan: Somebody, rasa: StandIn, way: str
) -> None:
    lan.say("khai sinh")
    lan.gets(1)
    if way == "typed":
        lan.say("Xoá dữ liệu của em ạ")
    else:
        lan.do("withdraw")
    assert "đã xóa mọi thứ" in lan.gets(2)[1]["text"]
    assert rasa.forgotten == [f"zalo:{lan.id}"]
    assert rasa.got == [(f"zalo:{lan.id}", "khai sinh")]
    wait_for(lambda: zalo.look("status")["webhook"]["underway"] == 0)
    time.sleep(0.2)
    assert _left_of(connected, lan.id) == []
    lan.press("Việc khác")  # what was offered before is not offered any more
    lan.gets(3)
    assert len(rasa.got) == 1


def _left_of(settings: Settings, person: str) -> list[str]:
    """The tables in which something of a person stands."""
    engine = sa.create_engine(f"sqlite:///{settings.var / 'web.db'}")
    with engine.connect() as connection:
        tables = sa.MetaData()
        tables.reflect(connection)
        rows = {name: connection.execute(table.select()).all() for name, table in tables.tables.items()}
    names = (person, hash_of(f"zalo:{person}"))
    return [name for name, found in rows.items() if any(one in str(row) for row in found for one in names)]


def test_a_deletion_that_fails_is_done_later(gateway: str, lan: Somebody, rasa: StandIn) -> None:
    lan.say("khai sinh")
    lan.gets(1)
    rasa.status = 500
    lan.say("xóa dữ liệu của tôi")
    assert "chưa xóa được ngay" in lan.gets(2)[1]["text"]
    rasa.status = 200
    lan.say("xóa dữ liệu của tôi")  # or after a minute by itself
    assert "đã xóa mọi thứ" in lan.gets(3)[2]["text"]


def test_nothing_more_is_sent_to_whoever_left(gateway: str, zalo: Zalo, lan: Somebody, rasa: StandIn) -> None:
    rasa.delay = 1.0
    lan.say("xin chào")
    wait_for(lambda: rasa.got)
    lan.do("unfollow")
    time.sleep(2)
    assert lan.got() == []
    assert zalo.look("status")["webhook"]["underway"] == 0


def test_only_zalo_is_believed(gateway: str, connected: Settings, zalo: Zalo, lan: Somebody, rasa: StandIn) -> None:
    body = said(connected, lan, "xin chào", time.time())
    for style in ("bad", "oa_id", "hmac", "none"):
        zalo.control("webhook/raw", body=body, style=style)
        wait_for(lambda: zalo.look("webhook/tries")[-1]["status"] == 403)
        zalo.control("webhook", on=False)
        zalo.control("webhook", on=True)
    assert rasa.got == []
    zalo.control("webhook/raw", body=body, style="bare")
    wait_for(lambda: rasa.got)
    assert zalo.control("webhook/probe")["status"] == 403
    assert httpx.get(f"{gateway}/zalo/webhook").status_code == 200
    assert httpx.head(f"{gateway}/zalo/webhook").status_code == 200
    assert "zalo: signature" in httpx.get(f"{gateway}/healthz").json()["causes"]
