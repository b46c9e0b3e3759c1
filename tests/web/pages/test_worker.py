"""The service worker and the manifest: they name exactly what the page loads."""

from __future__ import annotations

import json
import re

from fastapi.testclient import TestClient

from web.pages.assets import Assets, asset_of
from web.pages.worker import worker_script


def shell(client: TestClient) -> dict[str, object]:
    script = client.get("/worker.js").text
    return dict(json.loads(re.findall(r"^self\.shell = (.*);$", script, re.MULTILINE)[0]))


def test_it_keeps_the_page_and_everything_the_page_loads(client: TestClient) -> None:
    files = shell(client)["files"]
    assert isinstance(files, list)
    page = client.get("/").text
    loaded = set(re.findall(r"""(?:src|href)=["'](/[^"'#]+)""", page)) - {"/khong-js"}
    assert loaded <= set(files)
    assert [address for address in files if client.get(address).status_code != 200] == []
    assert not any(address.startswith("/api") for address in files)


def test_browsers_look_for_a_newer_one_each_time(client: TestClient) -> None:
    reply = client.get("/worker.js")
    assert reply.headers["cache-control"] == "no-cache"
    assert reply.headers["content-type"].startswith("text/javascript")
    assert client.get("/worker.js", headers={"If-None-Match": reply.headers["etag"]}).status_code == 304


def test_another_file_or_another_word_is_another_version() -> None:
    assets = Assets()
    first = worker_script(assets, "words").content
    assert worker_script(assets, "words").content == first
    assert worker_script(assets, "other words").content != first
    assets.files["built/chat.js"] = asset_of("built/chat.js", b"1")
    assert worker_script(assets, "words").content != first


def test_the_manifest_has_icons_of_the_sizes_it_says(client: TestClient) -> None:
    reply = client.get("/manifest.webmanifest")
    assert reply.headers["content-type"].startswith("application/manifest+json")
    manifest = reply.json()
    assert (manifest["lang"], manifest["start_url"], manifest["short_name"]) == ("vi", "/", "Đi Một Lần")
    sides = []
    for icon in manifest["icons"]:
        picture = client.get(icon["src"])
        assert picture.headers["content-type"].startswith(icon["type"])
        if icon["type"] == "image/png":
            width, height = (int.from_bytes(picture.content[at : at + 4], "big") for at in (16, 20))
            assert icon["sizes"] == f"{width}x{height}"
            sides.append(width)
    assert sides == [192, 512]
