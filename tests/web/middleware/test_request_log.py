"""Security headers on every answer; log lines without what people wrote."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from knowledge.logs import json_lines
from tests.web.stand_in import StandIn
from web.logs import LOGGER
from web.pages import STATIC
from web.wording import load_wording, script_words

SECRET_WORDS = "bimatcuatoi"


@pytest.fixture
def lines(client: TestClient) -> Iterator[Callable[[], list[dict[str, Any]]]]:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(json_lines("web"))
    LOGGER.addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    LOGGER.removeHandler(handler)


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


def test_the_page_uses_no_outside_host_and_no_inline_script(client: TestClient) -> None:
    page = client.get("/").text
    assert not re.search(r"""(src|href)=["'](https?:)?//""", page)
    assert " onclick" not in page
    assert "style=" not in page
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", page, re.DOTALL)
    assert all("src=" in attributes or "application/json" in attributes for attributes, _ in scripts)
    for address in re.findall(r"""(?:src|href)=["'](/static[^"']+)""", page):
        assert "immutable" in client.get(address).headers["cache-control"], address


def test_scripts_never_make_markup_of_text() -> None:
    static = Path(__file__).parents[2] / "web" / "static"
    for script in static.rglob("*.js"):
        source = script.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", source), script.name
        assert len(source.splitlines()) < 200, script.name


def test_every_word_the_scripts_ask_for_is_in_the_texts() -> None:
    words = script_words(load_wording("1"))
    sources = "".join(path.read_text(encoding="utf-8") for path in STATIC.rglob("*.js"))
    asked = re.findall(r"""\bt\("([\w.]+)\"""", sources)
    assert len(asked) > 30
    assert [key for key in asked if key not in words] == []


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
    chats = [one for one in found if one.get("path") == "/api/chat"]
    assert [one["status"] for one in chats] == [200, 503, 422]
    assert {"time", "level", "event", "ms", "session"} <= set(chats[0])
    assert chats[0]["session"] == chats[1]["session"]
    assert chats[0]["session"] not in token
    assert any(one["event"] == "dialogue_unavailable" and one["reason"] == "status" for one in found)


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
    faults = [one for one in lines() if one["event"] == "fault"]
    assert faults[0]["error"] == "ValueError"
    assert SECRET_WORDS not in json.dumps(lines())
