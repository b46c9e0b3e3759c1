"""What the routes take: the address's share of requests."""

from __future__ import annotations

from collections.abc import Callable

from fastapi.testclient import TestClient

from web.rate_limiter import ADDRESS_FACTOR


def test_fresh_sessions_do_not_get_around_the_limit(make_client: Callable[..., TestClient]) -> None:
    client = make_client(rate_per_minute=1)
    statuses = [
        client.post("/api/chat", json={"text": "chào", "session": ""}).status_code for _ in range(ADDRESS_FACTOR + 1)
    ]
    assert statuses == [200] * ADDRESS_FACTOR + [429]
