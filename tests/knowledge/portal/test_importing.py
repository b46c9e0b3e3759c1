"""An import writes what is new or changed, ends what has ended, and leaves everything as it was if it is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from knowledge.errors import ImportRefused
from knowledge.portal import importing
from knowledge.portal.files.faults import Fault
from knowledge.portal.importing import import_file, import_records
from knowledge.portal.record import record_of
from knowledge.portal.store.record_store import RecordStore
from knowledge.portal.store.tables import Import
from tests.knowledge.portal.conftest import DAY, imported, lines_of, numbered, record, records_at

LATER = DAY + dt.timedelta(days=30)


def done(result: Import | None) -> Import:
    assert result is not None
    return result


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


def test_a_file_name_that_is_no_text(store: RecordStore, tmp_path: Path) -> None:
    path = lines_of(tmp_path / "r\udcff.jsonl", record())
    assert done(import_file(store, path, DAY).result).source == "r?.jsonl"


def test_an_import_that_raises_leaves_nothing(store: RecordStore) -> None:
    before = import_records(store, map(record_of, numbered(3)), "a", DAY)

    def cut() -> object:
        yield from map(record_of, numbered(1200, decisionNo="2"))
        raise ImportRefused("the connection was cut")

    with pytest.raises(ImportRefused, match="cut"):
        import_records(store, cut(), "b", LATER)  # type: ignore[arg-type]
    assert store.latest() == before.result
    assert set(store.seen().values()) == {DAY}
    assert all(found.decision == "1/QĐ-TN" for found in records_at(store, 1))


def test_codes_that_stand_twice(sqlite_store: RecordStore, tmp_path: Path) -> None:
    old_form = record(code="9.000001.000.00.00.H41", name="Tên khác")
    report = imported(sqlite_store, tmp_path / "r.jsonl", record(), record(), old_form, *numbered(2)[1:])
    assert report.new == ["9.000001", "9.000002"]
    assert report.faults == [Fault(3, "9.000001", "the code stands twice; the first record is kept")]


def test_the_procedures_code_is_named_although_a_category_s_code_comes_first(
    sqlite_store: RecordStore, tmp_path: Path
) -> None:
    value = {"searchItem": {"categories": [{"code": "HT"}]}, "detail": {"code": "9.000001", "name": ""}}
    assert imported(sqlite_store, tmp_path / "r.jsonl", value).faults[0].code == "9.000001"


def test_faults_without_end_are_refused(
    sqlite_store: RecordStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.portal.importing.MOST_FAULTS", 50)
    with pytest.raises(ImportRefused, match="more than 50 records cannot be used; first line 1"):
        imported(sqlite_store, tmp_path / "r.jsonl", *[b"{}"] * 100)


def test_the_list_knows_less_than_a_record(sqlite_store: RecordStore, tmp_path: Path) -> None:
    imported(sqlite_store, tmp_path / "r.jsonl", record())
    table = tmp_path / "list.csv"
    table.write_text("Mã số,Tên\n9.000001,Thủ tục thử\n9.000002,Thủ tục hai\n", encoding="utf-8")
    report = import_file(sqlite_store, table, DAY)
    assert (report.new, report.same) == (["9.000002"], 1)
    headers = sqlite_store.headers(2)
    assert [headers[code].listed_only for code in sorted(headers)] == [False, True]
    report = imported(sqlite_store, tmp_path / "r.jsonl", record(code="9.000002"))
    assert report.changed == ["9.000002"]


def test_the_same_record_in_other_bytes_is_read_once_more_and_then_known(
    sqlite_store: RecordStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(sqlite_store, tmp_path / "r.jsonl", record(updatedAt=1))
    imported(sqlite_store, tmp_path / "r.jsonl", record(updatedAt=2))
    monkeypatch.setattr(importing, "header_of", None)
    monkeypatch.setattr("knowledge.portal.files.read.record_of", None)  # the bytes are known: nothing is read
    assert imported(sqlite_store, tmp_path / "r.jsonl", record(updatedAt=2)).same == 1


def test_more_records_than_a_batch(sqlite_store: RecordStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 4)
    progress: list[int] = []
    report = import_records(sqlite_store, map(record_of, numbered(9)), "a", DAY, progress=progress.append)
    assert (len(report.new), progress) == (9, list(range(1, 10)))
    assert list(sqlite_store.headers(done(report.result).id)) == report.new


def test_codes_still_listed_do_not_end_and_count_as_seen(sqlite_store: RecordStore) -> None:
    import_records(sqlite_store, map(record_of, numbered(3)), "a", DAY)
    listed = ["9.000001", "9.000003"]
    with pytest.raises(ImportRefused, match="1 of 3 procedures would end"):
        import_records(sqlite_store, [], "b", LATER, complete=True, still_listed=listed)
    report = import_records(sqlite_store, [], "b", LATER, complete=True, accept_loss=True, still_listed=listed)
    assert report.ended == ["9.000002"]
    assert {code for code, day in sqlite_store.seen().items() if day == LATER} == set(listed)


def test_faults_of_the_source_are_passed_on_and_protect_their_records(sqlite_store: RecordStore) -> None:
    import_records(sqlite_store, map(record_of, numbered(10)), "a", DAY)
    fault = Fault(10, "9.000010", "the portal did not give it")
    report = import_records(sqlite_store, [fault, *map(record_of, numbered(9))], "b", LATER, complete=True)
    assert (report.faults, report.ended, done(report.result).unusable) == ([fault], [], 1)


def test_a_source_without_records_is_refused(sqlite_store: RecordStore) -> None:
    with pytest.raises(ImportRefused, match="empty: no records in it"):
        import_records(sqlite_store, [], "empty", DAY)
    assert sqlite_store.latest() is None
