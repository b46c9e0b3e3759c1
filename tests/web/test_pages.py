"""The chat page: no outside host, no inline script, kept files, no markup made of text."""

from __future__ import annotations

import json
import re

import pytest
from fastapi.testclient import TestClient

from web.pages import STATIC, content_hash


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
    for script in STATIC.rglob("*.js"):
        source = script.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", source), script.name
        assert len(source.splitlines()) < 200, script.name


def test_the_address_of_the_files_changes_with_their_content(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = content_hash()
    assert f"/static/{first}/js/main.js" in client.get("/").text
    monkeypatch.setattr("web.pages._files", lambda: [STATIC / "icon.svg"])
    assert content_hash() != first


def test_the_page_itself_is_asked_for_each_time(client: TestClient) -> None:
    reply = client.get("/")
    assert reply.headers["cache-control"] == "no-cache"
    config = json.loads(re.findall(r'id="config">(.*?)</script>', reply.text)[0])
    assert set(config) == {"wording", "hotline"}
