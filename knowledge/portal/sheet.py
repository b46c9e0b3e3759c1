"""The portal's national list as a spreadsheet (.xlsx) or table (.csv): code, name, who issued it, field, address."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from knowledge.errors import ImportRefused
from knowledge.portal.record import Record
from knowledge.portal.store import Fault
from knowledge.text.fold import fold

MAX_ROWS = 500_000
MAX_CELL = 10_000
MAX_SHEET = 400 * 2**20
"""The most bytes a spreadsheet may unpack to."""
MAX_RATIO = 200
HEADING_WITHIN = 20
"""Exports put a title above the heading; it stands within these rows."""
_COLUMNS = {
    "code": ("ma so", "ma thu tuc", "ma tthc", "ma"),
    "name": ("ten", "ten thu tuc", "ten thu tuc hanh chinh"),
    "issued_by": ("co quan ban hanh", "co quan cong bo"),
    "agency": ("co quan thuc hien",),
    "field": ("linh vuc",),
    "url": ("url", "lien ket", "duong dan"),
}
_LEVELS = {"isWard": r"cap xa|ubnd xa|uy ban nhan dan (?:cap )?xa|phuong", "isProvince": r"cap tinh|\bso\b|tinh"}
Table = Iterable[tuple[int, list[str]]]


def read_csv(path: Path, content: bytes) -> Iterator[Record | Fault]:
    """The rows of a CSV list.

    Raises:
        ImportRefused: it has no column for the code, or is not UTF-8.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRefused(f"{path}: not UTF-8 (byte {error.start}); save the table as CSV UTF-8") from None
    if "\x00" in text:
        raise ImportRefused(f"{path}: neither records nor a table")
    csv.field_size_limit(MAX_CELL * 10)
    delimiter = ";" if text[:2000].count(";") > text[:2000].count(",") else ","
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)

    def rows() -> Iterator[tuple[int, list[str]]]:
        try:
            for row in reader:
                yield reader.line_num, row
        except csv.Error as error:
            raise ImportRefused(f"{path}: line {reader.line_num}: no CSV: {error}") from None

    yield from _read_table(path, rows())


def read_xlsx(path: Path) -> Iterator[Record | Fault]:
    """The rows of the first sheet of a workbook. Formulas are not worked out: a row with one is refused.

    Raises:
        ImportRefused: no workbook, too large, or without a column for the code.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
        if unpacked > MAX_SHEET or unpacked > MAX_RATIO * max(path.stat().st_size, 4096):
            raise ImportRefused(f"{path}: unpacks to {unpacked // 2**20} MB, which no list does; refused")
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, SyntaxError) as error:
        raise ImportRefused(f"{path}: no readable workbook: {error}") from None

    def rows() -> Iterator[tuple[int, list[str]]]:
        try:
            for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
                yield number, ["" if cell is None else str(cell) for cell in row]
        except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, TypeError, EOFError) as error:
            raise ImportRefused(f"{path}: the workbook is damaged: {error}") from None

    yield from _read_table(path, rows())


def _read_table(path: Path, rows: Table) -> Iterator[Record | Fault]:
    columns: dict[str, int] = {}
    for count, (number, row) in enumerate(rows):
        if not columns:
            columns = _columns(row)
            if not columns and count >= HEADING_WITHIN:
                break
            continue
        if count > MAX_ROWS:
            raise ImportRefused(f"{path}: more than {MAX_ROWS} rows; no list has as many")
        if any(cell.strip() for cell in row):
            yield _read_row(number, {name: row[at].strip() for name, at in columns.items() if at < len(row)})
    if not columns:
        raise ImportRefused(f"{path}: no columns `Mã số` and `Tên` in the first {HEADING_WITHIN} rows")


def _columns(row: list[str]) -> dict[str, int]:
    """Where each column stands, if this row is the heading."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        words = re.sub(r"\W+", " ", fold(cell)).strip()
        for name, known in _COLUMNS.items():
            if words in known:
                found.setdefault(name, at)
    return found if {"code", "name"} <= found.keys() else {}


def _read_row(number: int, row: dict[str, str]) -> Record | Fault:
    code = row.get("code", "")
    for name, cell in row.items():
        if cell.startswith(("=", "+", "@", "\t")) or (cell.startswith("-") and name != "name"):
            return Fault(number, code[:40], f"a formula in the column {name!r}; formulas are not worked out")
        if len(cell) > MAX_CELL:
            return Fault(number, code[:40], f"the column {name!r} is longer than {MAX_CELL} characters")
    agency = row.get("agency", "")
    value = {
        "code": code,
        "name": row.get("name", ""),
        "id": _id_of(row.get("url", "")),
        "departmentPromulgateName": row.get("issued_by", ""),
        "categoriesDetails": [row["field"]] if row.get("field") else [],
        "unitGroupsExecuting": [one.strip() for one in agency.split(";") if one.strip()],
        "isMinistry": bool(re.search(r"\bbo\b|\bcuc\b", fold(agency))),
        "listed_only": True,
    }
    for key, pattern in _LEVELS.items():
        value[key] = bool(re.search(pattern, fold(agency)))
    try:
        return Record.model_validate(value)
    except ValidationError as error:
        from knowledge.portal.read import reason_of

        return Fault(number, code[:40], reason_of(error))


def _id_of(url: str) -> str:
    found = re.search(r"/thu-tuc-hanh-chinh/([0-9a-f-]{8,64})", url)
    return found.group(1) if found else ""
