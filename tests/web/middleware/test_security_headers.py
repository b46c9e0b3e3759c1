"""Security headers on every answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize("path", ["/", "/api/procedures", "/nowhere", "/healthz", "/openapi.json"])
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    reply = client.get(path, headers={"Origin": "https://elsewhere.example"})
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in reply.headers


def test_a_refusal_of_the_body_carries_the_headers(make_client: Callable[..., TestClient]) -> None:
    refused = make_client(max_body=5).post("/api/chat", content=b"x" * 10)
    assert refused.status_code == 413
    assert "content-security-policy" in refused.headers
