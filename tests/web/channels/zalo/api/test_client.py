"""One call of the API: what is sent, and what is made of the answer."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.channels.zalo.fake import FakeZalo
from web.channels.zalo.api.client import LARGEST_FILE, Client, Unreachable, UploadRefused


def client_of(handle: Any) -> Client:
    return Client(httpx.AsyncClient(transport=httpx.MockTransport(handle)), "https://api.test/")


def answering(answer: httpx.Response | Exception) -> Client:
    def handle(_: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    return client_of(handle)


async def test_what_is_sent() -> None:
    seen: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"error": 0, "data": {"message_id": "m1"}})

    answer = await client_of(handle).send("the-token", "71", {"text": "chào"})
    (request,) = seen
    assert (answer.code, answer.message_id) == (0, "m1")
    assert str(request.url) == "https://api.test/v3.0/oa/message/cs"
    assert request.headers["access_token"] == "the-token"
    assert json.loads(request.content) == {"recipient": {"user_id": "71"}, "message": {"text": "chào"}}


async def test_what_an_answer_tells() -> None:
    data = {"message_id": "m1", "quota": {"quota_type": "reply", "remain": "7", "total": "8"}}
    headers = {"X-RateLimit-Remain": "3", "Retry-After": "12"}
    answer = await answering(httpx.Response(200, json={"error": 0, "data": data}, headers=headers)).send("t", "71", {})
    assert (answer.quota_type, answer.free_left, answer.remain, answer.retry_after) == ("reply", 7, 3, 12.0)
    charged = {"error": 0, "data": {"quota": {"quota_type": "sub_quota", "remain": "7"}}}
    answer = await answering(httpx.Response(200, json=charged)).send("t", "71", {})
    assert (answer.quota_type, answer.free_left, answer.remain, answer.message_id) == ("sub_quota", None, None, "")


async def test_an_error_is_an_answer_whatever_the_status() -> None:
    for status in (200, 400):
        answer = await answering(httpx.Response(status, json={"error": -216, "message": "no"})).send("t", "71", {})
        assert answer.code == -216
    assert (await answering(httpx.Response(200, json={"error": "-32"})).send("t", "71", {})).code == -32


@pytest.mark.parametrize(
    ("answer", "reason", "doubtful"),
    [
        (httpx.ConnectError("away"), "connection", False),
        (httpx.ConnectTimeout("away"), "connection", False),
        (httpx.PoolTimeout("busy"), "connection", False),
        (httpx.ReadTimeout("slow"), "timeout", True),
        (httpx.RemoteProtocolError("cut"), "connection", True),
        (httpx.Response(502, text="<h1>"), "status", True),
        (httpx.Response(200, text="<h1>"), "format", True),
        (httpx.Response(200, json=[]), "format", True),
        (httpx.Response(200, json={"error": None}), "format", True),
    ],
)
async def test_no_answer(answer: httpx.Response | Exception, reason: str, doubtful: bool) -> None:
    with pytest.raises(Unreachable, match=reason) as caught:
        await answering(answer).send("t", "71", {"text": "a"})
    assert caught.value.doubtful == doubtful


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@given(body=JSON | st.fixed_dictionaries({"error": JSON, "data": st.fixed_dictionaries({"quota": JSON})}))
async def test_any_json_is_an_answer_or_none(body: Any) -> None:
    try:
        answer = await answering(httpx.Response(200, json=body)).send("t", "71", {})
    except Unreachable:
        return
    assert isinstance(answer.code, int)
    assert isinstance(answer.message_id + answer.quota_type, str)
    assert answer.free_left is None or isinstance(answer.free_left, int)


async def test_a_file_is_brought_to_zalo(fake: FakeZalo) -> None:
    token = await client_of(fake).upload_file("access-1", b"%PDF-1.7", "Danh sách.PDF")
    assert token.startswith("file-")
    fake.answers.append(-201)
    with pytest.raises(UploadRefused, match="-201"):
        await client_of(fake).upload_file("access-1", b"%PDF-1.7", "a.pdf")


@pytest.mark.parametrize(("content", "name"), [(b"x", "a.exe"), (b"x", "pdf"), (b"x" * (LARGEST_FILE + 1), "a.pdf")])
async def test_a_file_that_zalo_would_not_take_is_not_sent(fake: FakeZalo, content: bytes, name: str) -> None:
    with pytest.raises(ValueError, match="5 MB"):
        await client_of(fake).upload_file("access-1", content, name)
