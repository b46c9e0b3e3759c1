"""The client of Rasa: every shape of answer, and every way of not answering."""

from __future__ import annotations

import socket
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest

from knowledge.messages import Message
from tests.web.stand_in import StandIn, wrap
from web.chat import rasa_client as module
from web.chat.rasa_client import DialogueError, RasaClient, read_item


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


# -- asking ---------------------------------------------------------------------------------------------------------


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False) as client:
        yield client


@pytest.fixture
def dialogue(http: httpx.AsyncClient, rasa: StandIn) -> RasaClient:
    return RasaClient(http, [url_of(rasa)], 5.0)


def url_of(rasa: StandIn) -> str:
    return f"http://127.0.0.1:{rasa.port}"


def nowhere() -> str:
    """An address where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


async def why_not(dialogue: RasaClient, message_id: str = "m1") -> DialogueError:
    with pytest.raises(DialogueError) as caught:
        await dialogue.send("web:lan", "chào", message_id)
    return caught.value


async def test_a_message_is_answered_once(dialogue: RasaClient, rasa: StandIn) -> None:
    first = await dialogue.send("web:lan", "chào", "m1", again=False)
    assert first[0].text == "nhận: chào"
    rasa.script = lambda _: [wrap({"text": "khác"})]
    assert await dialogue.send("web:lan", "chào", "m1") == first
    assert (await dialogue.send("web:minh", "chào", "m1"))[0].text == "khác"
    assert rasa.got == [("web:lan", "chào"), ("web:minh", "chào")]


async def test_silence_is_a_fault(dialogue: RasaClient, rasa: StandIn) -> None:
    rasa.script = lambda _: []
    error = await why_not(dialogue)
    assert (error.reason, error.passing) == ("silence", False)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"not json", "format"),
        (b"{}", "format"),
        (b"null", "format"),
        (b'[{"image": "x"}]', "silence"),
        (b"\xff\xfe", "format"),
    ],
)
async def test_an_unusable_answer_is_a_fault(dialogue: RasaClient, rasa: StandIn, raw: bytes, reason: str) -> None:
    rasa.raw = raw
    error = await why_not(dialogue)
    assert (error.reason, error.passing) == (reason, False)


@pytest.mark.parametrize(("status", "reason", "passing"), [(500, "status", False), (507, "store", True)])
async def test_a_failing_dialogue_says_whether_it_passes(
    dialogue: RasaClient, rasa: StandIn, status: int, reason: str, passing: bool
) -> None:
    rasa.status = status
    error = await why_not(dialogue)
    assert (error.reason, error.passing) == (reason, passing)
    rasa.status = 200
    assert await dialogue.send("web:lan", "chào", "m1")


async def test_a_slow_dialogue_is_given_up(http: httpx.AsyncClient, rasa: StandIn) -> None:
    rasa.gate.clear()
    started = time.monotonic()
    error = await why_not(RasaClient(http, [url_of(rasa)], 0.2))
    assert (error.reason, error.passing) == ("timeout", True)
    assert time.monotonic() - started < 3


async def test_no_dialogue_at_all_passes(http: httpx.AsyncClient) -> None:
    error = await why_not(RasaClient(http, [nowhere()], 5.0))
    assert (error.reason, error.passing) == ("connection", True)


async def test_only_who_knows_the_secret_is_answered(http: httpx.AsyncClient, rasa: StandIn) -> None:
    rasa.secret = "s"
    assert (await why_not(RasaClient(http, [url_of(rasa)], 5.0))).reason == "status"
    assert await RasaClient(http, [url_of(rasa)], 5.0, "s").send("web:lan", "chào", "m1")


async def test_people_are_forgotten(dialogue: RasaClient, rasa: StandIn) -> None:
    await dialogue.forget(["web:lan", "web:minh"])
    assert rasa.forgotten == ["web:lan", "web:minh"]
    rasa.status = 500
    with pytest.raises(DialogueError):
        await dialogue.forget(["web:lan"])


# -- several Rasa servers -------------------------------------------------------------------------------------------


@pytest.fixture
def another() -> Iterator[StandIn]:
    stand_in = StandIn()
    yield stand_in
    stand_in.stop()


async def test_a_persons_messages_go_to_one_server_and_people_are_spread(
    http: httpx.AsyncClient, rasa: StandIn, another: StandIn
) -> None:
    dialogue = RasaClient(http, [url_of(rasa), url_of(another)], 5.0)
    for message_id in ("m1", "m2"):
        for number in range(20):
            await dialogue.send(f"web:{number}", "chào", message_id)
    people = [{sender for sender, _ in server.got} for server in (rasa, another)]
    assert min(map(len, people)) > 3
    assert not people[0] & people[1]
    assert len(rasa.got) + len(another.got) == 40


async def test_who_does_not_answer_is_asked_last_for_a_while(
    http: httpx.AsyncClient, rasa: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = nowhere()
    dialogue = RasaClient(http, [away, url_of(rasa)], 5.0)
    for number in range(10):
        await dialogue.send(f"web:{number}", "chào", "m1")
    assert len(rasa.got) == 10
    asked: list[str] = []
    post = http.post

    async def noted(url: str, **more: Any) -> httpx.Response:
        asked.append(url)
        return await post(url, **more)

    monkeypatch.setattr(http, "post", noted)
    for number in range(10):
        await dialogue.send(f"web:{number}", "chào", "m2")
    assert not any(url.startswith(away) for url in asked)
    monkeypatch.setattr(module, "AVOIDED", 0.0)
    for number in range(10):
        await dialogue.send(f"web:{number}", "chào", "m3")
    assert any(url.startswith(away) for url in asked)


async def test_who_may_be_at_work_on_it_is_not_overtaken_by_another_one(
    http: httpx.AsyncClient, rasa: StandIn, another: StandIn
) -> None:
    """The two share one database: only the store can say whether the turn is done."""
    servers = [rasa, another]
    for server in servers:
        server.gate.clear()
    error = await why_not(RasaClient(http, [url_of(server) for server in servers], 0.2))
    assert error.reason == "timeout"
    assert len(rasa.got) + len(another.got) == 1
