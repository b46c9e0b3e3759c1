"""A sync brings a store up to date, runs alone, changes nothing in a dry run, and loses nothing by a kill -9."""

from __future__ import annotations

import datetime as dt
import json
import signal
import subprocess
import sys
import time

import filelock
import pytest

from knowledge.errors import KnowledgeError, StoreError, SyncRunning
from knowledge.portal.sync.outcome import last_outcome
from knowledge.portal.sync.sync import every_seconds, sync
from knowledge.settings import ROOT, Settings
from tests.knowledge.portal.stand import (
    COUNT,
    DAY,
    Stand,
    all_codes,
    code,
    codes_held,
    record,
    run_sync,
    store_of,
)

ALL = all_codes()


def test_from_nothing_to_current_on_either_store(stand: Stand, either: Settings) -> None:
    first = run_sync(stand, either)
    assert first.imported
    assert (len(first.imported.new), first.fetched, first.requests) == (COUNT, COUNT, COUNT + 3)

    again = run_sync(stand, either)
    assert again.imported
    assert (again.fetched, again.requests, again.plan.unchanged) == (0, 3, COUNT)
    assert (again.imported.new, again.imported.changed, again.imported.ended) == ([], [], [])

    stand.tell(change={code(5): {"name": "Tên mới"}}, remove=[code(9)], add=[record(30)])
    third = run_sync(stand, either, DAY + dt.timedelta(days=1))
    assert third.imported
    assert (third.imported.new, third.imported.changed, third.imported.ended) == ([code(30)], [code(5)], [code(9)])
    assert (third.plan.new, third.plan.changed, third.fetched) == ([code(30)], [code(5)], 2)
    store = store_of(either)
    assert codes_held(store) == ALL - {code(9)} | {code(30)}
    assert store.seen()[code(1)] == DAY + dt.timedelta(days=1)
    outcome = last_outcome(either)
    assert outcome
    assert (outcome.ok, outcome.imported, outcome.listed, outcome.fetched) == (True, True, COUNT, 2)
    assert (outcome.new, outcome.changed, outcome.ended, outcome.unusable, outcome.error) == (1, 1, 1, 0, "")


def test_a_dry_run_says_and_changes_nothing(stand: Stand, settings: Settings) -> None:
    with stand.client() as client:
        fresh = sync(None, client, settings, DAY, dry_run=True)
    assert (len(fresh.plan.new), stand.asked()["detail"]) == (COUNT, 0)
    assert not settings.var.exists()
    run_sync(stand, settings)
    stand.tell(change={code(1): {"name": "Tên mới"}}, remove=[code(2)], add=[record(40)])
    before = {path: path.read_bytes() for path in settings.var.rglob("*") if path.is_file()}
    report = run_sync(stand, settings, dry_run=True)
    plan = report.plan
    assert (plan.new, plan.changed, plan.ended, plan.unchanged) == ([code(40)], [code(1)], [code(2)], COUNT - 2)
    assert before == {path: path.read_bytes() for path in settings.var.rglob("*") if path.is_file()}
    with stand.client() as client, pytest.raises(StoreError):
        sync(None, client, settings, DAY)


def test_one_sync_at_a_time(stand: Stand, settings: Settings) -> None:
    run_sync(stand, settings)
    before = (settings.var / "sync" / "last.json").read_bytes()
    with filelock.FileLock(settings.var / "sync" / "lock"):
        for dry_run in (False, True):
            with pytest.raises(SyncRunning, match="another sync"):
                run_sync(stand, settings, dry_run=dry_run)
    assert (settings.var / "sync" / "last.json").read_bytes() == before


@pytest.mark.parametrize("damage", [b"no database at all" * 100, b""])
def test_a_damaged_spool_is_begun_anew(stand: Stand, settings: Settings, damage: bytes) -> None:
    run_sync(stand, settings)
    (settings.var / "sync" / "spool.db").write_bytes(damage)
    (settings.var / "sync" / "last.json").write_bytes(damage)
    assert last_outcome(settings) is None
    assert run_sync(stand, settings).fetched == 0  # the store itself says what it holds


def test_a_lost_store_is_filled_again(stand: Stand, settings: Settings) -> None:
    run_sync(stand, settings)
    for path in settings.var.glob("records.db*"):
        path.unlink()
    assert run_sync(stand, settings).fetched == COUNT


def test_kill_9_in_the_middle_loses_nothing(stand: Stand, settings: Settings) -> None:
    stand.tell(delay=0.03)
    command = [sys.executable, "-m", "knowledge", "sync", "--base", stand.base, "--rate", "1000", "--json"]
    environment = {"DIMOTLAN_VAR": str(settings.var), "PATH": "/usr/bin:/bin"}

    def start() -> subprocess.Popen[str]:
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=-1, stderr=-1, text=True)

    for at_least in (5, 15):
        with start() as process:
            until = time.monotonic() + 20
            while stand.asked()["detail"] < at_least and time.monotonic() < until:
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
            assert process.wait(timeout=10) == -signal.SIGKILL
    assert not codes_held(store_of(settings))
    output, errors = start().communicate(timeout=30)
    result = json.loads(output)
    assert (result["ok"], result["resumed"], result["new"]) == (True, True, COUNT), errors
    assert codes_held(store_of(settings)) == ALL
    asked = stand.asked()
    assert asked["list"] == 1  # pages of a hundred here
    assert set(asked["details"]) == ALL
    assert asked["detail"] <= COUNT + 2  # but for the answer that was on its way at each kill
    assert result["fetched"] <= COUNT - 15 + 2


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("24h", 86_400), ("7d", 604_800), ("90m", 5_400), ("60s", 60), ("1d 12H", 129_600), ("1.5h", 5_400)],
)
def test_periods(text: str, seconds: float) -> None:
    assert every_seconds(text) == seconds


@pytest.mark.parametrize("text", ["", "24", "h", "1w", "-1h", "24h!", "0h", "59s", "400d", "1e9h", "one day", "١h"])
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(KnowledgeError, match="period"):
        every_seconds(text)
