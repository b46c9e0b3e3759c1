"""Files of the front end: kept for good, compressed once, at an address that changes with the content."""

from __future__ import annotations

import gzip
from pathlib import Path

from fastapi.testclient import TestClient

from web.pages.assets import Assets


def test_the_address_of_a_file_changes_with_its_content(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("1")
    first = Assets(tmp_path).url("a.js")
    (tmp_path / "a.js").write_text("2")
    assert Assets(tmp_path).url("a.js") != first


def test_whoever_takes_gzip_gets_it_and_others_the_plain_file(client: TestClient) -> None:
    asset = Assets().files["built/chat.js"]
    packed = client.get(asset.url, headers={"Accept-Encoding": "gzip, br"})
    plain = client.get(asset.url, headers={"Accept-Encoding": "identity"})
    assert (packed.headers.get("content-encoding"), plain.headers.get("content-encoding")) == ("gzip", None)
    assert packed.content == plain.content == asset.content
    assert gzip.decompress(asset.compressed or b"") == asset.content
    assert plain.headers["content-type"].startswith("text/javascript")
    assert "immutable" in plain.headers["cache-control"]


def test_an_unchanged_file_is_not_sent_again(client: TestClient) -> None:
    asset = Assets().files["icon.svg"]
    assert client.get(asset.url, headers={"If-None-Match": f'"{asset.digest}"'}).status_code == 304


def test_another_address_has_nothing(client: TestClient) -> None:
    assert client.get("/static/000000000000/icon.svg").status_code == 404
    assert client.get(f"/static/{Assets().files['icon.svg'].digest}/../app.py").status_code == 404
