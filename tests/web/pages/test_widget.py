"""The loader and the page in the frame, as the server gives them."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from knowledge.settings import Settings
from web.pages.assets import Asset, Assets
from web.pages.widget import loader
from web.wording import load_wording

SITES = "https://xa.example.vn https://*.huyen.example.vn:443/, http://LOCALHOST:81"
MOST = 5_000
"""The loader is to weigh so many bytes at most, compressed."""


def test_the_loader_is_small_and_whole() -> None:
    script = loader(Assets(), load_wording("1"))
    assert script.compressed is not None
    assert len(script.compressed) <= MOST
    text = script.content.decode()
    assert "@words@" not in text
    assert "@style@" not in text
    assert "Hỏi thủ tục" in text
    assert ".launcher" in text


def test_the_loader_needs_the_joined_file_of_this_release(tmp_path: Path) -> None:
    assets = Assets()
    old = assets.files["built/widget.js"]
    assets.files["built/widget.js"] = Asset(old.name, b"nothing to fill in", None, old.media_type, old.digest)
    with pytest.raises(RuntimeError, match="make front"):
        loader(assets, load_wording("1"))


def test_any_site_may_load_it_and_asks_again_soon(make_client: Callable[..., TestClient]) -> None:
    client = make_client(widget_sites=SITES)
    reply = client.get("/widget.js")
    assert reply.headers["content-type"].startswith("text/javascript")
    assert reply.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "max-age=300" in reply.headers["cache-control"]
    assert "immutable" not in reply.headers["cache-control"]
    again = client.get("/widget.js", headers={"If-None-Match": reply.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cross-origin-resource-policy"] == "cross-origin"
    raw = client.get("/widget.js", headers={"Accept-Encoding": "gzip"})
    assert raw.headers["content-encoding"] == "gzip"
    assert gzip.decompress(gzip.compress(raw.content)) == reply.content


def test_only_listed_sites_may_frame_the_widget_and_nobody_anything_else(
    make_client: Callable[..., TestClient],
) -> None:
    client = make_client(widget_sites=SITES)
    framed = client.get("/widget").headers
    assert "x-frame-options" not in framed
    assert framed["content-security-policy"].endswith(
        "frame-ancestors https://xa.example.vn https://*.huyen.example.vn http://localhost:81"
    )
    assert "unsafe" not in framed["content-security-policy"]
    assert framed["x-robots-tag"] == "noindex"
    for path in ("/", "/widget.js", "/widget/", "/widget/x", "//widget", "/healthz", "/api/procedures"):
        other = client.get(path, follow_redirects=False).headers
        assert other["x-frame-options"] == "DENY", path
        assert "frame-ancestors 'none'" in other["content-security-policy"], path


def test_without_sites_there_is_no_widget(client: TestClient) -> None:
    for path in ("/widget", "/widget.js"):
        reply = client.get(path)
        assert reply.status_code == 404
        assert reply.headers["x-frame-options"] == "DENY"


def test_the_frame_knows_whom_it_may_speak_to(make_client: Callable[..., TestClient]) -> None:
    client = make_client(widget_sites=SITES)
    config = json.loads(re.findall(r'id="config">(.*?)</script>', client.get("/widget").text)[0])
    assert config["sites"] == ["https://xa.example.vn", "https://*.huyen.example.vn", "http://localhost:81"]
    assert "sites" not in client.get("/").text.split("</script>")[0]


@pytest.mark.parametrize(
    "sites",
    ["*", "https://*", "https://*.vn", "xa.vn", "https://xa.vn/path", "https://xa.vn;script-src", "https://a 'self'",
     "javascript:alert(1)", "https://xa.vn\r\nX: 1:", "https://u@xa.vn", "data:text/html,x"],
)  # fmt: skip
def test_a_list_that_says_more_than_sites_ends_the_start(sites: str) -> None:
    with pytest.raises(ValidationError):
        Settings(widget_sites=sites)


@pytest.mark.parametrize("sites", ["", " ", "https://xa.vn", "https://*.lamdong.gov.vn,http://127.0.0.1:8000/ "])
def test_sites_are_listed_with_spaces_or_commas(sites: str) -> None:
    assert len(Settings(widget_sites=sites).widget_origins) == len(sites.replace(",", " ").split())
