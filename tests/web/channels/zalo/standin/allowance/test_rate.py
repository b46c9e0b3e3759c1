from __future__ import annotations

from tests.web.channels.zalo.standin.helpers import Time
from web.channels.zalo.standin.allowance.rate import Rate
from web.channels.zalo.standin.clock import Clock


def test_so_many_calls_a_minute(moment: Time, clock: Clock) -> None:
    rate = Rate(clock)
    assert rate.take(2) == (True, {"X-RateLimit-Limit": "2", "X-RateLimit-Remain": "1"})
    moment.now += 59
    assert rate.take(2) == (True, {"X-RateLimit-Limit": "2", "X-RateLimit-Remain": "0"})
    assert rate.take(2) == (False, {"X-RateLimit-Limit": "2", "X-RateLimit-Remain": "0"})
    moment.now += 1
    assert rate.take(2)[0]


def test_a_clock_that_goes_back_begins_a_new_minute(moment: Time, clock: Clock) -> None:
    rate = Rate(clock)
    rate.take(1)
    moment.now -= 100
    assert rate.take(1)[0]
    assert not rate.take(0)[0]
