"""Make knowledge/search/scope/national_list.csv.gz: `python -m training.national_list LIST.csv.gz`.

LIST is the portal's list (columns "Mã số", "Tên", "URL"); kept are code, title and the page's id, by code.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
from pathlib import Path

from knowledge.search.scope.known import FILE
from knowledge.text.normalise import clean


def rows_of(path: Path) -> list[tuple[str, str, str]]:
    """(code, title, id of the page) of each procedure, the first row of a code, in the order of the codes."""
    with gzip.open(path, "rt", encoding="utf-8-sig") as file:
        found: dict[str, tuple[str, str, str]] = {}
        for row in csv.DictReader(file):
            code = row["Mã số"].strip()
            found.setdefault(code, (code, clean(row["Tên"]).strip(' "'), row["URL"].rstrip("/").rpartition("/")[2]))
    return [found[code] for code in sorted(found) if code and found[code][1]]


def write(rows: list[tuple[str, str, str]], out: Path) -> None:
    """Write the rows, always the same bytes for the same rows."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    out.write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))


def main() -> None:
    parser = argparse.ArgumentParser(description="make the list of procedures that are known by name")
    parser.add_argument("list", type=Path)
    parser.add_argument("--out", type=Path, default=FILE)
    arguments = parser.parse_args()
    rows = rows_of(arguments.list)
    write(rows, arguments.out)
    print(f"{len(rows)} procedures")


if __name__ == "__main__":
    main()
