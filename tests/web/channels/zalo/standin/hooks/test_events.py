from __future__ import annotations

from typing import Any

import pytest

from web.channels.zalo.standin.account import Account
from web.channels.zalo.standin.clock import Clock
from web.channels.zalo.standin.hooks.events import EVENTS, Events
from web.channels.zalo.standin.people import Entry

APP, OFFICE = Account().app_id, Account().oa_id


@pytest.fixture
def events(clock: Clock) -> Events:
    return Events(Account(), clock)


def without_by_app(body: dict[str, Any]) -> dict[str, Any]:
    assert body.pop("user_id_by_app").isdigit()
    return body


def test_a_persons_message(events: Events) -> None:
    entry = Entry(author="person", kind="text", at=1, text="chào", quote="q")
    assert without_by_app(events.sent(entry, "7")) == {
        "app_id": APP,
        "sender": {"id": "7"},
        "recipient": {"id": OFFICE},
        "event_name": "user_send_text",
        "message": {"msg_id": entry.msg_id, "text": "chào", "quote_msg_id": "q"},
        "timestamp": "1790000000000",
    }
    picture = Entry(author="person", kind="image", at=1, attachment={"url": "u"})
    body = events.sent(picture, "7")
    assert body["event_name"] == "user_send_image"
    assert body["message"] == {"msg_id": picture.msg_id, "attachments": [{"type": "image", "payload": {"url": "u"}}]}


def test_an_echo_has_an_admin_only_if_a_human_wrote(events: Events) -> None:
    echo = events.sent(Entry(author="oa", kind="text", at=1, text="a"), "7")
    assert (echo["event_name"], echo["sender"], echo["recipient"]) == ("oa_send_text", {"id": OFFICE}, {"id": "7"})
    clerk = events.sent(Entry(author="clerk", kind="text", at=1, text="a", admin_id="9"), "7")
    assert clerk["sender"] == {"id": OFFICE, "admin_id": "9"}


def test_received_and_seen(events: Events) -> None:
    entries = [Entry(author="oa", kind="text", at=1), Entry(author="oa", kind="text", at=2)]
    assert events.received(entries[0], "7")["message"] == {"msg_id": entries[0].msg_id}
    seen = events.seen(entries, "7")
    assert seen["message"] == {"msg_ids": [entry.msg_id for entry in entries]}
    assert (seen["event_name"], seen["recipient"]) == ("user_seen_message", {"id": "7"})


def test_following_and_what_else_a_person_does(events: Events) -> None:
    follow = without_by_app(events.following("7", True))
    assert follow == {
        "app_id": APP,
        "oa_id": OFFICE,
        "follower": {"id": "7"},
        "source": "oa_profile",
        "event_name": "follow",
        "timestamp": "1790000000000",
    }
    unfollow = events.following("7", False)
    assert (unfollow["event_name"], "source" in unfollow) == ("unfollow", False)
    assert events.chat_now("7")["user_id"] == "7"
    assert events.withdrawn("7")["sender"] == {"id": "7"}
    assert events.submitted("7", {"name": "x"})["info"] == {"name": "x"}
    names = {body["event_name"] for body in (follow, unfollow, events.chat_now("7"), events.withdrawn("7"))}
    assert names <= set(EVENTS)


def test_a_timestamp_may_be_a_number(events: Events) -> None:
    events.numeric = True
    assert events.chat_now("7")["timestamp"] == 1_790_000_000_000


def test_the_id_by_app_is_the_persons_own(events: Events) -> None:
    first, second = events.chat_now("7"), events.chat_now("8")
    assert first["user_id_by_app"] != second["user_id_by_app"]
    assert first["user_id_by_app"] == events.withdrawn("7")["user_id_by_app"]
