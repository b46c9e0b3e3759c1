"""A sync asks for as little as it can, survives what portal and machine do to it, and imports all or nothing."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import filelock
import pytest

from knowledge.errors import ImportRefused, KnowledgeError, PortalError, StoreError, SyncRunning
from knowledge.portal.files.faults import Fault
from knowledge.portal.importing import import_file
from knowledge.portal.sync import client as client_module
from knowledge.portal.sync import run as sync_run
from knowledge.portal.sync.client import PortalClient
from knowledge.portal.sync.outcome import SyncReport, last_outcome
from knowledge.portal.sync.plan import listed_of
from knowledge.portal.sync.responses import Page
from knowledge.portal.sync.sync import every_seconds, sync
from knowledge.settings import ROOT, Settings
from tests.knowledge.portal.stand import (
    DAY,
    Stand,
    code,
    codes_held,
    record,
    standing,
    store_of,
    write_records,
)

COUNT = 24
ALL = {code(number) for number in range(1, COUNT + 1)}


@pytest.fixture
def stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    """A stand-in of 24 records, listed in pages of ten."""
    monkeypatch.setattr(client_module, "PAGE_SIZE", 10)
    with standing(tmp_path, COUNT) as stand:
        yield stand


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(var=tmp_path / "var")


@pytest.fixture
def either(url: str, tmp_path: Path) -> Settings:
    """Settings with each kind of store."""
    return Settings(var=tmp_path / "var", records_url="" if url.startswith("sqlite") else url)


def run(stand: Stand, settings: Settings, day: dt.date = DAY, **how: Any) -> SyncReport:
    client_how = {key: how.pop(key) for key in ("tries", "timeout") if key in how}
    with stand.client(**client_how) as client:
        return sync(store_of(settings), client, settings, day, **how)


def test_from_nothing_to_current_on_either_store(stand: Stand, either: Settings) -> None:
    first = run(stand, either)
    assert first.imported
    assert (len(first.imported.new), first.fetched, first.requests) == (COUNT, COUNT, COUNT + 3)

    again = run(stand, either)
    assert again.imported
    assert (again.fetched, again.requests, again.plan.unchanged) == (0, 3, COUNT)
    assert (again.imported.new, again.imported.changed, again.imported.ended) == ([], [], [])

    stand.tell(change={code(5): {"name": "Tên mới"}}, remove=[code(9)], add=[record(30)])
    third = run(stand, either, DAY + dt.timedelta(days=1))
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


def test_what_a_file_brought_is_not_fetched_again(stand: Stand, settings: Settings, tmp_path: Path) -> None:
    import_file(store_of(settings), write_records(tmp_path / "file.jsonl", 20), DAY)
    stand.tell(change={code(3): {"name": "Thủ tục tên khác"}})
    report = run(stand, settings)
    assert (len(report.plan.new), report.plan.changed, report.plan.unchanged) == (4, [code(3)], 19)
    assert report.fetched == 5


def test_what_was_not_read_for_long_is_read_again_the_oldest_first(stand: Stand, settings: Settings) -> None:
    run(stand, settings)
    stand.tell(change={code(7): {"name": "Tên mới"}})
    run(stand, settings, DAY + dt.timedelta(days=10))
    stand.tell(change={code(2): {"decisionNo": "2/QĐ"}})  # the list does not tell
    assert run(stand, settings, DAY + dt.timedelta(days=29)).fetched == 0
    due = run(stand, settings, DAY + dt.timedelta(days=30))
    assert due.imported
    assert (set(due.plan.due), due.imported.changed) == (ALL - {code(7)}, [code(2)])
    rest = run(stand, settings, DAY + dt.timedelta(days=45))
    assert rest.plan.due == [code(7)]
    everything = run(stand, settings, DAY + dt.timedelta(days=75), dry_run=True).plan.due
    assert (len(everything), everything[-1]) == (COUNT, code(7))


def test_full_fetches_everything(stand: Stand, settings: Settings) -> None:
    run(stand, settings)
    assert run(stand, settings, full=True).fetched == COUNT
    assert run(stand, settings).fetched == 0


def test_a_portal_in_trouble(stand: Stand, settings: Settings) -> None:
    stand.tell(
        next=[{"status": 429, "retry_after": 1}, {"status": 500}, {"html": True}, {"cut": True}, {"delay": 1}],
        fail_every=5,
        html_every=7,
        cut_every=11,
    )
    report = run(stand, settings, timeout=0.3)
    assert codes_held(store_of(settings)) == ALL
    assert (report.missing, report.gave_up) == ([], "")
    answers = stand.asked()["answers"]
    assert answers["503"] >= 5
    assert answers["html"] >= 3
    assert answers["cut"] >= 2


def test_a_broken_detail_is_a_fault_and_the_run_goes_on(stand: Stand, settings: Settings) -> None:
    stand.tell(
        broken={code(4): 404, code(6): 500},
        change={code(8): {"detail": {"name": None}}, code(10): {"detail": {"code": "9.999999"}}},
    )
    report = run(stand, settings, tries=2)
    assert report.imported
    assert codes_held(store_of(settings)) == ALL - {code(number) for number in (4, 6, 8, 10)}
    assert {fault.code for fault in report.missing} == {code(4), code(6), code(10)}
    assert {fault.code for fault in report.imported.faults} == {code(4), code(6), code(8), code(10)}
    outcome = last_outcome(settings)
    assert outcome
    assert (outcome.ok, outcome.missing, outcome.unusable) == (True, 3, 1)

    stand.tell(broken={}, change={code(10): {"detail": {"code": code(10)}}})
    again = run(stand, settings)
    assert again.plan.new == [code(4), code(6), code(10)]  # what was read but unusable waits until it changes or is due
    assert code(10) in codes_held(store_of(settings))


def test_a_detail_that_breaks_later_keeps_what_is_known(stand: Stand, settings: Settings) -> None:
    run(stand, settings)
    stand.tell(change={code(4): {"name": "Tên mới"}}, broken={code(4): 500})
    assert len(run(stand, settings, tries=1).missing) == 1
    assert codes_held(store_of(settings)) == ALL
    stand.tell(broken={})
    report = run(stand, settings)
    assert report.imported
    assert report.imported.changed == [code(4)]


def test_no_details_at_all(stand: Stand, settings: Settings) -> None:
    stand.tell(only="detail", fail_every=1)
    with pytest.raises(PortalError, match="status 503"):
        run(stand, settings, tries=2)
    assert stand.asked()["detail"] == 2 * sync_run.GIVE_UP_AFTER
    assert store_of(settings).latest() is None
    outcome = last_outcome(settings)
    assert outcome
    assert (outcome.ok, outcome.imported, outcome.listed) == (False, False, COUNT)
    assert "503" in outcome.error
    stand.tell(fail_every=0)
    report = run(stand, settings)
    assert (report.resumed, report.requests, report.fetched) == (True, COUNT, COUNT)


def test_details_end_half_way(stand: Stand, settings: Settings) -> None:
    stand.tell(broken={code(number): 502 for number in range(12, COUNT + 1)})
    report = run(stand, settings, tries=1)
    assert (report.fetched, len(report.missing)) == (11, 13)
    assert len(codes_held(store_of(settings))) == 11
    outcome = last_outcome(settings)
    assert outcome
    assert (outcome.ok, outcome.imported, outcome.missing) == (False, True, 13)
    stand.tell(broken={code(number): 502 for number in range(12, 18)})  # six that never come do not hold up the rest
    assert run(stand, settings, tries=1).fetched == 7
    assert len(codes_held(store_of(settings))) == 18


def test_a_portal_that_asks_to_come_back_is_left_alone(stand: Stand, settings: Settings) -> None:
    stand.tell(only="detail", next=[{}] * 5 + [{"status": 429, "retry_after": 3600}])
    report = run(stand, settings)
    assert (report.fetched, stand.asked()["detail"]) == (5, 6)
    assert "60 minutes" in report.gave_up


def test_a_list_cut_short_is_refused(stand: Stand, settings: Settings) -> None:
    run(stand, settings)
    stand.tell(remove=[code(number) for number in range(1, 10)], add=[record(50)])
    with pytest.raises(ImportRefused, match="lacks 9 of the 24"):
        run(stand, settings)
    assert codes_held(store_of(settings)) == ALL
    assert stand.asked()["details"].get(code(50)) is None
    outcome = last_outcome(settings)
    assert outcome
    assert not outcome.ok
    stand.tell(add=[record(number) for number in range(1, 10)])
    assert run(stand, settings).imported  # the list was walked anew
    assert codes_held(store_of(settings)) == ALL | {code(50)}


def test_an_empty_list_is_refused(tmp_path: Path, settings: Settings) -> None:
    with standing(tmp_path, 1) as stand:
        stand.tell(remove=[code(1)])
        with pytest.raises(ImportRefused, match="no records"):
            run(stand, settings)


def test_a_list_that_goes_round_in_a_circle(stand: Stand, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    cursors, real = itertools.cycle("bc"), PortalClient.page
    monkeypatch.setattr(PortalClient, "page", lambda client, _cursor: Page(real(client, None).items, next(cursors)))
    with pytest.raises(PortalError, match="does not end"):
        run(stand, settings)
    assert stand.asked()["list"] < 10


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("x", "not a JSON object"),
        ({"id": "a"}, "without a code"),
        ({"code": "12", "id": "a"}, "without a code"),
        ({"code": "1.000001"}, "without an id"),
        ({"code": "1.000001", "id": {}}, "without an id"),
        ({"code": "1.000001", "id": "a", "name": "x" * 70_000}, "longer than"),
    ],
)
def test_items_of_the_list_that_are_none(item: Any, reason: str) -> None:
    fault = listed_of(item, 3)
    assert isinstance(fault, Fault)
    assert reason in fault.reason


def test_the_list_says_the_same_in_another_order() -> None:
    one = listed_of({"code": "1.000001.000.00.00.H41", "id": "a", "departments": ["x", "y"], "views": 3}, 1)
    other = listed_of({"departments": ["y", "x"], "views": 4, "id": "a", "code": "1.000001.000.00.00.H41"}, 2)
    assert not isinstance(one, Fault)
    assert not isinstance(other, Fault)
    assert (one.code, one.digest) == ("1.000001", other.digest)


def test_what_stands_twice_in_the_list(stand: Stand, settings: Settings) -> None:
    twin = record(60, code=code(1) + ".000.00.00.H41")
    stand.tell(add=[twin])
    report = run(stand, settings)
    assert report.imported
    assert [fault.reason for fault in report.imported.faults] == [
        "the code stands twice in the list; the first record is kept"
    ]
    assert codes_held(store_of(settings)) == ALL


def test_a_procedure_no_longer_in_force_ends_and_is_not_asked_for_again(stand: Stand, settings: Settings) -> None:
    run(stand, settings)
    stand.tell(change={code(2): {"state": "EXPIRED"}})
    report = run(stand, settings)
    assert report.imported
    assert report.imported.ended == [code(2)]
    assert run(stand, settings).fetched == 0
    assert codes_held(store_of(settings)) == ALL - {code(2)}


def test_a_dry_run_says_and_changes_nothing(stand: Stand, settings: Settings) -> None:
    with stand.client() as client:
        fresh = sync(None, client, settings, DAY, dry_run=True)
    assert (len(fresh.plan.new), stand.asked()["detail"]) == (COUNT, 0)
    assert not settings.var.exists()
    run(stand, settings)
    stand.tell(change={code(1): {"name": "Tên mới"}}, remove=[code(2)], add=[record(40)])
    before = {path: path.read_bytes() for path in settings.var.rglob("*") if path.is_file()}
    report = run(stand, settings, dry_run=True)
    plan = report.plan
    assert (plan.new, plan.changed, plan.ended, plan.unchanged) == ([code(40)], [code(1)], [code(2)], COUNT - 2)
    assert before == {path: path.read_bytes() for path in settings.var.rglob("*") if path.is_file()}
    with stand.client() as client, pytest.raises(StoreError):
        sync(None, client, settings, DAY)


def test_one_sync_at_a_time(stand: Stand, settings: Settings) -> None:
    run(stand, settings)
    before = (settings.var / "sync" / "last.json").read_bytes()
    with filelock.FileLock(settings.var / "sync" / "lock"):
        for dry_run in (False, True):
            with pytest.raises(SyncRunning, match="another sync"):
                run(stand, settings, dry_run=dry_run)
    assert (settings.var / "sync" / "last.json").read_bytes() == before


def test_an_interrupted_run_goes_on_at_its_cursor(stand: Stand, settings: Settings) -> None:
    stand.tell(next=[{}, {}, {"status": 404}])
    with pytest.raises(PortalError, match="status 404"):
        run(stand, settings)
    report = run(stand, settings)
    assert (report.resumed, stand.asked()["list"], report.listed) == (True, 4, COUNT)
    assert codes_held(store_of(settings)) == ALL


def test_a_cursor_the_portal_has_forgotten(stand: Stand, settings: Settings) -> None:
    stand.tell(next=[{}, {"status": 403}])
    with pytest.raises(PortalError):
        run(stand, settings)
    stand.tell(next=[{"status": 400}])
    report = run(stand, settings)
    assert (report.requests, report.listed) == (1 + 3 + COUNT, COUNT)


def test_an_old_list_is_walked_anew_and_what_was_fetched_stays(
    stand: Stand, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand.tell(only="detail", next=[{}] * 10 + [{"status": 429, "retry_after": 3600}])
    monkeypatch.setattr(sync_run, "import_records", refuse)
    with pytest.raises(StoreError):
        run(stand, settings)
    monkeypatch.undo()
    monkeypatch.setattr("knowledge.portal.sync.spool.LIST_KEPT", dt.timedelta(seconds=-1))
    report = run(stand, settings)
    assert (report.resumed, report.fetched) == (False, COUNT - 10)
    assert codes_held(store_of(settings)) == ALL


def refuse(*_: object, **__: object) -> None:
    raise StoreError("the disk is full")


def test_another_address_begins_anew(stand: Stand, settings: Settings, tmp_path: Path) -> None:
    stand.tell(only="detail", next=[{}] * 3 + [{"status": 403}] * 9)
    run(stand, settings)
    (tmp_path / "other").mkdir()
    with standing(tmp_path / "other", COUNT) as other:
        report = run(other, settings)
    assert (report.resumed, report.listed) == (False, COUNT)
    assert codes_held(store_of(settings)) == ALL


@pytest.mark.parametrize("damage", [b"no database at all" * 100, b""])
def test_a_damaged_spool_is_begun_anew(stand: Stand, settings: Settings, damage: bytes) -> None:
    run(stand, settings)
    (settings.var / "sync" / "spool.db").write_bytes(damage)
    (settings.var / "sync" / "last.json").write_bytes(damage)
    assert last_outcome(settings) is None
    assert run(stand, settings).fetched == 0  # the store itself says what it holds


def test_a_lost_store_is_filled_again(stand: Stand, settings: Settings) -> None:
    run(stand, settings)
    for path in settings.var.glob("records.db*"):
        path.unlink()
    assert run(stand, settings).fetched == COUNT


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
    said, faults = start().communicate(timeout=30)
    result = json.loads(said)
    assert (result["ok"], result["resumed"], result["new"]) == (True, True, COUNT), faults
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
