"""How often one session and one address may ask."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from web.errors import ApiError

ADDRESS_FACTOR = 10
"""An address may send this many times what one session may: a whole office can sit behind one address."""


class RateLimiter:
    """A token bucket for each key, in memory: `per_minute` at once, refilled evenly over a minute.

    Args:
        per_minute: how many a key may use in a minute.
        clock: seconds, only going forward.
        max_keys: how many keys are remembered; the key unused for longest is forgotten first.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic, max_keys: int = 50_000) -> None:
        self._capacity = float(per_minute)
        self._clock = clock
        self._max_keys = max_keys
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def take(self, key: str) -> None:
        """Use up one request of the key.

        Raises:
            ApiError: 429 with Retry-After, when the key has none left.
        """
        refuse_if(self.wait(key))

    def wait(self, key: str) -> float:
        """Use up one request of the key; the seconds to wait when it has none left, else 0."""
        now = self._clock()
        left, seen = self._buckets.pop(key, (self._capacity, now))
        left = min(self._capacity, left + (now - seen) * self._capacity / 60)
        granted = left >= 1
        self._buckets[key] = (left - 1 if granted else left, now)
        while len(self._buckets) > self._max_keys:
            self._buckets.popitem(last=False)
        return 0.0 if granted else (1 - left) * 60 / self._capacity


def refuse_if(seconds: float) -> None:
    """Refuse a request that has to wait.

    Raises:
        ApiError: 429 with Retry-After, when there are seconds to wait.
    """
    if seconds > 0:
        wait = max(1, math.ceil(seconds))
        raise ApiError(429, "too_many", headers={"Retry-After": str(wait)}, seconds=wait)
