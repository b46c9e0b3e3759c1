"""The portal's national list as table and workbook: titles above it, formulas in it, bombs instead of it."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from knowledge.errors import ImportRefused
from knowledge.portal.files.faults import Fault
from knowledge.portal.files.read import read_file
from knowledge.portal.record import Record

HEADING = ["Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực", "URL"]
PAGE = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/019f6b18-eb9c-77ec-b74c-bae23f52f669"
ROW = ["9.000001", "Thủ tục thử, một", "Bộ Thử nghiệm", "Ủy ban nhân dân cấp xã; Sở Thử", "Thử nghiệm", PAGE]
OTHER = ["9.000002", "Thủ tục hai", "UBND tỉnh Đắk Lắk", "", "", ""]

STRINGS = "xl/sharedStrings.xml"
"""Where Excel keeps the texts of the cells; openpyxl writes them into the cells."""
SHARED = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument'
    b'.spreadsheetml.sharedStrings+xml" />'
)


def table(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    return "".join(delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) + "\n" for row in rows)


def workbook(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def changed(path: Path, name: str, change: Any) -> Path:
    """The workbook with a part changed."""
    with zipfile.ZipFile(path) as old:
        parts = {part: old.read(part) for part in old.namelist()}
    parts[name] = change(parts.get(name, b""))
    if name == STRINGS:
        types = "[Content_Types].xml"
        parts[types] = parts[types].replace(b"</Types>", SHARED + b"</Types>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part, content in parts.items():
            new.writestr(part, content)
    return path


def records(path: Path) -> list[Record]:
    found = list(read_file(path))
    assert all(isinstance(read, Record) for read in found), found
    return [read for read in found if isinstance(read, Record)]


def faults(path: Path) -> list[Fault]:
    return [fault for fault in read_file(path) if isinstance(fault, Fault)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
        lambda text: text.encode("utf-16"),
        lambda text: gzip.compress(text.encode()),
    ],
    ids=["UTF-8", "BOM and CRLF", "UTF-16", "packed"],
)
def test_tables(tmp_path: Path, delimiter: str, encode: Any) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(encode(table([["DANH MỤC THỦ TỤC"], [], HEADING, ROW, [], OTHER], delimiter)))
    read, other = records(path)
    assert (read.code, read.name, read.issued_by, read.field) == ("9.000001", ROW[1], ROW[2], ROW[4])
    assert (read.id, read.commune, read.province, read.listed_only) == (PAGE.rsplit("/", 1)[1], True, True, True)
    assert (other.code, other.field, other.id) == ("9.000002", "", "")


def test_a_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", [["DANH MỤC"], [], HEADING, ROW, [], OTHER])
    assert [read.name for read in records(path)] == [ROW[1], OTHER[1]]


def test_a_workbook_with_its_texts_apart(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", [HEADING, ROW])
    old = b'<c r="A2" t="inlineStr"><is><t>9.000001</t></is></c>'
    sheet = "xl/worksheets/sheet1.xml"
    changed(path, sheet, lambda xml: xml.replace(old, b'<c r="A2" t="s"><v>1</v></c>'))
    start = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    changed(path, STRINGS, lambda _: start + b"<si><t>x</t></si><si><t>9.000003</t></si></sst>")
    assert [read.code for read in records(path)] == ["9.000003"]


def test_a_workbook_that_tells_a_wrong_size(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", [HEADING, ROW, OTHER])
    sheet = "xl/worksheets/sheet1.xml"
    changed(path, sheet, lambda xml: xml.replace(b'ref="A1:F3"', b'ref="A1"'))
    assert [read.code for read in records(path)] == ["9.000001", "9.000002"]


def test_codes_that_a_spreadsheet_took_for_numbers(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", [HEADING, [1.00119, *ROW[1:]], [2.001, "Hai"]])
    assert [read.code for read in records(path)] == ["1.001190", "2.001000"]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (['=HYPERLINK("http://evil","9.000001")', "Tên"], "code"),
        (["9.000001", "=1+1"], "name"),
        (["9.000001", "+cmd|' /C calc'!A0"], "name"),
        (["9.000001", "@SUM(A1)"], "name"),
        (["9.000001", "Tên", "-1+1"], "issued_by"),
    ],
)
def test_formulas_are_not_worked_out(tmp_path: Path, row: list[str], column: str) -> None:
    for path in (workbook(tmp_path / "list.xlsx", [HEADING, row, OTHER]), tmp_path / "list.csv"):
        if path.suffix == ".csv":
            cells = ['"' + cell.replace('"', '""') + '"' for cell in row]
            path.write_text(",".join(HEADING) + "\n" + ",".join(cells) + "\n" + ",".join(OTHER), encoding="utf-8")
        found = faults(path)
        assert [fault.line for fault in found] == [2]
        assert f"a formula in the column '{column}'" in found[0].reason
        assert [read.code for read in read_file(path) if isinstance(read, Record)] == ["9.000002"]


def test_an_array_formula_is_a_fault(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADING)
    sheet["A2"] = ArrayFormula("A2", '=CONCATENATE("9.","000001")')
    sheet["B2"] = "Tên"
    book.save(tmp_path / "list.xlsx")
    assert [fault.line for fault in faults(tmp_path / "list.xlsx")] == [2]


def test_rows_that_cannot_be_used(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = [["", "Tên"], ["9.1", "Tên"], ["9.000001-Xoa", "Tên"], ["9.000001"], ["9.000001", "x" * 20_000], OTHER]
    path.write_text(table([HEADING, *rows]), encoding="utf-8")
    reasons = [(fault.line, fault.code) for fault in faults(path)]
    assert reasons == [(2, ""), (3, "9.1"), (4, "9.000001-Xoa"), (5, "9.000001"), (6, "9.000001")]


def test_a_row_in_another_encoding_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(table([HEADING, ROW, OTHER]).encode().replace("Thủ tục thử".encode(), b"Th\xfd t\xf4c"))
    assert [(fault.line, "not UTF-8" in fault.reason) for fault in faults(path)] == [(2, True)]
    path.write_bytes(table([HEADING, ROW]).encode("utf-8").replace("Mã số".encode(), b"M\xb8 s\xe8"))
    with pytest.raises(ImportRefused, match="not UTF-8; save the table as CSV UTF-8"):
        list(read_file(path))


def test_a_table_whose_heading_comes_too_late(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", [["x"]] * 30 + [HEADING, ROW])
    with pytest.raises(ImportRefused, match="no columns `Mã số` and `Tên` in the first 20 rows"):
        list(read_file(path))


def test_a_quote_without_end(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(",".join(HEADING) + '\n9.000001,"' + "x\n" * 60_000, encoding="utf-8")
    with pytest.raises(ImportRefused, match="not CSV: field larger than field limit"):
        list(read_file(path))


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%b">' % (98 + place, b"&%c;" % (97 + place) * 10) for place in range(9)
)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", STRINGS])
@pytest.mark.parametrize(
    "xml",
    [
        LAUGHS + b"]><x>&j;</x>",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        b"<x>",
        b"",
        b"\x00" * 100,
        b"<a>" * 50_000,
    ],
    ids=["billion laughs", "outside entity", "cut", "empty", "zeros", "deep"],
)
def test_a_hostile_workbook_is_refused(tmp_path: Path, part: str, xml: bytes) -> None:
    path = changed(workbook(tmp_path / "list.xlsx", [HEADING, ROW]), part, lambda _: xml)
    with pytest.raises(ImportRefused, match=r"save it again|no columns"):
        list(read_file(path))


def test_zip_files_that_are_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    for names in ([], ["readme.txt"], ["[Content_Types].xml"], ["../../etc/passwd"]):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("first", b"x")
            for name in names:
                archive.writestr(name, b"x")
        with pytest.raises(ImportRefused, match="not a readable workbook"):
            list(read_file(path))
    content = workbook(path, [HEADING, ROW]).read_bytes()
    for cut in range(50, len(content), 613):
        path.write_bytes(content[:cut])
        with pytest.raises(ImportRefused):
            list(read_file(path))


def test_a_workbook_that_unpacks_without_end(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", [HEADING, ROW])
    changed(path, STRINGS, lambda xml: xml + b" " * (80 * 2**20))
    with pytest.raises(ImportRefused, match="unpacks to 80 MB"):
        list(read_file(path))


def test_a_row_far_to_the_right_and_far_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "list.xlsx", [HEADING, ROW])
    far = b'<row r="3"><c r="XFD3"><v>1</v></c></row><row r="40000"><c r="XFD40000"><v>1</v></c></row></sheetData>'
    changed(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", far))
    assert [read.code for read in records(path)] == ["9.000001"]
    monkeypatch.setattr("knowledge.portal.files.sheet.MAX_ROWS", 50_000)
    beyond = b'<row r="999999999"><c r="A999999999"><v>1</v></c></row></sheetData>'
    changed(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", beyond))
    with pytest.raises(ImportRefused, match="more than 50000 rows"):
        list(read_file(path))


def test_damage_anywhere_in_a_workbook(tmp_path: Path) -> None:
    content = workbook(tmp_path / "list.xlsx", [HEADING, ROW]).read_bytes()
    for place in range(4, len(content), 97):
        broken = io.BytesIO(content)
        broken.seek(place)
        broken.write(b"\xff\x00\xff")
        (tmp_path / "broken.xlsx").write_bytes(broken.getvalue())
        try:
            list(read_file(tmp_path / "broken.xlsx"))
        except ImportRefused as error:
            assert "list" in str(error) or "workbook" in str(error)  # noqa: PT017
