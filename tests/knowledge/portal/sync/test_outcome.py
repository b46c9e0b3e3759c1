"""The last outcome is written whole, read back, and never stands in the way of the next sync."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from knowledge.portal.files.faults import Fault
from knowledge.portal.importing import ImportReport
from knowledge.portal.store.tables import Import
from knowledge.portal.sync.outcome import SyncReport, last_outcome, outcome_file, write_outcome
from knowledge.portal.sync.plan import Plan
from knowledge.settings import Settings

BEGAN = dt.datetime(2026, 7, 18, 2, tzinfo=dt.UTC)
BASE = "https://portal/api/v1"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(var=tmp_path)


def report(**values: object) -> SyncReport:
    return SyncReport(BEGAN, BASE, **values)  # type: ignore[arg-type]


def test_it_is_read_back_as_it_was_written(settings: Settings) -> None:
    outcome = report(listed=7, fetched=2).outcome()
    write_outcome(settings, outcome)
    assert last_outcome(settings) == outcome
    assert [path.name for path in outcome_file(settings).parent.iterdir()] == ["last.json"]


@pytest.mark.parametrize("content", [None, b"", b"{", b"{}", b"[]", b"\xff", b'{"started": 1}'])
def test_what_cannot_be_read_is_none(settings: Settings, content: bytes | None) -> None:
    if content is not None:
        outcome_file(settings).parent.mkdir()
        outcome_file(settings).write_bytes(content)
    assert last_outcome(settings) is None


def test_keys_of_a_newer_program_are_ignored(settings: Settings) -> None:
    write_outcome(settings, report().outcome())
    content = outcome_file(settings).read_text().replace('"ok"', '"unheard_of": 1, "ok"')
    outcome_file(settings).write_text(content)
    assert last_outcome(settings) is not None


def test_an_error_or_a_portal_that_stopped_is_not_ok() -> None:
    assert report().outcome().ok
    assert (report().outcome("broken").ok, report().outcome("broken").error) == (False, "broken")
    stopped = report(gave_up="status 503").outcome()
    assert (stopped.ok, stopped.error) == (False, "status 503")


def test_what_was_not_given_is_missing_and_not_unusable() -> None:
    counts = {"read": 9, "new": 4, "changed": 3, "ended": 2, "unusable": 5}
    result = Import(1, "sync", BEGAN.date(), BEGAN, "f", **counts)
    missing = [Fault(1, "1.000001", "status 404"), Fault(2, "1.000002", "status 404")]
    outcome = report(missing=missing, imported=ImportReport(result=result)).outcome()
    assert (outcome.imported, outcome.missing, outcome.unusable) == (True, 2, 3)
    assert (outcome.new, outcome.changed, outcome.ended) == (4, 3, 2)


@pytest.mark.parametrize(("ended", "lost"), [(0, False), (2, False), (3, True)])
def test_more_than_a_fifth_is_too_much(ended: int, lost: bool) -> None:
    plan = Plan(ended=[f"1.00000{number}" for number in range(ended)])
    assert report(held=10, plan=plan).lost_too_much is lost
