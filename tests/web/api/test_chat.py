"""POST /api/chat: the session, the limits, and every refusal in one shape."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

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
