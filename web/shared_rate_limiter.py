"""How often one session and one address may ask, whichever of several gateways they ask: counted in Redis."""

from __future__ import annotations

import asyncio
import logging

from redis import Redis, RedisError

from web.logs import event
from web.rate_limiter import RateLimiter, refuse_if

PREFIX = "dimotlan:bucket:"
_TAKE = """
local capacity = tonumber(ARGV[1])
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local bucket = redis.call('HMGET', KEYS[1], 'left', 'seen')
local left = tonumber(bucket[1]) or capacity
local seen = tonumber(bucket[2]) or now
left = math.min(capacity, left + (now - seen) * capacity / 60)
local wait = 0
if left >= 1 then left = left - 1 else wait = (1 - left) * 60 / capacity end
redis.call('HSET', KEYS[1], 'left', tostring(left), 'seen', tostring(now))
redis.call('EXPIRE', KEYS[1], 120)
return tostring(wait)
"""


class SharedRateLimiter(RateLimiter):
    """As `RateLimiter`, in Redis and by Redis' clock; while Redis is away each gateway counts for itself.

    Args:
        redis: a client, which is shared by all threads.
        name: tells the buckets of this limiter from those of others.
        per_minute: how many a key may use in a minute.
    """

    def __init__(self, redis: Redis, name: str, per_minute: int) -> None:
        super().__init__(per_minute)
        self._redis = redis
        self._name = name
        self._away = False

    async def take(self, key: str) -> None:
        """Use up one request of the key.

        Raises:
            ApiError: 429 with Retry-After, when the key has none left.
        """
        refuse_if(await asyncio.to_thread(self._wait_everywhere, key))

    def _wait_everywhere(self, key: str) -> float:
        try:
            wait = self._redis.eval(_TAKE, 1, f"{PREFIX}{self._name}:{key}", str(self._capacity))
        except RedisError as error:
            if not self._away:
                event("redis_away", logging.ERROR, error=type(error).__name__)
            self._away = True
            return self.wait(key)
        self._away = False
        return float(wait)
