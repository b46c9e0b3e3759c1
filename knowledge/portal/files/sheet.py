"""The portal's national list as a spreadsheet (.xlsx) or table (.csv): code, name, issuer, field, address."""

from __future__ import annotations

import contextlib
import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from knowledge.errors import ImportRefused
from knowledge.portal.files.faults import Fault, reason_of
from knowledge.portal.record import Record
from knowledge.text.fold import fold

MAX_ROWS = 500_000
MAX_CELL = 10_000
MAX_COLUMNS = 50
MAX_SHEET = 64 * 2**20
"""The most bytes to which a spreadsheet may unpack; and at most MAX_RATIO times its size."""
MAX_RATIO = 200
HEADING_WITHIN = 20
"""Exports put a title above the heading row; the heading is looked for in so many rows."""
_COLUMNS = {
    "code": ("ma so", "ma thu tuc", "ma tthc", "ma"),
    "name": ("ten", "ten thu tuc", "ten thu tuc hanh chinh"),
    "issued_by": ("co quan ban hanh", "co quan cong bo"),
    "agency": ("co quan thuc hien",),
    "field": ("linh vuc",),
    "url": ("url", "lien ket", "duong dan"),
}
_SHORTENED = re.compile(r"^\d\.\d{3,5}$")
"""A code that a spreadsheet read as a number has lost the zeros at its end."""
_LEVELS = {"isWard": r"cap xa|ubnd xa|uy ban nhan dan (?:cap )?xa|phuong", "isProvince": r"cap tinh|\bso\b|tinh"}
UNREADABLE = "\ufffd"
"""The character that replaces a byte that is not UTF-8."""
Table = Iterable[tuple[int, list[str]]]


def read_csv(path: Path, content: bytes) -> Iterator[Record | Fault]:
    """The rows of a CSV list; a row that is not UTF-8 is a fault.

    Raises:
        ImportRefused: it has no columns for code and name, or is not a table.
    """
    text = content.decode("utf-8-sig", errors="replace")
    if "\x00" in text:
        raise ImportRefused(f"{path}: this is neither a file of records nor a table; give .jsonl, .json, .csv or .xlsx")
    csv.field_size_limit(MAX_CELL * 10)
    begin = text[:2000]
    # csv.Sniffer is misled by the title rows above the heading
    delimiter = max(",;\t", key=begin.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)

    def rows() -> Iterator[tuple[int, list[str]]]:
        try:
            for row in reader:
                yield reader.line_num, row
        except csv.Error as error:
            raise ImportRefused(f"{path}: line {reader.line_num}: not CSV: {error}") from None

    yield from _read_table(path, rows())


def read_xlsx(path: Path) -> Iterator[Record | Fault]:
    """The rows of the first sheet of a workbook. Formulas are not evaluated: a row with a formula is a fault.

    Raises:
        ImportRefused: it is not a workbook, too large, or has no columns for code and name.
    """
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > MAX_SHEET or unpacked > MAX_RATIO * max(path.stat().st_size, 4096):
            raise ImportRefused(f"{path}: unpacks to {unpacked // 2**20} MB, which is too much for a list")
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except ImportRefused:
        raise
    except Exception as error:  # openpyxl does not document what it raises on a damaged workbook
        raise ImportRefused(
            f"{path}: not a readable workbook ({_kind(error)}); save it again as .xlsx or .csv"
        ) from None

    def rows() -> Iterator[tuple[int, list[str]]]:
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # some programs write a wrong size, and openpyxl would skip the rows beyond it
            for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True), start=1):
                yield number, ["" if cell is None else str(cell) for cell in row]
        except Exception as error:  # as above
            raise ImportRefused(f"{path}: the workbook is damaged ({_kind(error)}); save it again") from None

    with contextlib.closing(book):
        yield from _read_table(path, rows())


def _kind(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:150]}"


def _read_table(path: Path, rows: Table) -> Iterator[Record | Fault]:
    columns: dict[str, int] = {}
    unreadable = False
    for count, (number, row) in enumerate(rows):
        if not columns:
            columns = _columns(row)
            unreadable |= any(UNREADABLE in cell for cell in row)
            if not columns and count >= HEADING_WITHIN:
                break
            continue
        if count > MAX_ROWS:
            raise ImportRefused(f"{path}: more than {MAX_ROWS} rows; the portal's list has fewer")
        if any(cell.strip() for cell in row):
            yield _read_row(number, {name: row[at].strip() for name, at in columns.items() if at < len(row)})
    if not columns:
        hint = "the file is not UTF-8; save the table as CSV UTF-8" if unreadable else "give the portal's list"
        raise ImportRefused(f"{path}: no columns `Mã số` and `Tên` in the first {HEADING_WITHIN} rows: {hint}")


def _columns(row: list[str]) -> dict[str, int]:
    """The index of each column, if this row is the heading; otherwise nothing."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        heading = re.sub(r"\W+", " ", fold(cell)).strip()
        for name, headings in _COLUMNS.items():
            if heading in headings:
                found.setdefault(name, at)
    return found if {"code", "name"} <= found.keys() else {}


def _read_row(number: int, row: dict[str, str]) -> Record | Fault:
    code = row.get("code", "")
    if _SHORTENED.match(code):
        code = code.ljust(len("1.001190"), "0")
    for name, cell in row.items():
        if UNREADABLE in cell:
            return Fault(number, code[:40], f"the column {name!r} is not UTF-8; save the table as CSV UTF-8")
        if cell.startswith(("=", "+", "@", "\t")) or (cell.startswith("-") and name != "name"):
            return Fault(number, code[:40], f"a formula in the column {name!r}; formulas are not evaluated")
        if len(cell) > MAX_CELL:
            return Fault(number, code[:40], f"the column {name!r} is longer than {MAX_CELL} characters")
    agency = row.get("agency", "")
    value = {
        "code": code,
        "name": row.get("name", ""),
        "id": _id_of(row.get("url", "")),
        "departmentPromulgateName": row.get("issued_by", ""),
        "categoriesDetails": [row["field"]] if row.get("field") else [],
        "unitGroupsExecuting": [unit.strip() for unit in agency.split(";") if unit.strip()],
        "isMinistry": bool(re.search(r"\bbo\b|\bcuc\b", fold(agency))),
        "listed_only": True,
    }
    for key, pattern in _LEVELS.items():
        value[key] = bool(re.search(pattern, fold(agency)))
    try:
        return Record.model_validate(value)
    except ValidationError as error:
        return Fault(number, code[:40], reason_of(error))


def _id_of(url: str) -> str:
    found = re.search(r"/thu-tuc-hanh-chinh/([0-9a-f-]{8,64})", url)
    return found.group(1) if found else ""
