"""An event loop in which nobody waits: whenever nothing is to be done, it is later at once."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class VirtualLoop(asyncio.SelectorEventLoop):
    """For tasks that only sleep and wait for each other: no threads, no sockets."""

    _now = 0.0

    def time(self) -> float:
        return self._now

    def _run_once(self) -> None:
        scheduled: list[asyncio.TimerHandle] = getattr(self, "_scheduled")  # noqa: B009
        if not getattr(self, "_ready") and scheduled:  # noqa: B009
            self._now = max(self._now, scheduled[0].when())
        super()._run_once()  # type: ignore[misc]


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in virtual time, from 0 s on."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(main)


def now() -> float:
    """The virtual time, in seconds; a clock for what runs in it."""
    return asyncio.get_running_loop().time()
