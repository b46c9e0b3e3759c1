"""What changed lately is told in sentences; what is old, unknown or unchanged is not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from knowledge.portal.store.record_store import RecordStore
from knowledge.settings import Settings
from tests.knowledge.portal.records import FIRST, SECOND, put, record
from web.counter.changes import LATELY, changes_lately

CODE = "1.000001"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(var=tmp_path)


@pytest.fixture
def store(settings: Settings) -> RecordStore:
    return RecordStore.open(settings)


def test_without_records_nothing_is_known(settings: Settings) -> None:
    assert changes_lately(settings, CODE, SECOND).changes == []


def test_the_newest_difference_is_told_with_its_day(settings: Settings, store: RecordStore) -> None:
    put(store, FIRST, record(code=CODE))
    assert changes_lately(settings, CODE, FIRST).changes == []
    put(store, SECOND, record(code=CODE, name="Đăng ký khác"))
    last = changes_lately(settings, CODE, SECOND)
    assert last.day == SECOND
    assert len(last.changes) == 1
    assert last.changes[0].startswith("Tên: trước: ")
    assert last.changes[0].endswith("nay: Đăng ký khác")


def test_a_version_that_says_the_same_is_passed_over(settings: Settings, store: RecordStore) -> None:
    put(store, FIRST, record(code=CODE))
    put(store, SECOND, record(code=CODE, name="Đăng ký khác"))
    put(store, SECOND + dt.timedelta(days=5), record(code=CODE, name="Đăng  ký khác"))
    assert changes_lately(settings, CODE, SECOND + dt.timedelta(days=6)).day == SECOND


def test_what_changed_long_ago_is_no_news(settings: Settings, store: RecordStore) -> None:
    put(store, FIRST, record(code=CODE))
    put(store, SECOND, record(code=CODE, name="Đăng ký khác"))
    assert changes_lately(settings, CODE, SECOND + LATELY).changes
    assert changes_lately(settings, CODE, SECOND + LATELY + dt.timedelta(days=1)).changes == []


def test_a_store_that_cannot_be_read_costs_the_news_only(settings: Settings, store: RecordStore) -> None:
    put(store, FIRST, record(code=CODE))
    (settings.var / "records.db").write_bytes(b"no database" * 500)
    assert changes_lately(settings, CODE, SECOND).changes == []
