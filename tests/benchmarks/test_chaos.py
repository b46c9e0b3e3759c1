"""A short storm over the running whole: nothing is lost, answered twice, or given to another (long: `make chaos`)."""

from __future__ import annotations

import asyncio
import os
import random
from collections import Counter
from pathlib import Path

import pytest
from redis import Redis

from benchmarks.chaos.__main__ import Storm
from benchmarks.chaos.crowd import Person, Told
from benchmarks.chaos.replicas import Replicas
from benchmarks.chaos.result import Result, judge
from deploy.whole import PID_FILE, running_whole
from tests.databases import postgres as postgres
from tests.databases import postgres_url as postgres_url
from tests.redis_server import URL as REDIS
from tests.redis_server import redis as redis


@pytest.mark.whole
def test_a_short_storm(tmp_path: Path) -> None:
    with running_whole(tmp_path, DIMOTLAN_REPLY_TIMEOUT="5") as settings:
        storm = Storm(messages=240, people=8, pause=4.0, kinds=("kill", "hang", "lock"), seed=7, most=4, fewest=2)
        base, supervisor = [f"http://127.0.0.1:{settings.web_port}"], int((tmp_path / PID_FILE).read_text())
        database = f"sqlite:///{tmp_path / 'conversations.db'}"
        check(asyncio.run(storm.rage(base, supervisor, tmp_path, database)), storm)


@pytest.mark.whole
def test_a_short_storm_over_two_of_everything(tmp_path: Path, postgres_url: str, redis: Redis) -> None:
    replicas = Replicas(2, tmp_path, postgres_url, REDIS)
    with replicas.running():
        storm = Storm(messages=320, people=8, pause=1.5, kinds=("kill", "hang"), seed=11, most=3, fewest=2)
        check(asyncio.run(storm.rage(replicas.gateways, os.getpid(), tmp_path, postgres_url)), storm)


def check(result: Result, storm: Storm) -> None:
    print("\n".join(result.lines()))
    assert result.faults == ()
    assert result.messages >= storm.messages
    assert sum(result.done.values()) >= storm.fewest > 0


def person(*numbers: int | None, topic: str = "fee") -> Person:
    told = [
        Told(f"m{place}", number, [{"text": "…", "buttons": [], "custom": {"type": "notice", "topic": topic}}])
        for place, number in enumerate(numbers)
    ]
    return Person(["http://x"], "1.001193", random.Random(1), 0.2, 0.05, told=told)


@pytest.mark.parametrize(("numbers", "faults"), [((1, 2, 3), 0), ((2, 1, 3), 0), ((1, 3), 1), ((1, 2, 2), 1)])
def test_a_number_that_is_missing_or_given_twice_is_a_fault(numbers: tuple[int, ...], faults: int) -> None:
    result = judge([person(*numbers)], Counter(), 1.0, None)
    assert len(result.faults) == faults


def test_what_was_not_taken_went_to_no_dialogue() -> None:
    assert person(1, 2).taken == 2
    assert person(1, 2, topic="already_received").taken == 0
