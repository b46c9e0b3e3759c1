"""The seam: a toy channel, defined here alone, talks to the dialogue without touching any file of the gateway."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from fastapi import APIRouter
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from knowledge.messages import Message
from knowledge.settings import Settings
from tests.web.helpers import open_search
from tests.web.stand_in import StandIn, wrap
from web.app import create_app
from web.channels.channel import Converse, Incoming
from web.channels.registry import channels
from web.channels.text_only import TextReply, render_text
from web.errors import ApiError


class Toy:
    """A channel of text only, whose events name the person: {"from", "words", "event"}."""

    name = "toy"

    def __init__(self) -> None:
        self._last: dict[str, TextReply] = {}

    def receive(self, request: dict[str, str]) -> Incoming:
        sender, words = request["from"], request["words"]
        payload = self._last[sender].payload(words) if sender in self._last else None
        text = None if payload else words
        return Incoming(sender=sender, text=text, payload=payload, message_id=request.get("event"))

    def render(self, messages: Sequence[Message]) -> TextReply:
        return render_text(messages, longest=200)

    def routes(self, converse: Converse) -> APIRouter:
        router = APIRouter()

        @router.post("/toy/webhook")
        async def webhook(body: dict[str, str]) -> list[str]:
            reply = self.render((await converse(self.receive(body))).messages)
            self._last[body["from"]] = reply
            return list(reply.texts)

        return router


def script(message: str) -> list[dict[str, Any]]:
    if message != "khai sinh":
        return [wrap({"text": f"nhận: {message}"})]
    card = {"text": "Đăng ký khai sinh", "buttons": [{"title": "Không phải việc này", "payload": "/wrong"}]}
    ask = {"text": "Có giấy chứng sinh không?\n1. Có", "buttons": [{"title": "Có", "payload": "/yes"}], "numbered": 1}
    return [wrap(card), wrap(ask)]


@pytest.fixture
def toy(settings: Settings, rasa: StandIn) -> Iterator[TestClient]:
    rasa.script = script
    with TestClient(create_app(settings, open_search, channels=[Toy()])) as client:
        yield client


def say(client: TestClient, sender: str, words: str, **more: str) -> list[str]:
    reply = client.post("/toy/webhook", json={"from": sender, "words": words, **more})
    assert reply.status_code == 200, reply.text
    return list(reply.json())


def test_a_channel_talks_to_the_dialogue_under_its_own_name(toy: TestClient, rasa: StandIn) -> None:
    assert say(toy, "lan", "xin chào") == ["nhận: xin chào"]
    assert rasa.got == [("toy:lan", "xin chào")]


def test_a_typed_number_is_the_button_it_stands_for(toy: TestClient, rasa: StandIn) -> None:
    texts = say(toy, "lan", "khai sinh")
    assert texts == ["Đăng ký khai sinh\n2. Không phải việc này", "Có giấy chứng sinh không?\n1. Có"]
    say(toy, "lan", "số 2")
    assert rasa.got[-1] == ("toy:lan", "/wrong")
    say(toy, "lan", "2")  # the numbers of an older reply stand for nothing
    assert rasa.got[-1] == ("toy:lan", "2")
    say(toy, "minh", "1")
    assert rasa.got[-1] == ("toy:minh", "1")


def test_typed_text_is_as_safe_as_on_the_page(toy: TestClient, rasa: StandIn) -> None:
    say(toy, "lan", "số của tôi 0912 345 678")
    assert "345" not in rasa.got[-1][1]
    say(toy, "lan", "/restart")
    assert len(rasa.got) == 1


class Forger(Toy):
    """Sends everything on as a payload."""

    name = "forger"

    def receive(self, request: dict[str, str]) -> Incoming:
        return Incoming(sender=request["from"], payload=request["words"])


def test_the_offer_book_decides_for_every_channel(toy: TestClient, settings: Settings, rasa: StandIn) -> None:
    say(toy, "lan", "khai sinh")
    with TestClient(create_app(settings, open_search, channels=[Forger()])) as client:
        refused = client.post("/toy/webhook", json={"from": "lan", "words": "/yes"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "not_offered")
    assert len(rasa.got) == 1


def test_an_event_that_comes_twice_is_answered_once(toy: TestClient, rasa: StandIn) -> None:
    assert say(toy, "lan", "một", event="e1") == say(toy, "lan", "một", event="e1")
    assert len(rasa.got) == 1


def test_a_sender_who_writes_too_fast_is_slowed_down(settings: Settings, rasa: StandIn) -> None:
    slow = settings.model_copy(update={"rate_per_minute": 1})
    with TestClient(create_app(slow, open_search, channels=[Toy()])) as client:
        say(client, "lan", "một")
        assert client.post("/toy/webhook", json={"from": "lan", "words": "hai"}).status_code == 429
        say(client, "minh", "một")


@pytest.mark.parametrize("names", [["toy", "toy"], ["web"], ["a:b"]])
def test_two_channels_never_share_a_name(settings: Settings, names: list[str]) -> None:
    named = [type("Named", (Toy,), {"name": name})() for name in names]
    with pytest.raises(ValueError, match="name of its own"):
        create_app(settings, open_search, channels=named)


def test_the_registered_channels_are_mounted_by_themselves(settings: Settings) -> None:
    create_app(settings, open_search)
    assert len({channel.name for channel in channels()}) == len(channels())


@given(text=st.none() | st.text(), payload=st.none() | st.text())
def test_a_message_is_a_text_or_a_payload(text: str | None, payload: str | None) -> None:
    if (text is None) != (payload is None):
        incoming = Incoming(sender="a", text=text, payload=payload)
        assert (incoming.text, incoming.payload) == (text, payload)
    else:
        with pytest.raises(ApiError, match="text_or_payload"):
            Incoming(sender="a", text=text, payload=payload)


def test_a_message_has_a_sender() -> None:
    with pytest.raises(ValueError, match="sender"):
        Incoming(sender="", text="a")
