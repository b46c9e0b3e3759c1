"""A file made to exhaust memory or time is refused early: measured in a process of its own."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.settings import ROOT
from tests.knowledge.portal.conftest import lines_of, record

MEASURE = """
import resource, sys
from pathlib import Path
from knowledge.errors import ImportRefused
from knowledge.portal.files.faults import Fault, reason_of
from knowledge.portal.files.read import read_file
import openpyxl
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    for item in read_file(Path(sys.argv[1])):
        try:
            print(item if isinstance(item, Fault) else f"line {item.line}: {item.record().code}")
        except ValueError as error:
            print(f"line {item.line}: {reason_of(error)}")
except ImportRefused as error:
    print("refused:", error)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def a_long_line(path: Path) -> None:
    long = b'{"code": "9.000002", "name": "' + b"a" * (50 * 2**20) + b'"}'
    lines_of(path, record(), long, record(code="9.000003"))


def zeros(path: Path) -> None:
    """A gigabyte of zeros; each piece is packed once and repeated, which a gzip file may be."""
    path.write_bytes(gzip.compress(bytes(16 * 2**20), 6) * 64)


def braces(path: Path) -> None:
    path.write_bytes(gzip.compress(b'{"a":1}\n' + b" " * (16 * 2**20), 6) * 64)


def sheet(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/workbook.xml", "w") as part:
        for _ in range(300):
            part.write(bytes(2**20))


def many_small_parts(path: Path) -> None:
    path.write_bytes(b'{"x": [' + b"[]," * 1_300_000 + b"[]]}\n" + json.dumps(record()).encode())


@pytest.mark.parametrize(
    ("write", "says", "megabytes"),
    [
        (
            a_long_line,
            ["line 1: 9.000001", "line 2: no code: longer than 4 MB; real records are shorter", "line 3: 9.000003"],
            40,
        ),
        (zeros, ["refused: FILE: a table of over 64 MB; give a file with one JSON record per line"], 150),
        (braces, ["refused: FILE: unpacks to more than"], 60),
        (sheet, ["refused: FILE: unpacks to 300 MB, which is too much for a list"], 20),
        (many_small_parts, ["line 1: code: Field required; name: Field required", "line 2: 9.000001"], 200),
    ],
    ids=["a record of 50 MB", "a gzip of zeros", "a gzip of blanks", "a workbook", "many small parts"],
)
def test_memory_stays_bounded_and_it_ends(
    tmp_path: Path, write: Callable[[Path], None], says: list[str], megabytes: int
) -> None:
    path = tmp_path / "file"
    write(path)
    command = [sys.executable, "-c", MEASURE, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    *lines, kilobytes = done.stdout.splitlines()
    assert int(kilobytes) / 1024 < megabytes
    printed = [line.replace(str(path), "FILE") for line in lines]
    assert [line[: len(start)] for line, start in zip(printed[-len(says) :], says, strict=True)] == says, done.stderr
