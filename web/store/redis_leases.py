"""Leases in Redis, for gateways that have one: quicker to take and to give back than rows of the database."""

from __future__ import annotations

from redis import Redis, RedisError

from web.store.database import StoreUnavailable
from web.store.leases import SECONDS, Leases

PREFIX = "dimotlan:lease:"
_TAKE = """
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
"""
_GIVE_BACK = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
"""


class RedisLeases(Leases):
    """As `Leases`; Redis' own clock says when a lease ends.

    Args:
        redis: a client, which is shared by all threads.
        holder: this gateway's name.

    Raises:
        StoreUnavailable: by `held`, when Redis is away.
    """

    def __init__(self, redis: Redis, holder: str | None = None) -> None:
        super().__init__(None, holder=holder)
        self._redis = redis

    @property
    def shared(self) -> bool:
        """Always: that is what Redis is for."""
        return True

    def _take(self, name: str) -> bool:
        return bool(self._run(_TAKE, name, str(int(SECONDS * 1000))))

    def _give_back(self, name: str) -> None:
        self._run(_GIVE_BACK, name)

    def _run(self, script: str, name: str, *arguments: str) -> int:
        try:
            return int(self._redis.eval(script, 1, PREFIX + name, self._holder, *arguments))
        except RedisError as error:
            raise StoreUnavailable(f"Redis: {type(error).__name__}") from None
