"""One at a time, in this gateway and among several, and never for long."""

from __future__ import annotations

import asyncio

import pytest

from web.channels.zalo import turns
from web.channels.zalo.turns import Turns
from web.errors import ApiError
from web.store.database import Database
from web.store.leases import Leases


@pytest.fixture(autouse=True)
def less_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.6)


async def test_whoever_comes_first_goes_first(database: Database) -> None:
    alone, order = Turns(Leases(database)), []

    async def take(number: int) -> None:
        async with alone.alone("lan"):
            order.append(number)
            await asyncio.sleep(0.01)
            order.append(number)

    await asyncio.gather(*(take(number) for number in range(5)))
    assert order == [number for number in range(5) for _ in range(2)]


async def test_two_gateways_take_turns(postgres_url: str) -> None:
    first, second = Database(postgres_url), Database(postgres_url)
    order: list[str] = []

    async def take(name: str, each: Turns) -> None:
        for _ in range(5):
            async with each.alone("lan"):
                order.append(name)
                await asyncio.sleep(0.01)
                order.append(name)

    await asyncio.gather(take("a", Turns(Leases(first))), take("b", Turns(Leases(second))))
    assert all(order[place] == order[place + 1] for place in range(0, len(order), 2))
    first.close()
    second.close()


async def test_waiting_has_an_end(database: Database) -> None:
    alone = Turns(Leases(database))
    async with alone.alone("lan"), alone.alone("minh"):
        with pytest.raises(ApiError, match="try_later"):
            async with alone.alone("lan"):
                pass
    async with alone.alone("lan"):
        pass  # free again


async def test_a_fault_frees_the_turn(database: Database) -> None:
    alone = Turns(Leases(database))
    with pytest.raises(KeyError):
        async with alone.alone("lan"):
            raise KeyError
    async with alone.alone("lan"):
        pass
