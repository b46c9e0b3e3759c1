"""Every page: no outside host, no inline script or style, files that are kept for good."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

PAGES = ("/", "/khong-js")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_uses_no_outside_host_and_no_inline_script(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert not re.search(r"""(src|href)=["'](https?:)?//""", page)
    assert " onclick" not in page
    assert "style=" not in page
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", page, re.DOTALL)
    assert all("src=" in attributes or "application/json" in attributes for attributes, _ in scripts)
    for address in re.findall(r"""(?:src|href)=["'](/static[^"']+)""", page):
        assert "immutable" in client.get(address).headers["cache-control"], address
