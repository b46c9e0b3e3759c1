"""The writer knows what is valid, replaces versions, and makes the fingerprint of what the store holds."""

from __future__ import annotations

import datetime as dt

from knowledge.portal.files.faults import Fault
from knowledge.portal.header import header_of
from knowledge.portal.record import record_of
from knowledge.portal.store.record_store import RecordStore
from knowledge.portal.store.tables import Version
from knowledge.portal.store.writer import StoreWriter
from tests.knowledge.portal.conftest import DAY, record

NO_COUNTS = dict.fromkeys(("read", "new", "changed", "ended", "unusable"), 0)
A, B = "9.000001", "9.000002"


def version(code: str, raw: str = "bytes", **changes: object) -> Version:
    read = record_of(record(code=code, **changes))
    return Version(header_of(read), read.digest, raw, read)


def finish(writer: StoreWriter, *faults: Fault) -> str:
    return writer.finish("a source", DAY, NO_COUNTS, faults).fingerprint


def test_what_is_valid_is_known_within_and_after_the_import(store: RecordStore) -> None:
    with store.writing() as writer:
        assert (writer.id, writer.codes, writer.digest(A), writer.raw(A)) == (1, frozenset(), None, None)
        writer.put([version(A), version(B, listed_only=True)])
        assert (set(writer.codes), writer.raw(A)) == ({A, B}, "bytes")
        finish(writer)
    with store.writing() as writer:
        assert (writer.id, set(writer.codes), writer.digest(A)) == (2, {A, B}, version(A).digest)
        assert [writer.listed_only(code) for code in (A, B, "9.000003")] == [False, True, False]
        finish(writer)


def test_a_version_replaces_the_version_before(store: RecordStore) -> None:
    with store.writing() as writer:
        writer.put([version(A, name="Tên cũ")])
        finish(writer)
    with store.writing() as writer:
        writer.put([version(A, name="Tên mới")])
        writer.put([])
        finish(writer)
    assert [record.name for _, record in store.history(A)] == ["Tên cũ", "Tên mới"]
    assert [store.headers(at)[A].name for at in (1, 2)] == ["Tên cũ", "Tên mới"]


def test_other_bytes_of_the_same_record(store: RecordStore) -> None:
    with store.writing() as writer:
        writer.put([version(A)])
        writer.reread({A: "other bytes"})
        writer.reread({})
        finish(writer)
    with store.writing() as writer:
        assert writer.raw(A) == "other bytes"
        finish(writer)


def test_ended_codes_are_valid_no_more(store: RecordStore) -> None:
    with store.writing() as writer:
        writer.put([version(A), version(B)])
        whole = finish(writer)
    with store.writing() as writer:
        writer.end([A])
        assert writer.codes == {B}
        rest = finish(writer)
    assert (list(store.headers(1)), list(store.headers(2))) == ([A, B], [B])
    with store.writing() as writer:
        writer.put([version(A, raw="other bytes")])
        assert (finish(writer) == whole, rest == whole) == (True, False)


def test_the_day_seen_is_the_latest_that_was_written(store: RecordStore) -> None:
    with store.writing() as writer:
        writer.see([A, B], DAY)
        writer.see([A], DAY + dt.timedelta(days=1))
        writer.see([], DAY)
        finish(writer)
    assert store.seen() == {A: DAY + dt.timedelta(days=1), B: DAY}


def test_text_that_no_database_takes_is_replaced(store: RecordStore) -> None:
    with store.writing() as writer:
        finish(writer, Fault(3, "9.0\x00", "broken \ud83d"), Fault(3, "", "the same line again"))
    assert store.faults(1) == [Fault(3, "9.0 ", "broken ?"), Fault(3, "", "the same line again")]
