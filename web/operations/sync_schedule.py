"""The scheduled sync (`DIMOTLAN_SYNC_EVERY`): the gateway starts `knowledge sync` again and again, as its own process.

The outcome is told by /healthz and /metrics; the new catalogue is taken over like any other change.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
import os
import sys

from knowledge.portal.sync.outcome import last_outcome
from knowledge.portal.sync.sync import every_seconds
from knowledge.settings import Settings
from web.logs import event

FIRST_AFTER = 60.0
"""Seconds after a start before the first sync: people come first."""


class SyncSchedule:
    """Runs a sync whenever the last one is older than the period.

    Args:
        settings: `sync_every` holds the period ("24h"); empty: never.
        every: the period in seconds, in place of the settings'.
        first_after: seconds to wait after a start.

    Raises:
        KnowledgeError: the period is none.
    """

    def __init__(self, settings: Settings, every: float | None = None, first_after: float = FIRST_AFTER) -> None:
        self._settings = settings
        self._every = every if every is not None else every_seconds(settings.sync_every) if settings.sync_every else 0.0
        self._first_after = first_after
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, if a period is set."""
        if self._every:
            self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End; a sync that is running is ended too, and goes on where it was next time."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        await asyncio.sleep(self._first_after)
        while True:
            await asyncio.sleep(self._wait())
            await self._sync()

    def _wait(self) -> float:
        """Seconds until the next sync is due."""
        last = last_outcome(self._settings)
        if last is None:
            return 0.0
        return max(0.0, self._every - (dt.datetime.now(dt.UTC) - last.finished).total_seconds())

    async def _sync(self) -> None:
        event("sync_start")
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "knowledge",
            "sync",
            cwd=self._settings.root,
            env={**os.environ, **self._settings.as_environment()},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            code = await process.wait()
        except asyncio.CancelledError:
            process.terminate()
            await process.wait()
            raise
        outcome = last_outcome(self._settings)
        level = logging.INFO if code == 0 else logging.ERROR
        event("sync_end", level, code=code, changed=outcome.changed if outcome else 0)
        if code:
            await asyncio.sleep(min(self._every, 3600.0) / 4)  # not at once again when it could not even begin
