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


def test_the_page_comes_compressed_and_not_twice(client: TestClient) -> None:
    first = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert first.headers["content-encoding"] == "gzip"
    assert first.headers["content-type"] == "text/html; charset=utf-8"
    again = client.get("/", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/", headers={"Accept-Encoding": "identity"}).text == first.text


def test_it_welcomes_with_examples_that_work_without_the_script(client: TestClient) -> None:
    html = client.get("/").text
    examples = re.findall(r'<button class="quick" name="text" value="(.+?)">(.+?)</button>', html)
    assert len(examples) == 3
    assert all(sent == shown for sent, shown in examples)
    assert re.search(r'<form method="post" action="/khong-js">\s*<div class="replies"', html)
