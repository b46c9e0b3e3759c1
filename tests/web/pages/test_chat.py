"""The chat page and what it is told."""

from __future__ import annotations

import json
import re

from fastapi.testclient import TestClient


def test_the_page_itself_is_asked_for_each_time(client: TestClient) -> None:
    reply = client.get("/")
    assert reply.headers["cache-control"] == "no-cache"
    config = json.loads(re.findall(r'id="config">(.*?)</script>', reply.text)[0])
    assert set(config) == {"wording", "hotline", "shared"}
