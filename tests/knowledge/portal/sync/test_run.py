"""A run asks for as little as it can, survives a portal in trouble, and goes on where it was interrupted."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest

from knowledge.errors import ImportRefused, PortalError, StoreError
from knowledge.portal.importing import import_file
from knowledge.portal.sync import run as sync_run
from knowledge.portal.sync.client import PortalClient
from knowledge.portal.sync.outcome import last_outcome
from knowledge.portal.sync.responses import Page
from knowledge.settings import Settings
from tests.knowledge.portal.stand import (
    COUNT,
    DAY,
    Stand,
    all_codes,
    code,
    codes_held,
    record,
    run_sync,
    standing,
    store_of,
    write_records,
)

ALL = all_codes()


def test_what_a_file_brought_is_not_fetched_again(stand: Stand, settings: Settings, tmp_path: Path) -> None:
    import_file(store_of(settings), write_records(tmp_path / "file.jsonl", 20), DAY)
    stand.tell(change={code(3): {"name": "Thủ tục tên khác"}})
    report = run_sync(stand, settings)
    assert (len(report.plan.new), report.plan.changed, report.plan.unchanged) == (4, [code(3)], 19)
    assert report.fetched == 5


def test_what_was_not_read_for_long_is_read_again_the_oldest_first(stand: Stand, settings: Settings) -> None:
    run_sync(stand, settings)
    stand.tell(change={code(7): {"name": "Tên mới"}})
    run_sync(stand, settings, DAY + dt.timedelta(days=10))
    stand.tell(change={code(2): {"decisionNo": "2/QĐ"}})  # the list does not tell
    assert run_sync(stand, settings, DAY + dt.timedelta(days=29)).fetched == 0
    due = run_sync(stand, settings, DAY + dt.timedelta(days=30))
    assert due.imported
    assert (set(due.plan.due), due.imported.changed) == (ALL - {code(7)}, [code(2)])
    rest = run_sync(stand, settings, DAY + dt.timedelta(days=45))
    assert rest.plan.due == [code(7)]
    everything = run_sync(stand, settings, DAY + dt.timedelta(days=75), dry_run=True).plan.due
    assert (len(everything), everything[-1]) == (COUNT, code(7))


def test_full_fetches_everything(stand: Stand, settings: Settings) -> None:
    run_sync(stand, settings)
    assert run_sync(stand, settings, full=True).fetched == COUNT
    assert run_sync(stand, settings).fetched == 0


def test_a_portal_in_trouble(stand: Stand, settings: Settings) -> None:
    stand.tell(
        next=[{"status": 429, "retry_after": 1}, {"status": 500}, {"html": True}, {"cut": True}, {"delay": 1}],
        fail_every=5,
        html_every=7,
        cut_every=11,
    )
    report = run_sync(stand, settings, timeout=0.3)
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
    report = run_sync(stand, settings, tries=2)
    assert report.imported
    assert codes_held(store_of(settings)) == ALL - {code(number) for number in (4, 6, 8, 10)}
    assert {fault.code for fault in report.missing} == {code(4), code(6), code(10)}
    assert {fault.code for fault in report.imported.faults} == {code(4), code(6), code(8), code(10)}
    outcome = last_outcome(settings)
    assert outcome
    assert (outcome.ok, outcome.missing, outcome.unusable) == (True, 3, 1)

    stand.tell(broken={}, change={code(10): {"detail": {"code": code(10)}}})
    again = run_sync(stand, settings)
    assert again.plan.new == [code(4), code(6), code(10)]  # what was read but unusable waits until it changes or is due
    assert code(10) in codes_held(store_of(settings))


def test_a_detail_that_breaks_later_keeps_what_is_known(stand: Stand, settings: Settings) -> None:
    run_sync(stand, settings)
    stand.tell(change={code(4): {"name": "Tên mới"}}, broken={code(4): 500})
    assert len(run_sync(stand, settings, tries=1).missing) == 1
    assert codes_held(store_of(settings)) == ALL
    stand.tell(broken={})
    report = run_sync(stand, settings)
    assert report.imported
    assert report.imported.changed == [code(4)]


def test_no_details_at_all(stand: Stand, settings: Settings) -> None:
    stand.tell(only="detail", fail_every=1)
    with pytest.raises(PortalError, match="status 503"):
        run_sync(stand, settings, tries=2)
    assert stand.asked()["detail"] == 2 * sync_run.GIVE_UP_AFTER
    assert store_of(settings).latest() is None
    outcome = last_outcome(settings)
    assert outcome
    assert (outcome.ok, outcome.imported, outcome.listed) == (False, False, COUNT)
    assert "503" in outcome.error
    stand.tell(fail_every=0)
    report = run_sync(stand, settings)
    assert (report.resumed, report.requests, report.fetched) == (True, COUNT, COUNT)


def test_details_end_half_way(stand: Stand, settings: Settings) -> None:
    stand.tell(broken={code(number): 502 for number in range(12, COUNT + 1)})
    report = run_sync(stand, settings, tries=1)
    assert (report.fetched, len(report.missing)) == (11, 13)
    assert len(codes_held(store_of(settings))) == 11
    outcome = last_outcome(settings)
    assert outcome
    assert (outcome.ok, outcome.imported, outcome.missing) == (False, True, 13)
    stand.tell(broken={code(number): 502 for number in range(12, 18)})  # six that never come do not hold up the rest
    assert run_sync(stand, settings, tries=1).fetched == 7
    assert len(codes_held(store_of(settings))) == 18


def test_a_portal_that_asks_to_come_back_is_left_alone(stand: Stand, settings: Settings) -> None:
    stand.tell(only="detail", next=[{}] * 5 + [{"status": 429, "retry_after": 3600}])
    report = run_sync(stand, settings)
    assert (report.fetched, stand.asked()["detail"]) == (5, 6)
    assert "60 minutes" in report.gave_up


def test_a_list_cut_short_is_refused(stand: Stand, settings: Settings) -> None:
    run_sync(stand, settings)
    stand.tell(remove=[code(number) for number in range(1, 10)], add=[record(50)])
    with pytest.raises(ImportRefused, match="lacks 9 of the 24"):
        run_sync(stand, settings)
    assert codes_held(store_of(settings)) == ALL
    assert stand.asked()["details"].get(code(50)) is None
    outcome = last_outcome(settings)
    assert outcome
    assert not outcome.ok
    stand.tell(add=[record(number) for number in range(1, 10)])
    assert run_sync(stand, settings).imported  # the list was walked anew
    assert codes_held(store_of(settings)) == ALL | {code(50)}


def test_an_empty_list_is_refused(tmp_path: Path, settings: Settings) -> None:
    with standing(tmp_path, 1) as stand:
        stand.tell(remove=[code(1)])
        with pytest.raises(ImportRefused, match="no records"):
            run_sync(stand, settings)


def test_a_list_that_goes_round_in_a_circle(stand: Stand, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    cursors, real = itertools.cycle("bc"), PortalClient.page
    monkeypatch.setattr(PortalClient, "page", lambda client, _cursor: Page(real(client, None).items, next(cursors)))
    with pytest.raises(PortalError, match="does not end"):
        run_sync(stand, settings)
    assert stand.asked()["list"] < 10


def test_what_stands_twice_in_the_list(stand: Stand, settings: Settings) -> None:
    twin = record(60, code=code(1) + ".000.00.00.H41")
    stand.tell(add=[twin])
    report = run_sync(stand, settings)
    assert report.imported
    assert [fault.reason for fault in report.imported.faults] == [
        "the code stands twice in the list; the first record is kept"
    ]
    assert codes_held(store_of(settings)) == ALL


def test_a_procedure_no_longer_in_force_ends_and_is_not_asked_for_again(stand: Stand, settings: Settings) -> None:
    run_sync(stand, settings)
    stand.tell(change={code(2): {"state": "EXPIRED"}})
    report = run_sync(stand, settings)
    assert report.imported
    assert report.imported.ended == [code(2)]
    assert run_sync(stand, settings).fetched == 0
    assert codes_held(store_of(settings)) == ALL - {code(2)}


def test_an_interrupted_run_goes_on_at_its_cursor(stand: Stand, settings: Settings) -> None:
    stand.tell(next=[{}, {}, {"status": 404}])
    with pytest.raises(PortalError, match="status 404"):
        run_sync(stand, settings)
    report = run_sync(stand, settings)
    assert (report.resumed, stand.asked()["list"], report.listed) == (True, 4, COUNT)
    assert codes_held(store_of(settings)) == ALL


def test_a_cursor_the_portal_has_forgotten(stand: Stand, settings: Settings) -> None:
    stand.tell(next=[{}, {"status": 403}])
    with pytest.raises(PortalError):
        run_sync(stand, settings)
    stand.tell(next=[{"status": 400}])
    report = run_sync(stand, settings)
    assert (report.requests, report.listed) == (1 + 3 + COUNT, COUNT)


def test_an_old_list_is_walked_anew_and_what_was_fetched_stays(
    stand: Stand, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand.tell(only="detail", next=[{}] * 10 + [{"status": 429, "retry_after": 3600}])
    monkeypatch.setattr(sync_run, "import_records", refuse)
    with pytest.raises(StoreError):
        run_sync(stand, settings)
    monkeypatch.undo()
    monkeypatch.setattr("knowledge.portal.sync.spool.LIST_KEPT", dt.timedelta(seconds=-1))
    report = run_sync(stand, settings)
    assert (report.resumed, report.fetched) == (False, COUNT - 10)
    assert codes_held(store_of(settings)) == ALL


def refuse(*_: object, **__: object) -> None:
    raise StoreError("the disk is full")


def test_another_address_begins_anew(stand: Stand, settings: Settings, tmp_path: Path) -> None:
    stand.tell(only="detail", next=[{}] * 3 + [{"status": 403}] * 9)
    run_sync(stand, settings)
    (tmp_path / "other").mkdir()
    with standing(tmp_path / "other", COUNT) as other:
        report = run_sync(other, settings)
    assert (report.resumed, report.listed) == (False, COUNT)
    assert codes_held(store_of(settings)) == ALL
