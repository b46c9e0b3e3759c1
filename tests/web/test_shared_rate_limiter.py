"""Limits that hold for all gateways together."""

from __future__ import annotations

import asyncio

import pytest
from redis import Redis

from tests.redis_server import redis as redis
from web.errors import ApiError
from web.shared_rate_limiter import SharedRateLimiter


async def granted(limiters: list[SharedRateLimiter], tries: int, key: str = "a") -> int:
    async def one(number: int) -> bool:
        try:
            await limiters[number % len(limiters)].take(key)
        except ApiError as error:
            return error.status != 429 or int(error.headers["Retry-After"]) < 1
        return True

    return sum(await asyncio.gather(*(one(number) for number in range(tries))))


async def test_two_gateways_share_one_bucket(redis: Redis) -> None:
    gateways = [SharedRateLimiter(redis, "sender", 60) for _ in range(2)]
    assert await granted(gateways, 150) in (60, 61)  # one may have been refilled meanwhile
    assert await granted([SharedRateLimiter(redis, "address", 5)], 9) == 5
    assert await granted(gateways, 3, key="b") == 3


async def test_a_bucket_is_refilled_by_the_clock_of_redis(redis: Redis) -> None:
    limiter = SharedRateLimiter(redis, "sender", 600)
    assert await granted([limiter], 620) >= 600
    await asyncio.sleep(0.35)
    assert await granted([limiter], 1) == 1


async def test_while_redis_is_away_each_gateway_counts_for_itself() -> None:
    limiter = SharedRateLimiter(Redis(host="127.0.0.1", port=1), "sender", 3)
    assert await granted([limiter], 5) == 3


@pytest.mark.parametrize("key", ["", "ê\0\n", "x" * 5000])
async def test_any_key(redis: Redis, key: str) -> None:
    assert await granted([SharedRateLimiter(redis, "sender", 1)], 2, key) == 1
