"""Every file an office may have is read; a hostile or broken file is refused with its reason."""

from __future__ import annotations

import gzip
import itertools
import json
import os
from pathlib import Path
from typing import Any

import pytest

from knowledge.errors import ImportRefused
from knowledge.portal.files import streams
from knowledge.portal.files.read import read_file
from knowledge.portal.importing import ImportReport, import_file
from knowledge.portal.store.record_store import RecordStore
from tests.knowledge.portal.conftest import DAY, imported, lines_of, numbered, record

PRETTY = {"ensure_ascii": False, "indent": 1}


def codes(store: RecordStore) -> list[str]:
    last = store.latest()
    return list(store.headers(last.id)) if last else []


def brought(store: RecordStore, path: Path, content: bytes) -> ImportReport:
    path.write_bytes(content)
    return import_file(store, path, DAY)


@pytest.mark.parametrize("name", ["r.jsonl", "r.jsonl.gz", "r.anything"])
def test_lines(sqlite_store: RecordStore, tmp_path: Path, name: str) -> None:
    report = imported(sqlite_store, tmp_path / name, *numbered(3))
    assert (report.new, report.faults) == (["9.000001", "9.000002", "9.000003"], [])


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("style", [{}, PRETTY], ids=["one line", "many lines"])
@pytest.mark.parametrize(
    ("wrap", "count"),
    [
        (lambda some: {"records": some}, 2),
        (lambda some: {"data": some}, 2),
        (lambda some: {"code": 200, "message": "ok", "data": some[0]}, 1),
        (lambda some: some, 2),
        (lambda some: some[0], 1),
        (lambda some: some[0]["detail"], 1),
    ],
    ids=["records", "data list", "an answer", "list", "single", "detail"],
)
def test_documents(
    sqlite_store: RecordStore, tmp_path: Path, wrap: Any, count: int, style: dict[str, Any], packed: bool
) -> None:
    content = json.dumps(wrap(numbered(2)), **style).encode()
    report = brought(sqlite_store, tmp_path / "r.json", gzip.compress(content) if packed else content)
    assert (report.faults, len(report.new)) == ([], count)


@pytest.mark.parametrize("style", [{}, PRETTY], ids=["one line", "many lines"])
def test_a_document_longer_than_what_is_read_at_once(
    sqlite_store: RecordStore, tmp_path: Path, style: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "CHUNK", 500)
    content = json.dumps({"records": numbered(3)}, **style).encode()
    assert len(brought(sqlite_store, tmp_path / "r.json", content).new) == 3


@pytest.mark.parametrize("chunk", [200, 700, 2**20])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: ("\n \n" + text).encode(),
        lambda text: text.replace("\n", "\n\n").encode(),
        lambda text: text.rstrip("\n").encode(),
    ],
    ids=["CRLF", "BOM", "UTF-16", "UTF-16 BE", "blank lines above", "blank lines between", "no end of line"],
)
def test_ways_of_writing_lines(
    sqlite_store: RecordStore, tmp_path: Path, change: Any, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "CHUNK", chunk)
    text = "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in numbered(2))
    report = brought(sqlite_store, tmp_path / "r.jsonl", change(text))
    assert (report.new, report.faults) == (["9.000001", "9.000002"], [])


@pytest.mark.parametrize("bad", [b"\xe0", b"\xb8\xa9", b"\xff\xfe"], ids=["latin-1", "TCVN3", "FF FE"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_line_in_another_encoding_is_a_fault(
    sqlite_store: RecordStore, tmp_path: Path, bad: bytes, place: int
) -> None:
    content: list[Any] = list(numbered(3))
    content[place] = json.dumps(content[place]).encode().replace(b"9/", b"x").replace(b"TN", b"T" + bad)
    report = imported(sqlite_store, tmp_path / "r.jsonl", *content)
    assert len(report.new) == 2
    assert report.faults[0].line == place + 1
    assert report.faults[0].code == f"9.00000{place + 1}"
    assert "not UTF-8 (byte " in report.faults[0].reason


DEEP = b"[" * 100_000
LONE = json.dumps(record(name="Thủ tục \ud83d lạ")).encode()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"code": "9.000001"', "not JSON"),
        (b'{"code": "9.000001", "name": "a\x00b"}', "not JSON: Invalid control character"),
        (b'{"code":' + DEEP, "nested too deeply"),
        (b'{"code":' + DEEP + b"]" * 100_000 + b"}", "nested too deeply"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply"),
        (b'{"code": "9.000001", "name": "x", "updatedAt": ' + b"9" * 5_000 + b"}", "4300 digits"),
        (b"{" + b'"' + b"\xff" * 100 + b'": 1}', "not UTF-8"),
        (b'{"x": "' + b"a" * 5_000_000 + b'"}', "longer than 4 MB"),
        (b"null", "JSON object"),
        (b"[1, 2]", "JSON object"),
        (b'"text"', "JSON object"),
        (b"{}", "code"),
        (b'{"detail": null}', "`detail` is a JSON object"),
        (b'{"detail": [1]}', "`detail` is a JSON object"),
        (json.dumps(record(code=None)).encode(), "code: Field required"),
        (json.dumps(record(code={"a": 1})).encode(), "is not of the form 1.001193"),
        (json.dumps(record(code=["9.000001"])).encode(), "is not of the form 1.001193"),
        (json.dumps(record(name="")).encode(), "has no name"),
        (json.dumps(record(name=" . ")).encode(), "has no name"),
        (json.dumps(record(name=["a"])).encode(), "name: Input should be a valid string"),
        (json.dumps(record(executionCases="x")).encode(), "executionCases: "),
        (json.dumps(record(executionCases=[[1]])).encode(), "executionCases.0: "),
        (json.dumps(record(executionCases=[{"profileComponents": [7]}])).encode(), "profileComponents.0"),
        (json.dumps(record(executionMethods={"a": 1})).encode(), "executionMethods: "),
        (json.dumps(record(executionCases=[{}] * 201)).encode(), "at most 200"),
        (json.dumps(record(executionCases=[{"profileComponents": [{}] * 2_001}])).encode(), "list of 2001 entries"),
        (json.dumps(record(executionCases=[{"profileComponents": [{}] * 1_001}] * 2)).encode(), "more than 2000 rows"),
        (json.dumps(record(resultsDetails=[{"name": "x"}] * 2_001)).encode(), "list of 2001 entries"),
        (json.dumps(record(name="x" * 5_000)).encode(), "at most 4000 characters"),
        (json.dumps(record(isWard="perhaps")).encode(), "isWard: "),
    ],
    ids=itertools.count(),
)
def test_a_record_that_is_none_is_a_fault_and_the_rest_goes_on(
    sqlite_store: RecordStore, tmp_path: Path, line: bytes, reason: str
) -> None:
    for place in (0, 1):
        some: list[Any] = [record(code="9.000007"), record(code="9.000008")]
        some.insert(place, line)
        if place == 0 and line.startswith((b"[", b"n", b'"')):
            continue  # the first character decides what kind of file it is
        report = imported(sqlite_store, tmp_path / "r.jsonl", *some)
        assert len(report.faults) == 1, report.faults
        assert report.faults[0].line == place + 1
        assert reason in report.faults[0].reason
        assert len(report.faults[0].reason) <= 300
        assert codes(sqlite_store) == ["9.000007", "9.000008"]


ODD_NUMBERS: list[Any] = [float("nan"), float("inf"), -float("inf"), -1, 1e300, 10**400, "1e999", "nan", True, [], {}]
NOTHING_KNOWN = dict.fromkeys(record()["detail"]) | {"code": "9.000001", "name": "Thủ tục thử"}


@pytest.mark.parametrize(
    "value",
    [
        {"detail": NOTHING_KNOWN, "searchItem": None},
        {"detail": NOTHING_KNOWN, "searchItem": {"categories": None, "departmentPromulgate": None}},
        {"detail": NOTHING_KNOWN, "searchItem": [1]},
        record(executionCases=[None, {"name": None, "profileComponents": [None, dict.fromkeys(["name", "copyQty"])]}]),
        record(executionMethods=[None, {"submissionMethod": None, "fees": [None, {"value": None}]}]),
        record(resultsDetails=[None, {"name": "."}, "Giấy"], legalBasisesDetails=[{"code": 7}]),
        record(updatedAt="not a day"),
        record(updatedAt=10**300),
        LONE,
        record(name="Thủ tục &#99999999999999999999; lạ"),
        record(name="Thủ tục \x00\x07\u202e lạ\x85"),
        record(attachments=[{}] * 5_000, unknown={"a": [{}] * 5_000}),
        *(
            record(
                updatedAt=number,
                executionCases=[
                    {"name": "a", "profileComponents": [{"name": "Đơn", "originalQty": number, "copyQty": number}]}
                ],
                executionMethods=[
                    {
                        "submissionMethod": "DIRECT",
                        "processingTime": number,
                        "processingTimeUnit": unit,
                        "fees": [{"value": number, "currencyId": currency}],
                    }
                ],
            )
            for number in ODD_NUMBERS
            for unit, currency in (("DAY", "VND"), ("OTHER", "USD"))
        ),
    ],
)
def test_what_is_missing_or_odd_does_not_spoil_a_record(
    sqlite_store: RecordStore, tmp_path: Path, value: dict[str, Any] | bytes
) -> None:
    report = imported(sqlite_store, tmp_path / "r.jsonl", value)
    assert report.faults == []
    assert report.new == ["9.000001"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (gzip.compress(b""), "no columns"),
        (gzip.compress(json.dumps(numbered(1)[0]).encode())[:-20], "cut short or damaged"),
        (gzip.compress(os.urandom(3000))[:-900], "cut short or damaged|no columns"),
        (b"\x1f\x8b\x08\x00" + b"\x01" * 50, "cut short or damaged"),
        (b"\x1f\x8b", "cut short or damaged"),
        (b"hello", "no columns `Mã số` and `Tên`"),
        (b"%PDF-1.4 \x00\x01", "neither a file of records nor a table"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "no columns"),
        (b"<html><body>Not found</body></html>", "no columns"),
        (b"PK\x03\x04 no zip", "not a readable workbook"),
        (b'[{"code": "9.000001"}', "not JSON"),
        (DEEP, "nested too deeply"),
        (b'{"records": ' + DEEP, "nested too deeply"),
        (b'{"records": []}', "no records in it"),
        (b"[]", "no records in it"),
        (b'[{"a": \xff}]', "not UTF-8"),
    ],
    ids=itertools.count(),
)
def test_files_that_are_refused(sqlite_store: RecordStore, tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(ImportRefused, match=message) as caught:
        import_file(sqlite_store, path, DAY)
    assert str(caught.value).startswith((str(path), "file:"))
    assert sqlite_store.latest() is None


def test_files_that_are_too_large(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for begin, filling, end, message in (
        (b'{"records": [', b"{}," * 2_100_000, b"{}]}", "more than 2000000 lists and objects"),
        (b"[", b" " * (65 * 2**20), b"]", "a JSON document of over 64 MB"),
        (b"a", b",b" * (33 * 2**20), b"", "a table of over 64 MB"),
    ):
        path.write_bytes(begin + filling + end)
        with pytest.raises(ImportRefused, match=message):
            list(read_file(path))


def test_a_gzip_that_is_cut_short_changes_nothing(sqlite_store: RecordStore, tmp_path: Path) -> None:
    first = imported(sqlite_store, tmp_path / "a.jsonl.gz", *numbered(5))
    content = lines_of(tmp_path / "b.jsonl.gz", *numbered(400, decisionNo="2")).read_bytes()
    with pytest.raises(ImportRefused, match="cut short"):
        brought(sqlite_store, tmp_path / "b.jsonl.gz", content[: len(content) // 2])
    assert sqlite_store.latest() == first.result


def test_what_is_no_file(sqlite_store: RecordStore, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(ImportRefused, match="not a file; give a file"):
            list(read_file(path))
    for path in (tmp_path / "missing", tmp_path / ("x" * 300), tmp_path / "a.jsonl" / "b"):
        with pytest.raises(ImportRefused, match="cannot be read"):
            list(read_file(path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = lines_of(tmp_path / "r.jsonl", record())
    path.chmod(0)
    with pytest.raises(ImportRefused, match="Permission denied; check"):
        list(read_file(path))
