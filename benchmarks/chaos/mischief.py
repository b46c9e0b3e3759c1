"""What is done to the assistant while people talk to it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PARTS = {"actions": "-m actions", "rasa": "-m bot", "web": "web.app:create_app"}
"""The parts, and what the command line of each holds."""


@dataclass
class Mischief:
    """Does one thing after another, drawn by chance.

    Args:
        supervisor: the process whose parts are meant.
        var: the data folder.
        chance: what comes next.
        pause: seconds between two things, on average.
        kinds: which of `ALL` are done.
        most: how many things are done in all; after that the assistant is left in peace.
    """

    supervisor: int
    var: Path
    chance: random.Random
    pause: float
    kinds: Sequence[str] = ("kill", "hang", "lock", "fill")
    most: int = 1_000_000
    done: Counter[str] = field(default_factory=Counter)

    async def go_on(self) -> None:
        """Until it is cancelled, or enough was done."""
        while self.done.total() < self.most:
            await asyncio.sleep(self.chance.uniform(0.5, 1.5) * self.pause)
            kind = self.chance.choice(list(self.kinds))
            what = await ALL[kind](self)
            self.done[what] += 1

    async def kill(self) -> str:
        """Kill a part, without warning."""
        name = self.chance.choice(list(PARTS))
        for pid in pids_of(self.supervisor, name):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return f"kill -9 {name}"

    async def hang(self) -> str:
        """Stop a part for some seconds."""
        name = self.chance.choice(list(PARTS))
        pids = pids_of(self.supervisor, name)
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP)
        await asyncio.sleep(self.chance.uniform(1.0, 4.0))
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)
        return f"{name} hangs"

    async def lock(self) -> str:
        """Hold the write lock of a database for some seconds."""
        name = self.chance.choice(["web.db", "conversations.db"])
        seconds = self.chance.uniform(2.0, 8.0)
        await asyncio.to_thread(_hold, self.var / name, seconds)
        return f"{name} locked"

    async def fill(self) -> str:
        """Fill the disk of the data folder for some seconds; only where that is a small file system of its own."""
        if not is_small(self.var):
            return "disk full (left out: the data folder has no file system of its own)"
        file = self.var / "filling"
        try:
            with contextlib.suppress(OSError), file.open("wb", buffering=0) as stream:
                while True:
                    stream.write(b"\0" * 65536)
            await asyncio.sleep(self.chance.uniform(2.0, 5.0))
        finally:
            file.unlink(missing_ok=True)
        return "disk full"


ALL: dict[str, Callable[[Mischief], Awaitable[str]]] = {
    "kill": Mischief.kill,
    "hang": Mischief.hang,
    "lock": Mischief.lock,
    "fill": Mischief.fill,
}


def is_small(folder: Path) -> bool:
    """Whether the folder is a mounted file system of at most 512 MiB, which may be filled."""
    space = os.statvfs(folder)
    return os.path.ismount(folder) and space.f_blocks * space.f_frsize <= 512 * 1024 * 1024


def pids_of(supervisor: int, name: str) -> list[int]:
    """The processes of a part, among the descendants of the supervisor."""
    parents = dict(_processes())
    below = [pid for pid in parents if pid != supervisor and _descends(pid, supervisor, parents)]
    return [pid for pid in below if PARTS[name] in _command(pid)]


def _processes() -> list[tuple[int, int]]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):
                found.append((int(folder.name), int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])))
    return found


def _descends(pid: int, ancestor: int, parents: dict[int, int]) -> bool:
    seen = set()
    while pid in parents and pid not in seen:
        seen.add(pid)
        pid = parents[pid]
        if pid == ancestor:
            return True
    return False


def _command(pid: int) -> str:
    with contextlib.suppress(OSError):
        return (Path("/proc") / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


def _hold(file: Path, seconds: float) -> None:
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(file, timeout=5)) as connection:
        connection.isolation_level = None
        connection.execute("BEGIN EXCLUSIVE")
        time.sleep(seconds)
        connection.execute("ROLLBACK")
