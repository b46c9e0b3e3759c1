"""The chat page: no outside host, no inline script, kept files, no markup made of text."""

from __future__ import annotations

import re
from pathlib import Path

from fastapi.testclient import TestClient


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
