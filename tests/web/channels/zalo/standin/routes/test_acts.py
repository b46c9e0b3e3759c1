"""What people do, as it reaches the receiver of the webhook over real HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.channels.zalo.standin.helpers import LAN, Office, Receiver, buttons, encoded, eventually, query
from web.channels.zalo.standin.account import Account
from web.channels.zalo.standin.forms import SentFile
from web.channels.zalo.standin.platform import Platform
from web.channels.zalo.standin.routes.acts import Acts


def last(receiver: Receiver, name: str, count: int = 1) -> dict[str, Any]:
    eventually(lambda: len(receiver.of(name)) == count)
    got = receiver.of(name)[-1]
    assert got.signed
    return got.body


def test_a_text_and_a_quoted_one(office: Office, receiver: Receiver) -> None:
    office.act("say", text="Làm khai sinh")
    assert last(receiver, "user_send_text")["message"]["text"] == "Làm khai sinh"
    msg_id = office.say("Chào")["data"]["message_id"]
    office.act("say", text="Là gì?", quote=msg_id)
    assert last(receiver, "user_send_text", 2)["message"]["quote_msg_id"] == msg_id


def test_a_click_comes_back_as_a_text(office: Office, receiver: Receiver) -> None:
    office.act("say", text="chào")
    kinds = [
        query("Có", "/yes"),
        query("Không", "/no", "oa.query.hide"),
        query("Mở", {"url": "https://x"}, "oa.open.url"),
    ]
    msg_id = office.send(buttons(*kinds))["data"]["message_id"]
    shown = office.act("click", msg_id=msg_id, button=0)
    body = last(receiver, "user_send_text", 2)
    assert (body["message"]["text"], body["message"]["msg_id"]) == ("/yes", shown["msg_id"])
    assert office.act("click", msg_id=msg_id, button=1)["hidden"]
    assert last(receiver, "user_send_text", 3)["message"]["text"] == "/no"
    assert office.act("click", msg_id=msg_id, button=2) == {}
    for wrong in ({"msg_id": msg_id, "button": 3}, {"msg_id": "x", "button": 0}):
        assert office.http.post(f"/standin/people/{LAN}/click", json=wrong).status_code == 404
    assert len(receiver.of("user_send_text")) == 3


def test_files_pictures_and_recordings(office: Office, receiver: Receiver) -> None:
    for kind, name in (("file", "a.pdf"), ("image", "a.png"), ("audio", "a.m4a")):
        office.act("file", kind=kind, name=name, base64=encoded(b"123"), text="xem")
        body = last(receiver, f"user_send_{kind}")
        [attachment] = body["message"]["attachments"]
        assert (attachment["type"], body["message"]["text"]) == (kind, "xem")
        assert office.http.get(attachment["payload"]["url"]).content == b"123"


def test_stickers_and_places(office: Office, receiver: Receiver) -> None:
    office.act("sticker", sticker="s1")
    sticker = last(receiver, "user_send_sticker")["message"]["attachments"][0]
    assert sticker["payload"]["id"] == "s1"
    assert office.http.get(sticker["payload"]["url"]).status_code == 200
    office.act("location", latitude=21.5, longitude=105.25)
    place = last(receiver, "user_send_location")["message"]["attachments"][0]
    assert place == {"type": "location", "payload": {"coordinates": {"latitude": "21.5", "longitude": "105.25"}}}


def test_following_chatting_withdrawing(office: Office, receiver: Receiver) -> None:
    office.act("unfollow")
    assert last(receiver, "unfollow")["follower"] == {"id": LAN}
    assert office.say("a")["error"] == -213
    office.act("follow")
    assert last(receiver, "follow")["oa_id"] == Account().oa_id
    office.act("chat-now")
    assert last(receiver, "user_click_chatnow")["user_id"] == LAN
    office.act("withdraw")
    assert last(receiver, "user_withdraw")["sender"] == {"id": LAN}
    office.act("submit-info", info={"name": "x"})
    assert last(receiver, "user_submit_info")["info"] == {"name": "x"}
    assert [entry["author"] for entry in office.transcript()] == ["notice"] * 5


def test_what_the_office_sends_is_echoed_received_and_seen(office: Office, receiver: Receiver) -> None:
    office.act("say", text="chào")
    msg_id = office.say("Chào chị")["data"]["message_id"]
    echo = last(receiver, "oa_send_text")
    assert (echo["message"]["msg_id"], echo["message"]["text"]) == (msg_id, "Chào chị")
    assert "admin_id" not in echo["sender"]
    assert last(receiver, "user_received_message")["message"]["msg_id"] == msg_id
    assert office.act("see") == {"new": 1}
    assert last(receiver, "user_seen_message")["message"]["msg_ids"] == [msg_id]
    assert office.act("see") == {"new": 0}
    assert len(receiver.of("user_seen_message")) == 1


def test_the_clerk_answers_by_hand(office: Office, receiver: Receiver) -> None:
    office.act("clerk", text="Tôi là cán bộ", admin_id="9")
    body = last(receiver, "oa_send_text")
    assert body["sender"] == {"id": Account().oa_id, "admin_id": "9"}
    assert office.transcript()[-1]["author"] == "clerk"


def test_only_messages_open_the_free_window(platform: Platform) -> None:
    person = platform.people.all()[0]
    acts = Acts(platform, person, "http://h")
    acts.chat_now()
    acts.follow(True)
    acts.submit({})
    assert (person.wrote, person.interacted) == (None, platform.clock.now())
    acts.send_sticker("1")
    assert person.wrote == platform.clock.now()


def test_an_unknown_kind_of_file(platform: Platform) -> None:
    acts = Acts(platform, platform.people.all()[0], "http://h")
    with pytest.raises(LookupError):
        acts.send_file("video", SentFile("a", b""))
