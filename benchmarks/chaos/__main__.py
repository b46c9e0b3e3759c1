"""`make chaos`, `python -m benchmarks.chaos`: people talk while parts die; counts what was lost or answered twice."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks.chaos.crowd import OPENINGS, Person
from benchmarks.chaos.mischief import Mischief
from benchmarks.chaos.replicas import Replicas
from benchmarks.chaos.result import Result, judge, turns_applied
from deploy.whole import PID_FILE, running_whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print the figures; 1 when a message was lost, answered twice or given to another."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chaos", description=__doc__)
    parser.add_argument("--messages", type=int, default=10_000, help="how many are sent in all")
    parser.add_argument("--people", type=int, default=16, help="how many talk at once")
    parser.add_argument("--pause", type=float, default=60.0, help="seconds between two faults, on average")
    parser.add_argument("--kinds", nargs="*", default=["kill", "hang", "lock", "fill"])
    parser.add_argument("--var", type=Path, help="data folder: a small file system of its own, if it is to be filled")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--replicas", type=int, default=1, help="of each part; several need --database and --redis")
    parser.add_argument("--database", default="", help="an empty PostgreSQL database, postgresql+psycopg2://…")
    parser.add_argument("--redis", default="", help="redis://…")
    options = parser.parse_args(arguments)
    storm = Storm(options.messages, options.people, options.pause, tuple(options.kinds), options.seed)
    with _folder(options.var) as var:
        if options.replicas > 1:
            replicas = Replicas(options.replicas, var, options.database, options.redis)
            with replicas.running():
                result = asyncio.run(storm.rage(replicas.gateways, os.getpid(), var, options.database))
        else:
            with running_whole(var, DIMOTLAN_REPLY_TIMEOUT="5") as settings:
                base = [f"http://127.0.0.1:{settings.web_port}"]
                database = f"sqlite:///{var / 'conversations.db'}"
                result = asyncio.run(storm.rage(base, int((var / PID_FILE).read_text()), var, database))
    for line in result.lines():
        print(line)
    return 1 if result.faults else 0


@dataclass(frozen=True)
class Storm:
    """How many messages by how many people, how often something is done to the parts, and what.

    Args:
        messages: sent at least; people talk on until `fewest` things were done, however fast they are answered.
        people: who talk at once.
        pause: seconds between two things, on average.
        kinds: what is done.
        seed: of the chances.
        most: how many things are done in all.
        fewest: how many are done at least.
    """

    messages: int
    people: int
    pause: float
    kinds: tuple[str, ...]
    seed: int
    most: int = 1_000_000
    fewest: int = 0

    async def rage(self, base: Sequence[str], supervisor: int, var: Path, database: str) -> Result:
        """Let people talk to the gateways at `base` while mischief is done; what came of it.

        Args:
            base: addresses of the gateways.
            supervisor: the process whose descendants the parts are.
            var: the data folder.
            database: where the dialogue stores its turns.
        """
        codes = list(OPENINGS)
        chances = [random.Random(self.seed * 1000 + number) for number in range(self.people)]
        crowd = [
            Person(base, codes[number % len(codes)], chance, repeated=0.2, swapped=0.05)
            for number, chance in enumerate(chances)
        ]
        mischief = Mischief(supervisor, var, random.Random(self.seed), self.pause, self.kinds, self.most)

        def goes_on() -> bool:
            return mischief.done.total() < self.fewest

        started = time.monotonic()
        limits = httpx.Limits(max_connections=self.people * 4)
        async with httpx.AsyncClient(timeout=15, limits=limits, trust_env=False) as client:
            trouble = asyncio.create_task(mischief.go_on())
            await asyncio.gather(*(person.talk(client, self.messages // self.people, goes_on) for person in crowd))
            trouble.cancel()
            await asyncio.gather(trouble, return_exceptions=True)
        seconds = time.monotonic() - started
        return judge(crowd, mischief.done, seconds, turns_applied(database))


@contextlib.contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


if __name__ == "__main__":
    sys.exit(main())
