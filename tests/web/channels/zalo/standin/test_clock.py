from __future__ import annotations

import asyncio
import time

from tests.web.channels.zalo.standin.helpers import NOON, Time
from web.channels.zalo.standin.clock import Clock


def test_the_time_is_the_bases_moved(moment: Time, clock: Clock) -> None:
    assert (clock.now(), clock.milliseconds()) == (NOON, 1_790_000_000_000)
    clock.move_to(60)
    assert clock.now() == NOON + 60
    moment.now += 1
    assert clock.now() == NOON + 61
    clock.move_to(-5)
    assert clock.now() == NOON - 4


def test_by_default_it_is_the_real_time() -> None:
    assert abs(Clock().now() - time.time()) < 5


async def test_who_sleeps_wakes_when_the_time_is_moved_past_the_end(clock: Clock) -> None:
    sleeper = asyncio.create_task(clock.sleep(3_600))
    await asyncio.sleep(0.01)
    clock.move_to(3_599)
    await asyncio.sleep(0.01)
    assert not sleeper.done()
    clock.move_to(3_600)
    await asyncio.wait_for(sleeper, 2)


async def test_in_real_time_it_sleeps_so_long() -> None:
    began = time.monotonic()
    await Clock().sleep(0.05)
    assert 0.04 < time.monotonic() - began < 2
