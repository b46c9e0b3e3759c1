from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.web.channels.zalo.standin.helpers import Office, eventually
from web.channels.zalo.standin.account import Account
from web.channels.zalo.standin.app import base_of, create_app, listen, serving
from web.channels.zalo.standin.clock import Clock


def test_it_listens_on_the_loopback_address_only() -> None:
    bound = listen(0)
    assert bound.getsockname()[0] == "127.0.0.1"
    assert base_of(bound) == f"http://127.0.0.1:{bound.getsockname()[1]}"
    with pytest.raises(OSError, match="in use"):
        listen(bound.getsockname()[1])
    bound.close()


def listening(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def test_it_serves_while_the_block_runs() -> None:
    with serving(create_app()) as base:
        assert httpx.get(f"{base}/standin/status", trust_env=False).status_code == 200
        port = int(base.rsplit(":", 1)[1])
    eventually(lambda: not listening(port))


async def test_plain_cases_need_no_port() -> None:
    app = create_app(Account(app_id="5"), clock=Clock(lambda: 1.0))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as client:
        assert (await client.get("/standin/status")).json()["now"] == 1.0
        assert (await client.get("/docs")).status_code == 404


def test_many_messages_at_once_are_each_counted_once(office: Office) -> None:
    office.act("say", text="chào")
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda number: office.say(str(number))["error"], range(40)))
    assert (codes.count(0), codes.count(-211)) == (8, 32)
