"""What is being sent is recognised when Zalo reports it."""

from __future__ import annotations

import asyncio

from web.channels.zalo.echoes import Echoes
from web.chat.outbox import digest

BODY = {"text": "chào"}


async def test_an_echo_that_came_before_or_comes_after() -> None:
    echoes = Echoes()
    with echoes.watching("71", BODY) as echo:
        assert not await echo.came(0)
        echoes.heard("71", digest(BODY))
        assert await echo.came(0)
    with echoes.watching("71", BODY) as echo:
        asyncio.get_running_loop().call_later(0.05, echoes.heard, "71", digest(BODY))
        assert await echo.came(2)


async def test_anothers_echo_says_nothing() -> None:
    echoes = Echoes()
    with echoes.watching("71", BODY) as echo:
        echoes.heard("72", digest(BODY))
        echoes.heard("71", digest({"text": "khác"}))
        assert not await echo.came(0)
    echoes.heard("71", digest(BODY))  # nobody waits any more
