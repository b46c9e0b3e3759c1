"""The store keeps every version, refuses a second writer, and is the same on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from knowledge.errors import StoreError
from knowledge.portal.files.faults import Fault
from knowledge.portal.store.record_store import RecordStore
from knowledge.portal.store.tables import Import
from knowledge.settings import Settings
from tests.knowledge.portal.conftest import DAY, imported, numbered, record, records_at

LATER = DAY + dt.timedelta(days=30)


def done(result: Import | None) -> Import:
    assert result is not None
    return result


def test_an_empty_store(store: RecordStore) -> None:
    assert store.latest() is None
    assert store.imports() == []
    assert store.headers(1) == {}
    assert store.record("9.000001", 1) is None
    assert store.history("9.000001") == []


def test_versions_stay_readable_at_their_import(store: RecordStore, tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    old = done(imported(store, path, record(name="Tên cũ"), *numbered(3)[1:]).result)
    new = imported(store, path, record(name="Tên mới"), *numbered(3)[1:], day=LATER)
    assert new.changed == ["9.000001"]
    now = done(new.result)
    for at, name in ((old.id, "Tên cũ"), (now.id, "Tên mới")):
        found = store.record("9.000001", at)
        assert found is not None
        assert found[0].name == name
        assert store.headers(at)["9.000001"].name == name
        assert [found.code for found in records_at(store, at)] == ["9.000001", "9.000002", "9.000003"]
    assert [(import_.id, version.name) for import_, version in store.history("9.000001")] == [
        (old.id, "Tên cũ"),
        (now.id, "Tên mới"),
    ]
    assert old.fingerprint != now.fingerprint
    changed = store.changed_between(old.id, now.id)
    assert list(changed) == ["9.000001"]
    assert store.changed_between(now.id, now.id) == {}
    assert [import_.id for import_ in store.imports()] == [now.id, old.id]


def test_a_record_that_ends_and_returns(store: RecordStore, tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    first = done(imported(store, path, *numbered(10)).result)
    ended = imported(store, path, *numbered(9), day=LATER, complete=True)
    assert ended.ended == ["9.000010"]
    second = done(ended.result)
    assert store.record("9.000010", second.id) is None
    assert store.record("9.000010", first.id) is not None
    before, after = store.changed_between(first.id, second.id)["9.000010"]
    assert before is not None
    assert after is None
    assert store.seen()["9.000010"] == DAY
    back = imported(store, path, *numbered(10), day=LATER)
    assert back.new == ["9.000010"]
    assert done(back.result).fingerprint == first.fingerprint
    assert len(store.history("9.000010")) == 2


def test_faults_are_kept_with_the_import(store: RecordStore, tmp_path: Path) -> None:
    nul = b'{"code": "9.000003\x00", "name": "x"}'
    report = imported(store, tmp_path / "r.jsonl", record(), record(code="abc"), nul, record(name="khác"))
    kept = store.faults(done(report.result).id)
    assert [fault.line for fault in kept] == [2, 3, 4]
    assert kept[0] == Fault(2, "abc", "code: code 'abc' is not of the form 1.001193")
    assert "twice" in kept[2].reason
    assert str(kept[0]) == f"line 2: abc: {kept[0].reason}"


def test_two_writers_at_once(store: RecordStore, tmp_path: Path) -> None:
    second = RecordStore(store.url)
    with store.writing() as writer:
        with pytest.raises(StoreError, match="another import is running; wait"), second.writing():
            pass
        assert second.latest() is None  # and a reader is not held up
        writer.finish("first", DAY, {"read": 0, "new": 0, "changed": 0, "ended": 0, "unusable": 0}, [])
    imported(second, tmp_path / "r.jsonl", record())
    assert [import_.source for import_ in store.imports()] == ["r.jsonl", "first"]


def test_a_store_is_opened_while_an_import_runs(store: RecordStore) -> None:
    with store.writing():
        assert RecordStore(store.url).latest() is None


def _open(url: str) -> str:
    try:
        RecordStore(url)
    except StoreError as error:
        return str(error)
    return ""


def test_several_processes_open_a_new_store_at_once(url: str) -> None:
    with multiprocessing.get_context("fork").Pool(6) as pool:
        assert pool.map(_open, [url] * 12, chunksize=1) == [""] * 12


def test_another_schema_is_refused(store: RecordStore) -> None:
    with sa.create_engine(store.url).begin() as connection:
        connection.exec_driver_sql("UPDATE portal_meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(StoreError, match="schema 99, this program"):
        RecordStore(store.url)


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "oracle+nothing://x",
        "postgresql+asyncpg://x/y",
        "sqlite:////nowhere/at/all/records.db",
        "postgresql+psycopg2://postgres:secret@127.0.0.1:1/x",
    ],
)
def test_an_address_that_leads_nowhere(url: str) -> None:
    with pytest.raises(StoreError, match="cannot be used") as caught:
        RecordStore(url)
    assert "secret" not in str(caught.value)
    assert "DIMOTLAN_RECORDS_URL" in str(caught.value)


def test_files_that_are_no_database(tmp_path: Path) -> None:
    (tmp_path / "records.db").write_bytes(b"garbage " * 1000)
    with pytest.raises(StoreError, match="cannot be used"):
        RecordStore.open(Settings(var=tmp_path))
    (tmp_path / "var").write_text("a file")
    with pytest.raises(StoreError, match="no data folder"):
        RecordStore.open(Settings(var=tmp_path / "var" / "deeper"))


def test_damaged_contents_are_named(sqlite_store: RecordStore, tmp_path: Path) -> None:
    imported(sqlite_store, tmp_path / "r.jsonl", record())
    with sqlite3.connect(tmp_path / "records.db") as connection:
        connection.execute("UPDATE portal_versions SET record = x'00112233'")
    with pytest.raises(StoreError, match="damaged"):
        sqlite_store.record("9.000001", 1)


def test_settings_decide_where(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path / "var")
    assert not RecordStore.exists(settings)
    RecordStore.open(settings)
    assert RecordStore.exists(settings)
