"""A client of the real Redis for tests; conftests import the fixture from here."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from redis import Redis, RedisError

URL = os.environ.get("DIMOTLAN_TEST_REDIS", "redis://127.0.0.1:6379/9")


@pytest.fixture
def redis() -> Iterator[Redis]:
    """Empty of what is ours, before and after."""
    client = Redis.from_url(URL, socket_timeout=3)
    try:
        _clear(client)
    except RedisError as error:
        pytest.skip(f"no Redis at {URL}: {error}")
    yield client
    _clear(client)
    client.close()


def _clear(client: Redis) -> None:
    for key in client.scan_iter("dimotlan:*"):
        client.delete(key)
