"""Leases in Redis: one holder among all gateways, and none for ever."""

from __future__ import annotations

import asyncio

import pytest
from redis import Redis

from tests.redis_server import redis as redis
from web.store import leases as module
from web.store.database import StoreUnavailable
from web.store.redis_leases import PREFIX, RedisLeases


async def test_two_gateways_never_hold_one_lease(redis: Redis) -> None:
    one, other = RedisLeases(redis), RedisLeases(redis)
    async with one.held("a") as mine:
        async with other.held("a") as theirs, other.held("b") as another:
            assert (mine, theirs, another) == (True, False, True)
        async with one.held("a") as again:
            assert not again
    async with other.held("a") as later:
        assert later
    assert list(redis.scan_iter(f"{PREFIX}*")) == []


async def test_many_who_want_it_get_it_one_after_the_other(redis: Redis) -> None:
    inside, most = 0, 0

    async def work(leases: RedisLeases) -> None:
        nonlocal inside, most
        while True:
            async with leases.held("a") as mine:
                if mine:
                    inside += 1
                    most = max(most, inside)
                    await asyncio.sleep(0.005)
                    inside -= 1
                    return
            await asyncio.sleep(0.002)

    await asyncio.gather(*(work(RedisLeases(redis)) for _ in range(12)))
    assert most == 1


async def test_a_lease_ends_with_its_holder_and_is_renewed_before(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in (module, __import__("web.store.redis_leases", fromlist=["SECONDS"])):
        monkeypatch.setattr(place, "SECONDS", 0.6)
    one, other = RedisLeases(redis), RedisLeases(redis)
    async with one.held("a"):
        await asyncio.sleep(1.0)
        async with other.held("a") as theirs:
            assert not theirs
    assert RedisLeases(redis)._take("a")  # its holder dies without a word
    await asyncio.sleep(0.7)
    async with other.held("a") as theirs:
        assert theirs


async def test_redis_away_is_said() -> None:
    leases = RedisLeases(Redis(host="127.0.0.1", port=1))
    with pytest.raises(StoreUnavailable, match="Redis"):
        async with leases.held("a"):
            pass
