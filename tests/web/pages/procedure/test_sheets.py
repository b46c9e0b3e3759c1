"""Sheets at a bounded cost."""

from __future__ import annotations

import asyncio
import threading

import pytest

from web.pages.procedure.sheets import Sheets, TooBusy


async def test_the_same_sheet_is_set_once_and_one_at_a_time() -> None:
    sheets, made, at_once = Sheets(), [], []

    def make(name: bytes) -> bytes:
        at_once.append(threading.active_count())
        made.append(name)
        return name

    found = await asyncio.gather(*(sheets.get((name,), lambda name=name: make(name)) for name in [b"a", b"a", b"b"]))  # type: ignore[misc]
    assert found == [b"a", b"a", b"b"]
    assert made == [b"a", b"b"]


async def test_the_oldest_is_forgotten() -> None:
    sheets, made = Sheets(most_kept=2), []

    async def ask(name: str) -> None:
        await sheets.get((name,), lambda: made.append(name) or b"x")  # type: ignore[func-returns-value]

    for name in ("a", "b", "a", "c", "a", "b"):
        await ask(name)
    assert made == ["a", "b", "c", "b"]


async def test_who_would_wait_too_long_is_told_and_the_next_one_is_served() -> None:
    sheets, go = Sheets(most_waiting=2), threading.Event()

    def slow() -> bytes:
        assert go.wait(5)
        return b"x"

    waiting = [asyncio.create_task(sheets.get((number,), slow)) for number in range(2)]
    await asyncio.sleep(0.01)
    with pytest.raises(TooBusy):
        await sheets.get((3,), slow)
    go.set()
    assert await asyncio.gather(*waiting) == [b"x", b"x"]
    assert await sheets.get((3,), slow) == b"x"


async def test_a_sheet_that_fails_holds_up_nobody() -> None:
    sheets = Sheets(most_waiting=1)

    def broken() -> bytes:
        raise ValueError("no")

    for _ in range(3):
        with pytest.raises(ValueError, match="no"):
            await sheets.get(("a",), broken)
    assert await sheets.get(("a",), lambda: b"x") == b"x"
