"""The browser comes back to the loopback address with a code; whatever else comes there does no harm."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from web.channels.zalo.authorise import returned_to_loopback


async def test_the_address_that_the_browser_comes_back_to(capsys: pytest.CaptureFixture[str]) -> None:
    back: list[str] = []

    def permission_url(redirect: str) -> str:
        back.append(redirect)
        return f"https://oauth.test/?redirect_uri={redirect}"

    waiting = asyncio.create_task(returned_to_loopback(permission_url, 0, patience=10))
    while not back:
        await asyncio.sleep(0.01)
    async with httpx.AsyncClient(trust_env=False) as client:
        assert "Waiting" in (await client.get(f"{back[0]}favicon.ico")).text
        assert "Done" in (await client.get(f"{back[0]}?code=abc&state=x")).text
    port = int(back[0].rstrip("/").rpartition(":")[2])
    assert await waiting == f"http://127.0.0.1:{port}/?code=abc&state=x"
    assert f"https://oauth.test/?redirect_uri={back[0]}" in capsys.readouterr().out


async def test_nonsense_is_survived() -> None:
    back: list[str] = []
    waiting = asyncio.create_task(
        returned_to_loopback(lambda redirect: back.append(redirect) or redirect, 0, patience=10)  # type: ignore[func-returns-value]
    )
    while not back:
        await asyncio.sleep(0.01)
    port = int(back[0].rstrip("/").rpartition(":")[2])
    for nonsense in (b"", b"\r\n", b"\xff\xfe /?code= x\r\n"[:4], b"x" * 40_000):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(nonsense)
        writer.close()
    async with httpx.AsyncClient(trust_env=False) as client:
        await client.get(f"{back[0]}?code=abc")
    assert (await waiting).endswith("?code=abc")


async def test_nobody_comes() -> None:
    with pytest.raises(OSError, match="nobody came"):
        await returned_to_loopback(lambda redirect: redirect, 0, patience=0.05)
