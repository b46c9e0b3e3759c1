"""Refusals: one shape, clear words, and never what was sent."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff", b"[" * 10_000, b'{"text": ' + b"9" * 5000 + b"}"])
def test_broken_json_is_refused_in_one_shape(client: TestClient, raw: bytes) -> None:
    refused = client.post("/api/chat", content=raw, headers={"content-type": "application/json"})
    assert refused.status_code in (400, 422)
    assert refused.json()["error"]["message"]


def test_what_was_sent_is_never_echoed_in_a_refusal(client: TestClient) -> None:
    refused = client.post("/api/chat", json={"text": {"cccd": "001203004567"}})
    assert refused.status_code == 422
    assert "001203004567" not in refused.text


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [("GET", "/nowhere", 404, "not_found"), ("DELETE", "/api/chat", 405, "method_not_allowed")],
)
def test_the_frameworks_own_refusals_have_the_same_shape(
    client: TestClient, method: str, path: str, status: int, code: str
) -> None:
    refused = client.request(method, path)
    assert (refused.status_code, refused.json()["error"]["code"]) == (status, code)
    assert refused.json()["error"]["message"]


def test_the_fields_are_named(client: TestClient) -> None:
    refused = client.post("/api/chat", json={"text": "a", "answers": "x" * 201, "session": 5})
    assert "answers, session" in refused.json()["error"]["message"]
