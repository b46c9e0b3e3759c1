"""The store keeps every version, refuses a second writer, and is the same on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from knowledge.errors import ImportRefused, StoreError
from knowledge.portal.files.faults import Fault
from knowledge.portal.importing import import_file, import_records
from knowledge.portal.record import record_of
from knowledge.portal.store.record_store import RecordStore
from knowledge.portal.store.tables import Import, pack, unpack
from knowledge.settings import Settings
from tests.knowledge.portal.conftest import DAY, imported, lines_of, numbered, record, records_at

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


def test_the_same_file_twice_changes_nothing(store: RecordStore, tmp_path: Path) -> None:
    path = lines_of(tmp_path / "r.jsonl", *numbered(20))
    first, second = import_file(store, path, DAY), import_file(store, path, LATER)
    assert (len(first.new), first.same) == (20, 0)
    assert (second.new, second.changed, second.ended, second.same) == ([], [], [], 20)
    assert done(first.result).fingerprint == done(second.result).fingerprint
    assert len(store.history("9.000001")) == 1
    assert set(store.seen().values()) == {LATER}


def test_other_bytes_that_say_the_same_change_nothing(store: RecordStore, tmp_path: Path) -> None:
    first = imported(store, tmp_path / "r.jsonl", record(updatedAt=1))
    other = record(updatedAt=2)
    other["detail"] = dict(reversed(other["detail"].items())) | {"unknown": [1, 2]}
    for _ in range(2):
        second = imported(store, tmp_path / "r.jsonl", other)
        assert (second.changed, second.same) == ([], 1)
    assert done(first.result).fingerprint == done(second.result).fingerprint


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
        assert [one.code for one in records_at(store, at)] == ["9.000001", "9.000002", "9.000003"]
    assert [(one.id, version.name) for one, version in store.history("9.000001")] == [
        (old.id, "Tên cũ"),
        (now.id, "Tên mới"),
    ]
    assert old.fingerprint != now.fingerprint
    changed = store.changed_between(old.id, now.id)
    assert list(changed) == ["9.000001"]
    assert store.changed_between(now.id, now.id) == {}
    assert [one.id for one in store.imports()] == [now.id, old.id]


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


def test_a_state_that_is_over_ends_the_record(store: RecordStore, tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    imported(store, path, *numbered(2))
    report = imported(store, path, record(state="EXPIRED"))
    assert report.ended == ["9.000001"]
    assert "no longer in force" in report.faults[0].reason
    assert list(store.headers(done(report.result).id)) == ["9.000002"]


def test_without_complete_nothing_ends(store: RecordStore, tmp_path: Path) -> None:
    imported(store, tmp_path / "r.jsonl", *numbered(5))
    report = imported(store, tmp_path / "r.jsonl", *numbered(1), day=LATER)
    assert len(store.headers(done(report.result).id)) == 5
    assert [code for code, day in store.seen().items() if day == LATER] == ["9.000001"]


def test_a_source_that_lost_much_is_refused(store: RecordStore, tmp_path: Path) -> None:
    first = imported(store, tmp_path / "r.jsonl", *numbered(10))
    with pytest.raises(ImportRefused, match="7 of 10 procedures would end"):
        imported(store, tmp_path / "r.jsonl", *numbered(3), complete=True)
    assert store.latest() == first.result


def test_what_is_there_but_broken_does_not_end(store: RecordStore, tmp_path: Path) -> None:
    imported(store, tmp_path / "r.jsonl", *numbered(10))
    broken = record(code="9.000010.000.00.00.H41", name="")
    report = imported(store, tmp_path / "r.jsonl", *numbered(9), broken, complete=True)
    assert report.ended == []
    assert report.faults[0].code == "9.000010.000.00.00.H41"


def test_faults_are_kept_with_the_import(store: RecordStore, tmp_path: Path) -> None:
    nul = b'{"code": "9.000003\x00", "name": "x"}'
    report = imported(store, tmp_path / "r.jsonl", record(), record(code="abc"), nul, record(name="khác"))
    kept = store.faults(done(report.result).id)
    assert [one.line for one in kept] == [2, 3, 4]
    assert kept[0] == Fault(2, "abc", "code: code 'abc' is not of the form 1.001193")
    assert "twice" in kept[2].reason
    assert str(kept[0]) == f"line 2: abc: {kept[0].reason}"


def test_a_file_name_that_is_no_text(store: RecordStore, tmp_path: Path) -> None:
    path = lines_of(tmp_path / "r\udcff.jsonl", record())
    assert done(import_file(store, path, DAY).result).source == "r?.jsonl"


def test_two_writers_at_once(store: RecordStore, tmp_path: Path) -> None:
    second = RecordStore(store.url)
    with store.writing() as writer:
        with pytest.raises(StoreError, match="another import is running; wait"), second.writing():
            pass
        assert second.latest() is None  # and a reader is not held up
        writer.finish("first", DAY, {"read": 0, "new": 0, "changed": 0, "ended": 0, "unusable": 0}, [])
    imported(second, tmp_path / "r.jsonl", record())
    assert [one.source for one in store.imports()] == ["r.jsonl", "first"]


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


def test_an_import_that_raises_leaves_nothing(store: RecordStore) -> None:
    before = import_records(store, map(record_of, numbered(3)), "a", DAY)

    def cut() -> object:
        yield from map(record_of, numbered(1200, decisionNo="2"))
        raise ImportRefused("the connection was cut")

    with pytest.raises(ImportRefused, match="cut"):
        import_records(store, cut(), "b", LATER)  # type: ignore[arg-type]
    assert store.latest() == before.result
    assert set(store.seen().values()) == {DAY}
    assert all(one.decision == "1/QĐ-TN" for one in records_at(store, 1))


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


def test_a_record_comes_back_as_it_was_cleaned() -> None:
    one = record_of(record(name="Thử &amp;lt;b&amp;gt; <b>đậm</b> e\u200b\u0301", decisionNo="1 &amp;amp; 2"))
    assert one.name == "Thử &lt;b&gt; đậm é"
    assert unpack(pack(one)) == one
    assert unpack(pack(one)).digest == one.digest


def test_settings_decide_where(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path / "var")
    assert not RecordStore.exists(settings)
    RecordStore.open(settings)
    assert RecordStore.exists(settings)
