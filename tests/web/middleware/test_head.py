"""HEAD says what GET says, without the body."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize("path", ["/", "/openapi.json", "/api/procedures", "/robots.txt", "/nowhere"])
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert head.status_code == get.status_code
    assert head.content == b""
    assert head.headers["Content-Type"] == get.headers["Content-Type"]
    assert head.headers["Content-Length"] == get.headers["Content-Length"]


def test_what_only_takes_posts_still_does(client: TestClient) -> None:
    assert client.head("/api/chat").status_code == 405
