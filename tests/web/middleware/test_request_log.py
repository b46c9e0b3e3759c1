"""One log line for each request, without what people wrote; a fault becomes a plain 500."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from knowledge.logs import json_lines
from tests.web.stand_in import StandIn
from web.logs import LOGGER

SECRET_WORDS = "bimatcuatoi"


@pytest.fixture
def lines(client: TestClient) -> Iterator[Callable[[], list[dict[str, Any]]]]:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(json_lines("web"))
    LOGGER.addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    LOGGER.removeHandler(handler)


def test_log_lines_say_what_happened_but_never_what_was_written(
    client: TestClient, rasa: StandIn, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    token = client.post("/api/chat", json={"text": SECRET_WORDS}).json()["session"]
    rasa.status = 500
    client.post("/api/chat", json={"text": SECRET_WORDS, "session": token})
    client.get("/api/procedures", params={"q": SECRET_WORDS})
    client.get(f"/{SECRET_WORDS}")
    client.post("/api/chat", json={"text": {SECRET_WORDS: 1}})
    found = lines()
    assert SECRET_WORDS not in json.dumps(found)
    assert token not in json.dumps(found)
    chats = [line for line in found if line.get("path") == "/api/chat"]
    assert [line["status"] for line in chats] == [200, 503, 422]
    assert {"time", "level", "event", "ms", "session"} <= set(chats[0])
    assert chats[0]["session"] == chats[1]["session"]
    assert chats[0]["session"] not in token
    assert any(line["event"] == "dialogue_unavailable" and line["reason"] == "status" for line in found)


def test_a_fault_is_a_plain_500_without_its_words(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    def fail(_: str) -> None:
        raise ValueError(SECRET_WORDS)

    monkeypatch.setattr("web.chat.conversation.mask", fail)
    reply = client.post("/api/chat", json={"text": "chào"})
    assert reply.status_code == 500
    assert reply.json()["error"]["code"] == "fault"
    assert "content-security-policy" in reply.headers
    faults = [line for line in lines() if line["event"] == "fault"]
    assert faults[0]["error"] == "ValueError"
    assert SECRET_WORDS not in json.dumps(lines())
