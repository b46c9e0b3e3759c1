"""The scheduled sync, with the real command against the real stand-in of the portal."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from knowledge.errors import KnowledgeError
from knowledge.portal.store.record_store import RecordStore
from knowledge.portal.sync.outcome import last_outcome
from knowledge.settings import Settings
from tests.knowledge.portal.stand import standing
from web.operations.sync_schedule import SyncSchedule


async def until(condition: object, seconds: float = 30.0) -> None:
    for _ in range(int(seconds / 0.1)):
        if callable(condition) and condition():
            return
        await asyncio.sleep(0.1)
    raise AssertionError("it did not happen in time")


async def test_it_syncs_again_and_again(tmp_path: Path) -> None:
    with standing(tmp_path, 3) as stand:
        settings = Settings(var=tmp_path / "var", portal_base=stand.base, sync_rate=1000)
        schedule = SyncSchedule(settings, every=0.5, first_after=0.0)
        schedule.start()
        await until(lambda: (outcome := last_outcome(settings)) is not None and outcome.ok)
        first = last_outcome(settings)
        await until(lambda: last_outcome(settings) != first)
        await schedule.stop()
    assert first is not None
    assert first.new == RecordStore.open(settings).imports()[-1].new > 0


def test_without_a_period_nothing_runs_and_a_bad_one_is_refused(tmp_path: Path) -> None:
    SyncSchedule(Settings(var=tmp_path)).start()
    with pytest.raises(KnowledgeError, match="no period"):
        SyncSchedule(Settings(var=tmp_path, sync_every="sometimes"))
