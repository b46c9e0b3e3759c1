"""Calls of the Bot Platform, whose token stands in the address and in no log."""

from __future__ import annotations

import json
import logging
from typing import Any

import httpx
import pytest

from web.channels.zalo_bot.client import BotClient, BotError, unlogged

TOKEN = "456:geheim"


def bot_of(handle: Any) -> BotClient:
    return BotClient(httpx.AsyncClient(transport=httpx.MockTransport(handle)), "https://bot.test/", TOKEN)


async def test_what_is_called() -> None:
    seen: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"ok": True, "result": {}})

    await bot_of(handle).send_message("71", "chào")
    await bot_of(handle).set_webhook("https://motcua.test/zalo-bot/webhook", "s" * 8)
    assert [request.url.path for request in seen] == [f"/bot{TOKEN}/sendMessage", f"/bot{TOKEN}/setWebhook"]
    assert json.loads(seen[0].content) == {"chat_id": "71", "text": "chào"}
    assert json.loads(seen[1].content) == {"url": "https://motcua.test/zalo-bot/webhook", "secret_token": "s" * 8}


@pytest.mark.parametrize(
    ("answer", "code", "reason"),
    [
        (httpx.ReadTimeout("slow"), 0, "timeout"),
        (httpx.ConnectError("away"), 0, "connection"),
        (httpx.Response(502, text="<h1>"), 502, "format"),
        (httpx.Response(401, json={"ok": False, "error_code": 401, "description": "no"}), 401, "refused"),
        (httpx.Response(200, json={"ok": False}), 200, "refused"),
        (httpx.Response(200, json=[]), 200, "refused"),
    ],
)
async def test_what_goes_wrong(answer: httpx.Response | Exception, code: int, reason: str) -> None:
    def handle(_: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    with pytest.raises(BotError) as caught:
        await bot_of(handle).send_message("71", "chào")
    assert (caught.value.code, caught.value.reason) == (code, reason)
    assert TOKEN not in str(caught.value)


async def test_the_token_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "httpx")
    bot = bot_of(lambda _: httpx.Response(200, json={"ok": True}))
    await bot.send_message("71", "chào")
    assert TOKEN in caplog.text  # so it would be
    caplog.clear()
    with unlogged(TOKEN):
        await bot.send_message("71", "chào")
        logging.getLogger("httpx").info("something else")
    assert TOKEN not in caplog.text
    assert "something else" in caplog.text
