"""Limits: size, length, rate; every refusal in one shape with clear words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from tests.web.stand_in import StandIn
from web.errors import ApiError
from web.rate_limiter import ADDRESS_FACTOR, RateLimiter


def test_a_bucket_empties_and_refills() -> None:
    now = [0.0]
    limiter = RateLimiter(per_minute=6, clock=lambda: now[0])
    for _ in range(6):
        limiter.take("a")
    with pytest.raises(ApiError) as refused:
        limiter.take("a")
    assert refused.value.status == 429
    assert refused.value.headers == {"Retry-After": "10"}
    limiter.take("b")
    now[0] = 10.0
    limiter.take("a")
    with pytest.raises(ApiError):
        limiter.take("a")


def test_only_so_many_keys_are_remembered() -> None:
    limiter = RateLimiter(per_minute=1, clock=lambda: 0.0, max_keys=2)
    for key in ("a", "b", "c"):
        limiter.take(key)
    limiter.take("a")  # forgotten, so it starts full
    with pytest.raises(ApiError):
        limiter.take("c")


def test_a_session_is_slowed_down(make_client: Callable[..., TestClient], rasa: StandIn) -> None:
    client = make_client(rate_per_minute=3)
    replies = [client.post("/api/chat", json={"text": "chào"}) for _ in range(4)]
    assert [one.status_code for one in replies] == [200, 200, 200, 429]
    assert 1 <= int(replies[-1].headers["retry-after"]) <= 20
    error = replies[-1].json()["error"]
    assert error["code"] == "too_many"
    assert replies[-1].headers["retry-after"] in error["message"]
    assert len(rasa.got) == 3


def test_fresh_sessions_do_not_get_around_the_limit(make_client: Callable[..., TestClient]) -> None:
    client = make_client(rate_per_minute=1)
    statuses = [
        client.post("/api/chat", json={"text": "chào", "session": ""}).status_code for _ in range(ADDRESS_FACTOR + 1)
    ]
    assert statuses == [200] * ADDRESS_FACTOR + [429]


def test_a_long_message_is_refused_with_the_limit(make_client: Callable[..., TestClient], rasa: StandIn) -> None:
    client = make_client(max_text=20)
    assert client.post("/api/chat", json={"text": "ạ" * 20}).status_code == 200
    refused = client.post("/api/chat", json={"text": "ạ" * 21})
    assert refused.status_code == 422
    assert refused.json()["error"]["code"] == "too_long"
    assert "20" in refused.json()["error"]["message"]
    assert len(rasa.got) == 1


@pytest.mark.parametrize("path", ["/api/chat", "/api/procedures/1.001193/checklist"])
def test_a_large_body_is_refused(make_client: Callable[..., TestClient], path: str) -> None:
    client = make_client(max_body=1000)
    announced = client.post(path, content=b"x" * 1001)
    streamed = client.post(path, content=iter([b"x" * 600, b"x" * 600]))
    for refused in (announced, streamed):
        assert refused.status_code == 413
        assert refused.json()["error"]["code"] == "too_large"
        assert "1000" in refused.json()["error"]["message"]


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


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff", b"[" * 10_000, b'{"text": ' + b"9" * 5000 + b"}"])
def test_broken_json_is_refused_in_one_shape(client: TestClient, raw: bytes) -> None:
    refused = client.post("/api/chat", content=raw, headers={"content-type": "application/json"})
    assert refused.status_code in (400, 422)
    assert refused.json()["error"]["message"]


def test_what_was_sent_is_never_echoed_in_a_refusal(client: TestClient) -> None:
    refused = client.post("/api/chat", json={"text": {"cccd": "001203004567"}})
    assert refused.status_code == 422
    assert "001203004567" not in refused.text
