"""How often one session and one address may ask."""

from __future__ import annotations

import pytest

from web.errors import ApiError
from web.rate_limiter import RateLimiter


async def test_a_bucket_empties_and_refills() -> None:
    now = [0.0]
    limiter = RateLimiter(per_minute=6, clock=lambda: now[0])
    for _ in range(6):
        await limiter.take("a")
    with pytest.raises(ApiError) as refused:
        await limiter.take("a")
    assert refused.value.status == 429
    assert refused.value.headers == {"Retry-After": "10"}
    await limiter.take("b")
    now[0] = 10.0
    await limiter.take("a")
    with pytest.raises(ApiError):
        await limiter.take("a")


async def test_only_so_many_keys_are_remembered() -> None:
    limiter = RateLimiter(per_minute=1, clock=lambda: 0.0, max_keys=2)
    for key in ("a", "b", "c"):
        await limiter.take(key)
    await limiter.take("a")  # forgotten, so it starts full
    with pytest.raises(ApiError):
        await limiter.take("c")
