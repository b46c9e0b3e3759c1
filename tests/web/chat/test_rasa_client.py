"""The client of Rasa: every shape of answer, and every way of not answering."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from knowledge.messages import Message
from tests.web.stand_in import StandIn, wrap
from web.chat.rasa_client import read_item


def test_a_contract_message_comes_through_whole() -> None:
    custom = {"type": "notice", "topic": "fee"}
    buttons = [{"title": "Có", "payload": "/affirm"}]
    message = read_item(wrap({"text": "một\n\nhai", "buttons": buttons, "custom": custom}))
    assert message is not None
    assert message.model_dump() == {"text": "một\n\nhai", "buttons": buttons, "numbered": 0, "custom": custom}


def test_a_plain_rasa_message_is_understood() -> None:
    item = {
        "recipient_id": "x",
        "text": "Chào",
        "buttons": [{"title": "A", "payload": "/a", "type": "postback"}, {"title": ""}],
    }
    message = read_item(item)
    assert message is not None
    assert message.custom is None
    assert [(button.title, button.payload) for button in message.buttons] == [("A", "/a")]


def test_a_broken_custom_object_falls_back_to_its_text() -> None:
    broken = wrap({"text": "Chào", "custom": {"type": "notice"}, "buttons": [{"title": "A", "payload": "/a"}]})
    assert read_item(broken) == Message.model_validate({"text": "Chào", "buttons": [{"title": "A", "payload": "/a"}]})


@pytest.mark.parametrize(
    "button", [7, {"title": 7, "payload": {"a": 1}}, {"title": "A"}, {"title": "x" * 101, "payload": "/a"}]
)
def test_unusable_buttons_do_not_cost_the_text(button: Any) -> None:
    assert read_item({"text": "Chào", "buttons": [button]}) == Message(text="Chào")
    assert read_item(wrap({"text": "Chào", "buttons": [button]})) == Message(text="Chào")


@pytest.mark.parametrize(
    "item", [None, 3, "x", [], {}, {"image": "x"}, {"text": "  "}, {"text": 5}, {"custom": {}}, {"custom": 4}]
)
def test_items_without_words_are_left_out(item: Any) -> None:
    assert read_item(item) is None


def _notice(reply: Any) -> dict[str, Any]:
    assert reply.status_code == 503
    body = reply.json()
    assert set(body) == {"session", "messages"}
    assert body["session"]
    assert body["messages"][0]["custom"] == {"type": "notice", "topic": "unavailable"}
    return dict(body)


def test_silence_is_a_fault(client: TestClient, rasa: StandIn) -> None:
    rasa.script = lambda _: []
    _notice(client.post("/api/chat", json={"text": "chào"}))


@pytest.mark.parametrize("raw", [b"not json", b"{}", b"null", b'[{"image": "x"}]', b"\xff\xfe"])
def test_an_unusable_answer_is_a_notice(client: TestClient, rasa: StandIn, raw: bytes) -> None:
    rasa.raw = raw
    _notice(client.post("/api/chat", json={"text": "chào"}))


def test_a_failing_dialogue_is_a_notice_and_the_session_goes_on(client: TestClient, rasa: StandIn) -> None:
    rasa.status = 500
    session = _notice(client.post("/api/chat", json={"text": "chào"}))["session"]
    rasa.status = 200
    assert client.post("/api/chat", json={"text": "chào", "session": session}).status_code == 200
    assert rasa.got[0][0] == rasa.got[1][0]


def test_a_slow_dialogue_is_given_up(make_client: Callable[..., TestClient], rasa: StandIn) -> None:
    client = make_client(reply_timeout=0.2)
    rasa.delay = 0.8
    started = time.monotonic()
    _notice(client.post("/api/chat", json={"text": "chào"}))
    assert time.monotonic() - started < 0.7


def test_no_dialogue_at_all_is_a_notice(make_client: Callable[..., TestClient]) -> None:
    client = make_client(rasa_port=9)  # the discard port: nobody listens
    _notice(client.post("/api/chat", json={"text": "chào"}))
