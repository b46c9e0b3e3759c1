"""POST /api/chat: the session, the limits, and every refusal in one shape."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from tests.web.chat.asking import Person, send_slowly, texts, waiting
from tests.web.disk import Disk
from tests.web.helpers import wait_for
from tests.web.stand_in import StandIn


def test_a_session_is_slowed_down(make_client: Callable[..., TestClient], rasa: StandIn) -> None:
    client = make_client(rate_per_minute=3)
    session = client.post("/api/chat", json={"text": "chào"}).json()["session"]
    replies = [client.post("/api/chat", json={"text": "chào", "session": session}) for _ in range(3)]
    assert [reply.status_code for reply in replies] == [200, 200, 429]
    assert 1 <= int(replies[-1].headers["retry-after"]) <= 20
    error = replies[-1].json()["error"]
    assert error["code"] == "too_many"
    assert replies[-1].headers["retry-after"] in error["message"]
    assert len(rasa.got) == 3


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "text_or_payload"),
        ({"text": None}, 422, "text_or_payload"),
        ({"text": "a", "payload": "/greet"}, 422, "text_or_payload"),
        ({"text": 5}, 422, "invalid_request"),
        ({"text": "a", "session": 5}, 422, "invalid_request"),
        ({"text": "a", "message_id": "x" * 65}, 422, "invalid_request"),
        ([], 422, "invalid_request"),
        (None, 422, "invalid_request"),
    ],
)
def test_a_wrong_request_is_refused_in_one_shape(client: TestClient, body: object, status: int, code: str) -> None:
    refused = client.post("/api/chat", json=body)
    assert refused.status_code == status
    assert refused.json()["error"]["code"] == code
    assert set(refused.json()) == {"error"}
    assert set(refused.json()["error"]) == {"code", "message"}


def test_the_conversation_goes_on_by_its_token_alone(client: TestClient, rasa: StandIn) -> None:
    """A browser is used by many: nothing it keeps by itself leads into an earlier person's conversation."""
    first = client.post("/api/chat", json={"text": "một"})
    assert "set-cookie" not in first.headers
    client.post("/api/chat", json={"text": "hai", "session": first.json()["session"]})
    client.post("/api/chat", json={"text": "ba"})
    senders = [sender for sender, _ in rasa.got]
    assert senders[0] == senders[1] != senders[2]
    assert all(sender.startswith("web:") for sender in senders)


def test_half_a_character_is_refused(client: TestClient) -> None:
    json_type = {"content-type": "application/json"}
    refused = client.post("/api/chat", content=b'{"payload": "/greet\\ud800"}', headers=json_type)
    assert refused.status_code == 422


@pytest.mark.parametrize(("text", "taken"), [("1", False), ("chưa có", False), ("làm giấy khai sinh cho con", True)])
def test_a_short_word_of_a_conversation_that_has_ended_is_no_answer(
    client: TestClient, rasa: StandIn, text: str, taken: bool
) -> None:
    reply = client.post("/api/chat", json={"session": "of.another.week", "text": text}).json()
    assert bool(rasa.got) is taken
    topic = (reply["messages"][0]["custom"] or {}).get("topic")
    assert (topic == "expired") is not taken
    assert client.post("/api/chat", json={"session": reply["session"], "text": text}).status_code == 200
    assert len(rasa.got) == 1 + taken


def test_a_message_without_a_reply_yet_is_worth_sending_again(make_client: Callable[..., TestClient]) -> None:
    client = make_client(rasa_port=9, reply_timeout=0.2)  # the discard port: nobody listens
    answer = client.post("/api/chat", json={"text": "chào", "message_id": "m1"})
    assert (answer.status_code, set(answer.json())) == (503, {"session", "messages", "number"})
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json()["messages"][0]["custom"] == {"type": "notice", "topic": "unavailable"}
    assert answer.json()["number"] is None


def test_the_pages_503_is_followed_by_the_reply_to_the_same_id(
    make_client: Callable[..., TestClient], rasa: StandIn
) -> None:
    person = Person(make_client(reply_timeout=10.0))
    send_slowly(person, rasa, text="chào", message_id="m1")
    assert texts(person.send(text="chào", message_id="m1")) == ["nhận: chào"]
    assert (person.status, person.number, len(rasa.got)) == (200, 1, 1)


def test_news_are_what_came_too_late_once(make_client: Callable[..., TestClient], rasa: StandIn) -> None:
    client = make_client(reply_timeout=10.0)
    person = Person(client)
    person.send(text="chào")
    send_slowly(person, rasa, text="nữa", message_id="m2")
    ask = {"session": person.session}
    wait_for(lambda: client.post("/api/news", json=ask).json()["number"] == 2)
    assert client.post("/api/news", json=ask).json()["messages"] == []
    assert client.post("/api/news", json={"session": "of.another.week"}).json()["messages"] == []


def test_a_full_disk_loses_nothing(make_client: Callable[..., TestClient], rasa: StandIn, disk: Disk) -> None:
    client = make_client(var=disk.path, reply_timeout=10.0)
    person = Person(client)
    before = person.send(text="khai sinh", message_id="m0")
    filler = disk.fill()
    sent, lost = 1, {"text": "", "message_id": ""}
    with waiting(client, 0.5):
        for number in range(200):
            body = {"text": "tôi kể thêm " * 80, "message_id": f"m{number + 1}"}
            answer = client.post("/api/chat", json={"session": person.session, **body}).json()
            if "error" in answer:
                assert answer["error"]["code"] == "try_later"
                lost = body
                break
            sent += 1
    assert lost["text"], "the disk was never full"
    wait_for(lambda: client.get("/healthz").json()["parts"]["database"] == "down")
    filler.unlink()
    assert person.send(text="khai sinh", message_id="m0") == before
    assert person.send(**lost)[0]["text"]
    assert person.status == 200
    assert len(rasa.got) == sent + 1  # whatever was accepted was applied, once
    assert client.get("/healthz").json()["parts"]["database"] == "ok"
