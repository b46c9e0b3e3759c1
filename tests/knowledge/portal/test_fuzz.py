"""Anything may stand in a file: it is imported, a fault, or refused."""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.checklist.phrases import short_label
from knowledge.errors import ImportRefused
from knowledge.portal.files.faults import reason_of
from knowledge.portal.header import header_of
from knowledge.portal.importing import import_file
from knowledge.portal.parse.fees import LARGEST, LONGEST, read_fee
from knowledge.portal.parse.headings import read_heading, read_headings
from knowledge.portal.parse.procedure import parse_record
from knowledge.portal.parse.rows import read_row
from knowledge.portal.parse.times import read_time
from knowledge.portal.record import CaseRows, FilingMethod, PublishedFee, Row, record_of
from knowledge.portal.repair import clean, unglue, whole_number
from knowledge.portal.store.record_store import RecordStore
from knowledge.portal.store.tables import pack, unpack
from knowledge.provinces import find_provinces, province_of, provinces
from knowledge.schema.procedure import SCREEN, Procedure
from tests.knowledge.portal.conftest import DAY, lines_of, record
from tests.knowledge.portal.strategies import FUZZ, JSON, NUMBER, TEXT


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every place in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in inner:
        yield (*path, key)
        yield from places(below, (*path, key))


PLACES = list(places(record()))


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    """A sound record in which a few values are others."""
    value = copy.deepcopy(record())
    for path in draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=5)):
        at: Any = value
        try:
            for key in path[:-1]:
                at = at[key]
            at[path[-1]] = draw(st.one_of(JSON, TEXT, NUMBER))
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took the place away
    return value


def understood(value: Any) -> Procedure | None:
    """What becomes of a value on the whole way into the store and out of it; None when it is refused."""
    try:
        read = record_of(value)
        header = header_of(read)
    except ValueError as error:
        assert reason_of(error)  # noqa: PT017
        return None
    assert unpack(pack(read)).digest == read.digest
    assert header.name
    parsed = parse_record(unpack(pack(read)), dt.date(2026, 1, 1))
    procedure = parsed.procedure
    for fee in procedure.fees:
        assert fee.amount is None or 0 < fee.amount < LARGEST
        assert max(len(fee.published), len(fee.note)) <= LONGEST + 1
    assert all(limit.amount is None or 0 < limit.amount <= 1_000 for limit in procedure.time_limit)
    for entry in procedure.documents:
        quantity = entry.submit or entry.present
        assert quantity is not None
        assert quantity.unstated or max(quantity.original, quantity.photocopy, quantity.certified_copy) > 0
        assert min(quantity.original, quantity.photocopy, quantity.certified_copy) >= 0
    for kind in parsed.document_types.values():
        assert kind.name
        assert len(kind.short or kind.name) <= SCREEN + 1
    for question in procedure.questions:
        assert all(option.say and len(option.say) <= SCREEN + 1 for option in question.options)
    assert Procedure.model_validate_json(procedure.model_dump_json()) == procedure
    return procedure


@FUZZ
@given(JSON)
def test_arbitrary_values_are_no_records(value: Any) -> None:
    understood(value)
    understood({"detail": value, "searchItem": value})


@settings(FUZZ, max_examples=300)
@given(mutated())
def test_mutated_records(value: dict[str, Any]) -> None:
    understood(value)


@FUZZ
@given(TEXT, TEXT, TEXT, NUMBER)
def test_records_of_arbitrary_text(name: str, row: str, words: str, number: Any) -> None:
    method = {
        "submissionMethod": "ONLINE",
        "processingTime": number,
        "processingTimeUnit": "OTHER",
        "description": words,
        "fees": [{"value": number, "currencyId": "VND", "description": words}],
    }
    rows = [{"name": row, "originalQty": number, "copyQty": 1}, {"name": words}]
    cases = [{"name": name, "profileComponents": rows}, {"name": words, "profileComponents": rows}]
    detail = {"name": f"Thủ tục {name}", "executionMethods": [method], "executionCases": cases}
    assert understood(record(**detail, requirementsAndConditions=words)) is not None


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> tuple[RecordStore, Path]:
    folder = tmp_path_factory.mktemp("fuzz")
    return RecordStore(f"sqlite:///{folder / 'records.db'}"), folder / "file"


@settings(FUZZ, max_examples=60)
@given(st.lists(st.one_of(mutated(), JSON), min_size=1, max_size=5))
def test_files_of_arbitrary_records(shared: tuple[RecordStore, Path], values: list[Any]) -> None:
    store, path = shared
    content = "".join(json.dumps(value) + "\n" for value in values).encode()
    path.write_bytes(json.dumps(record(code="9.999999")).encode() + b"\n" + content)
    report = import_file(store, path, DAY)
    assert report.read == len(values) + 1
    path.write_text(json.dumps({"records": values}))
    assert import_file(store, path, DAY).read == len(values)


MAGIC = [
    b"",
    b"\x1f\x8b\x08",
    b"PK\x03\x04",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"{",
    b"[",
    b'{"records": [',
    b"code,name\n",
]


@settings(FUZZ, max_examples=200)
@given(st.sampled_from([*MAGIC, "Mã số;Tên\n".encode()]), st.one_of(st.binary(max_size=300), TEXT.map(str.encode)))
def test_arbitrary_bytes_as_a_file(shared: tuple[RecordStore, Path], magic: bytes, content: bytes) -> None:
    store, path = shared
    path.write_bytes(magic + content)
    try:
        import_file(store, path, DAY)
    except ImportRefused as error:
        assert len(str(error)) < 1_000  # noqa: PT017


@settings(FUZZ, max_examples=100)
@given(st.data())
def test_a_gzip_damaged_anywhere(shared: tuple[RecordStore, Path], data: st.DataObject) -> None:
    store, path = shared
    content = bytearray(lines_of(path.with_suffix(".gz"), record(), record(code="9.000002")).read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=3)):
        content[place] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    try:
        import_file(store, path, DAY)
    except ImportRefused as error:
        assert str(path) in str(error) or "file:" in str(error)  # noqa: PT017


@FUZZ
@given(TEXT)
def test_clean_text(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert cleaned == cleaned.strip()
    assert not set("\x00\r\t\u200b") & set(cleaned)
    assert "  " not in cleaned
    assert "\n\n" not in cleaned


@FUZZ
@given(TEXT, st.one_of(st.none(), st.integers(0, 10**7)), st.one_of(st.none(), st.integers(0, 10**7)))
def test_numbers_taken_apart(name: str, original: int | None, copies: int | None) -> None:
    _, *counts = unglue(name, original, copies)
    assert all(count is None or 0 <= count <= 10 for count in counts)


@FUZZ
@given(NUMBER | TEXT | JSON)
def test_counts(value: Any) -> None:
    number = whole_number(value)
    assert number is None or 0 <= number < 10**7


@FUZZ
@given(TEXT, st.booleans(), st.booleans(), st.one_of(st.none(), st.integers(0, 99)))
def test_rows_and_headings_of_arbitrary_text(text: str, note: bool, present: bool, count: int | None) -> None:
    read = read_row(Row(name=text or "x", original=count, copies=count), note=note, present=present)
    assert len(read.label) <= SCREEN + 1
    for number in (read.original, read.copies):
        assert number is None or number >= 0
    heading = read_heading(text)
    assert len(heading.text) <= len(text)
    assert read_headings((CaseRows(name=text), CaseRows(name=text)))


@FUZZ
@given(TEXT, st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["VND", "USD", "PERCENT", "", "x"]))
def test_fees_and_times_of_arbitrary_text(words: str, value: float, currency: str) -> None:
    fee = read_fee(PublishedFee(value=value, words=words, currency=currency))
    assert fee.amount is None or 0 < fee.amount < LARGEST
    assert not (fee.free and value >= 1_000)
    limit = read_time(FilingMethod(method="DIRECT", time=value, unit="DAY", words=words))
    assert limit.unpublished or (limit.amount or 0) > 0


@FUZZ
@given(TEXT)
def test_places_of_arbitrary_text(text: str) -> None:
    known = provinces()
    assert all(key in known for key in find_provinces(text))
    assert province_of("UBND " + text) in {None, *known}
    assert len(short_label(text)) <= SCREEN + 1
