"""A lease is held by one at a time, for as long as its holder lives and a little longer."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from web.store import leases as module
from web.store.database import Database, StoreUnavailable
from web.store.leases import SECONDS, Leases
from web.store.tables import LEASES


@pytest.fixture
def shared(postgres_url: str) -> Iterator[Database]:
    database = Database(postgres_url)
    yield database
    database.close()


def held_in(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.execute(sa.select(LEASES.c.name)).scalars())


async def test_one_gateway_holds_it_once(database: Database) -> None:
    leases = Leases(database)
    async with leases.held("a") as first, leases.held("a") as again, leases.held("b") as other:
        assert (first, again, other) == (True, False, True)
    async with leases.held("a") as later:
        assert later
    assert held_in(database) == []


async def test_a_fault_gives_it_back(database: Database) -> None:
    leases = Leases(database)
    with pytest.raises(ZeroDivisionError):
        async with leases.held("a"):
            raise ZeroDivisionError
    task = asyncio.create_task(_hold(leases, "a", 60))
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with leases.held("a") as mine:
        assert mine


async def _hold(leases: Leases, name: str, seconds: float) -> None:
    async with leases.held(name) as mine:
        assert mine
        await asyncio.sleep(seconds)


async def test_two_gateways_never_hold_it_at_once(shared: Database) -> None:
    first, second = Leases(shared), Leases(shared)
    async with first.held("a") as mine, second.held("a") as others, second.held("b") as another:
        assert (mine, others, another) == (True, False, True)
    async with second.held("a") as mine:
        assert mine


async def test_it_is_renewed_while_it_is_held(shared: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.6)
    first, second = Leases(shared), Leases(shared)
    async with first.held("a"):
        end = time.monotonic() + 1.5
        while time.monotonic() < end:
            async with second.held("a") as others:
                assert not others
            await asyncio.sleep(0.05)


async def test_many_who_want_it_take_turns(shared: Database) -> None:
    chance, holders, most, got = random.Random(1), 0, 0, 0

    async def want(leases: Leases) -> None:
        nonlocal holders, most, got
        for _ in range(8):
            async with leases.held("a") as mine:
                if mine:
                    holders, got = holders + 1, got + 1
                    most = max(most, holders)
                    await asyncio.sleep(chance.uniform(0, 0.02))
                    holders -= 1
            await asyncio.sleep(chance.uniform(0, 0.02))

    await asyncio.gather(*(want(Leases(shared)) for _ in range(6)))
    assert most == 1
    assert got > 6


HOLDER = """
import asyncio, sys
from web.store.database import Database
from web.store.leases import Leases

async def main():
    async with Leases(Database(sys.argv[1])).held("a") as mine:
        print(mine, flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""


async def test_whoever_was_killed_holds_it_no_longer_than_its_time(shared: Database, postgres_url: str) -> None:
    process = subprocess.Popen([sys.executable, "-c", HOLDER, postgres_url], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "True"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    now = time.time()
    async with Leases(shared, clock=lambda: now + 1).held("a") as early:
        assert not early
    async with Leases(shared, clock=lambda: now + SECONDS + 1).held("a") as late:
        assert late


async def test_a_gateway_that_starts_again_is_another(shared: Database) -> None:
    async with Leases(shared).held("a") as before, Leases(shared).held("a") as after:
        assert (before, after) == (True, False)


async def test_a_database_that_fails_is_told_and_nothing_is_held(
    shared: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    leases = Leases(shared)
    with monkeypatch.context() as patch:
        patch.setattr(LEASES, "name", "nowhere")
        with pytest.raises(StoreUnavailable):
            await _hold(leases, "a", 0)
    async with leases.held("a") as mine:
        assert mine
