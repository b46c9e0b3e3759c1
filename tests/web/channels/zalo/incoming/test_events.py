"""Bodies of the webhook, as the facts have them, become events; whatever else comes is refused by one error only."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.channels.zalo.incoming.events import (
    Came,
    Echo,
    Event,
    Left,
    Noted,
    Said,
    Showed,
    UnreadableEvent,
    Withdrew,
    load,
    parse,
    timestamp_of,
)

LAN, OFFICE = "71", "41"
BETWEEN = {"app_id": "31", "sender": {"id": LAN}, "recipient": {"id": OFFICE}, "timestamp": "1790000000500"}
FROM_OFFICE = {**BETWEEN, "sender": {"id": OFFICE}, "recipient": {"id": LAN}}


def sent(name: str, **message: Any) -> Event:
    return parse({**BETWEEN, "event_name": name, "message": {"msg_id": "m1", **message}})


def test_typed_text() -> None:
    said = sent("user_send_text", text="xin chào")
    assert said == Said(
        name="user_send_text", at=1_790_000_000.5, person=LAN, office=OFFICE, message_id="m1", text="xin chào"
    )
    quoting = sent("user_send_text", text="vâng", quote_msg_id="m0")
    assert isinstance(quoting, Said)
    assert quoting.quote == "m0"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("user_send_image", "image"),
        ("user_send_gif", "gif"),
        ("user_send_video", "video"),
        ("user_send_audio", "audio"),
        ("user_send_file", "file"),
        ("user_send_sticker", "sticker"),
        ("user_send_location", "location"),
        ("user_send_business_card", "business_card"),
        ("user_send_link", "link"),
        ("user_send_hologram", "other"),
    ],
)
def test_what_is_not_text(name: str, kind: str) -> None:
    showed = sent(name, attachments=[{"type": kind, "payload": {"coordinates": {"latitude": "21"}}}])
    assert isinstance(showed, Showed)
    assert (showed.kind, showed.text) == (kind, "")
    captioned = sent(name, text="đây")
    assert isinstance(captioned, Showed)
    assert captioned.text == "đây"


def test_coming_leaving_and_withdrawing() -> None:
    follower = {"app_id": "31", "oa_id": OFFICE, "follower": {"id": LAN}, "timestamp": 1_790_000_000_500}
    came = parse({**follower, "event_name": "follow", "source": "oa_profile"})
    assert came == Came(name="follow", at=1_790_000_000.5, person=LAN, office=OFFICE, opened=False)
    assert parse({**follower, "event_name": "unfollow"}) == Left(
        name="unfollow", at=1_790_000_000.5, person=LAN, office=OFFICE
    )
    opened = parse({"oa_id": OFFICE, "user_id": LAN, "event_name": "user_click_chatnow"})
    assert opened == Came(name="user_click_chatnow", person=LAN, office=OFFICE, opened=True)
    withdrew = parse({**BETWEEN, "event_name": "user_withdraw"})
    assert (type(withdrew), withdrew.person) == (Withdrew, LAN)


def test_our_own_echo_and_a_clerk() -> None:
    message = {"message": {"msg_id": "m2", "text": "chào chị"}}
    echo = parse({**FROM_OFFICE, "event_name": "oa_send_text", **message})
    assert isinstance(echo, Echo)
    assert (echo.person, echo.office, echo.clerk, echo.text) == (LAN, OFFICE, False, "chào chị")
    by_hand = {**FROM_OFFICE, "sender": {"id": OFFICE, "admin_id": "9"}}
    clerk = parse({**by_hand, "event_name": "oa_send_image", "message": {"msg_id": "m3"}})
    assert isinstance(clerk, Echo)
    assert (clerk.clerk, clerk.text) == (True, "")


@pytest.mark.parametrize(
    "name", ["user_seen_message", "user_received_message", "user_submit_info", "anonymous_send_text", "shop_order"]
)
def test_what_needs_nothing(name: str) -> None:
    assert parse({"event_name": name, "message": {"msg_ids": ["a"]}, "timestamp": "1"}) == Noted(name=name, at=0.001)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"event_name": 3},
        {"event_name": ""},
        {**BETWEEN, "event_name": "user_send_text"},
        {**BETWEEN, "event_name": "user_send_text", "message": {"text": "a"}},
        {**BETWEEN, "event_name": "user_send_text", "message": {"msg_id": " ", "text": "a"}},
        {"event_name": "user_send_text", "message": {"msg_id": "m", "text": "a"}},
        {"event_name": "user_send_text", "sender": {"id": "a" * 201}, "message": {"msg_id": "m"}},
        {"event_name": "user_send_text", "sender": {"id": True}, "message": {"msg_id": "m"}},
        {"event_name": "oa_send_text", "sender": {"id": OFFICE}},
        {"event_name": "follow", "follower": {}},
        {"event_name": "user_withdraw"},
    ],
)
def test_what_lacks_a_part(body: dict[str, Any]) -> None:
    with pytest.raises(UnreadableEvent):
        parse(body)


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"3", b"\xff", b"[" * 10_000, b'{"a": ' + b"9" * 5_000 + b"}"])
def test_what_is_no_object(raw: bytes) -> None:
    with pytest.raises(UnreadableEvent):
        load(raw)


@pytest.mark.parametrize(
    ("stamp", "written", "at"),
    [
        ('"1790000000000"', "1790000000000", 1_790_000_000.0),
        ("1790000000000", "1790000000000", 1_790_000_000.0),
        ("1790000000000.50", "1790000000000.50", 1_790_000_000.0005),
        ("null", "", 0.0),
        ("true", "", 0.0),
        ('"soon"', "soon", 0.0),
        ('"1e999"', "1e999", 0.0),
        ("-5", "-5", 0.0),
    ],
)
def test_a_timestamp_is_a_number_or_a_text(stamp: str, written: str, at: float) -> None:
    body = load(b'{"event_name": "x", "timestamp": ' + stamp.encode() + b"}")
    assert timestamp_of(body) == written
    assert parse(body).at == pytest.approx(at)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(["user_send_text", "user_send_image", "oa_send_text", "follow", "unfollow", "user_withdraw"])
KEYS = ("sender", "recipient", "follower", "message", "timestamp", "oa_id", "user_id", "app_id", "fromuid")
INNER = st.fixed_dictionaries({}, optional=dict.fromkeys(("id", "msg_id", "text", "admin_id", "quote_msg_id"), JSON))
BODIES = st.fixed_dictionaries({"event_name": NAMES | st.text(max_size=30)}, optional=dict.fromkeys(KEYS, INNER | JSON))


FAULTS = {"no event_name", "no sender", "no sender.id", "no recipient.id", "no message", "no msg_id", "nobody named"}


@given(BODIES | st.dictionaries(st.text(max_size=5), JSON, max_size=3))
def test_any_json_is_an_event_or_is_refused(body: dict[str, Any]) -> None:
    fault, event = "", Event(name="")
    try:
        event = parse(load(json.dumps(body).encode()))
    except UnreadableEvent as error:
        fault = str(error)
    assert fault in FAULTS | {""}
    assert event.at >= 0
    for name in (event.person, event.office):
        assert not name or name.isprintable()
        assert len(name) <= 200
    assert event.person or fault or isinstance(event, Noted)


@given(st.binary(max_size=200))
def test_any_bytes_are_an_object_or_are_refused(raw: bytes) -> None:
    try:
        assert isinstance(load(raw), dict)
    except UnreadableEvent:
        return
