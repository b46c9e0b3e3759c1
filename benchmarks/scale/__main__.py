"""One and two of each part over PostgreSQL and Redis, eight people at once: `python -m benchmarks.scale`.

`--write` puts the figures into docs/scale.md. It needs a PostgreSQL server on which a database may be made, and Redis.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import secrets
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx
import sqlalchemy as sa

from benchmarks.chaos.replicas import Replicas
from benchmarks.scale.need import COMMUNES, PROVINCES, Need, need
from benchmarks.timing import percentile, timed
from benchmarks.turns import TURNS
from deploy.whole import ROOT, Person

DOCUMENT = ROOT / "docs" / "scale.md"
PEOPLE = 8
ROUNDS = 6
PARTS = {"gateway": "web.app:create_app", "Rasa": "-m bot", "action server": "-m actions", "PostgreSQL": "postgres"}
"""The parts, and what the command line of each holds."""
REPLICATED = ("gateway", "Rasa", "action server")


@dataclass(frozen=True)
class Figures:
    """`cpu`: milliseconds a turn by part; `memory`: MB of one process by part; times in milliseconds."""

    rate: float
    middle: float
    high: float
    cpu: Mapping[str, float]
    memory: Mapping[str, float]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--server", default="postgresql+psycopg2://postgres@127.0.0.1:5432/postgres")
    parser.add_argument("--redis", default="redis://127.0.0.1:6379/8")
    parser.add_argument("--write", action="store_true", help="into docs/scale.md")
    options = parser.parse_args(arguments)
    found = {
        name: measure(count, options.server, options.redis) for count, name in ((1, "one of each"), (2, "two of each"))
    }
    one = found["one of each"]
    cpu = {part: milliseconds / 1000 for part, milliseconds in one.cpu.items()}
    memory = {part: one.memory[part] for part in REPLICATED}
    needs = {
        f"{PROVINCES} provinces": need(COMMUNES, cpu, memory),
        f"one province (a {PROVINCES}th)": need(COMMUNES / PROVINCES, cpu, memory),
    }
    tables = {"carried": _carried(found), "need": _need(needs)}
    for table in tables.values():
        print(table)
    if options.write:
        DOCUMENT.write_text(with_tables(DOCUMENT.read_text(encoding="utf-8"), tables), encoding="utf-8")
    return 0


def measure(count: int, server: str, redis: str) -> Figures:
    """Turns of PEOPLE people at once over so many of each part."""
    with _database(server) as database, tempfile.TemporaryDirectory() as folder:
        replicas = Replicas(count, Path(folder), database, redis)
        with replicas.running():
            for base in replicas.gateways * 2:
                _talk(base)
            before, started = _cpu(), time.perf_counter()
            with ThreadPoolExecutor(PEOPLE) as pool:
                bases = [replicas.gateways[number % count] for number in range(PEOPLE * ROUNDS)]
                times = [each for person in pool.map(_talk, bases) for each in person]
            seconds = time.perf_counter() - started
            cpu = {part: (spent - before[part]) * 1000 / len(times) for part, spent in _cpu().items()}
            memory = {part: _memory(marker) for part, marker in PARTS.items()}
    return Figures(len(times) / seconds, percentile(times, 0.5), percentile(times, 0.95), cpu, memory)


def _talk(base: str) -> list[float]:
    """Milliseconds of each turn of a conversation."""
    with httpx.Client(base_url=base, timeout=60, trust_env=False) as client:
        person = Person(client)
        number = secrets.randbelow(1_000_000)  # another question each time: the embedder keeps what it has seen
        typed = [turn.format(number=number) for turn in TURNS]
        return [timed(lambda words=words: person.say(words)) for words in typed]  # type: ignore[misc]


@contextlib.contextmanager
def _database(server: str) -> Iterator[str]:
    """A database of its own, dropped at the end."""
    name = f"dimotlan_scale_{secrets.token_hex(4)}"
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield f"{server.rpartition('/')[0]}/{name}"
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        engine.dispose()


def _cpu() -> dict[str, float]:
    """Seconds of CPU that the processes of each part have used, ended children of theirs included."""
    ticks = os.sysconf("SC_CLK_TCK")
    spent = dict.fromkeys(PARTS, 0.0)
    for part, process in _processes():
        with contextlib.suppress(OSError):
            fields = (process / "stat").read_text().rsplit(")", 1)[1].split()
            spent[part] += sum(int(field) for field in fields[11:15]) / ticks
    return spent


def _memory(marker: str) -> float:
    """MB of one process of a part (proportional set size), the mean of all."""
    sizes = []
    for part, process in _processes():
        if PARTS[part] == marker:
            with contextlib.suppress(OSError):
                lines = (process / "smaps_rollup").read_text().splitlines()
                sizes.append(sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024)
    return sum(sizes) / len(sizes) if sizes else 0.0


def _processes() -> Iterator[tuple[str, Path]]:
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            for part, marker in PARTS.items():
                if marker in command.split("--")[0]:
                    yield part, process
                    break


def with_tables(text: str, tables: Mapping[str, str]) -> str:
    """The document with what stands between `<!-- measured:NAME -->` and `<!-- /measured -->` made anew."""
    for name, table in tables.items():
        place = re.compile(rf"(<!-- measured:{name} -->).*?(<!-- /measured -->)", re.DOTALL)
        text = place.sub(lambda match, table=table: match[1] + table + match[2], text)  # type: ignore[misc]
    return text


def _carried(found: Mapping[str, Figures]) -> str:
    rows = ["", "| | turns a second | p50 / p95 | CPU of a turn: " + ", ".join(PARTS) + " |", "|---|---|---|---|"]
    for name, figures in found.items():
        cpu = ", ".join(f"{figures.cpu[part]:.1f}" for part in PARTS)
        rows.append(f"| {name} | {figures.rate:.0f} | {figures.middle:.0f} / {figures.high:.0f} ms | {cpu} ms |")
    return "\n".join([*rows, ""])


def _need(needs: Mapping[str, Need]) -> str:
    rows = [
        "",
        "| | λ, turns a second | gateways | Rasas | action servers | cores | memory |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, each in needs.items():
        counts = " | ".join(str(each.replicas[part]) for part in REPLICATED)
        rows.append(f"| {name} | {each.turns:,.0f} | {counts} | {each.cores:.1f} | {each.memory:.0f} GB |")
    return "\n".join([*rows, ""])


if __name__ == "__main__":
    sys.exit(main())
