"""Read files of records (.jsonl, .json, gzipped or not) and the portal's list (.csv, .xlsx).

Nothing in them is trusted: sizes are bounded; a record that cannot be used becomes a `Fault` with its line.
"""

from __future__ import annotations

import codecs
import contextlib
import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import ImportRefused
from knowledge.portal.files.faults import Fault
from knowledge.portal.files.sheet import read_csv, read_xlsx
from knowledge.portal.files.streams import BoundedStream, PutBack, Stream, Utf16Stream
from knowledge.portal.record import Record, record_of

MAX_LINE = 4 * 2**20
"""The longest record, in bytes. The longest real one is 160 kB."""
MAX_DOCUMENT = 64 * 2**20
"""The largest file that is a single JSON document, in bytes."""
MAX_TABLE = 64 * 2**20
"""The largest table, in bytes. The national list has 2 MB."""
MOST_PARTS = 2_000_000
"""The most lists and objects in a JSON text: each takes memory, however short it is written."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_WRAPPED = re.compile(rb'\{[^{}\[\]]*"(?:records|data)"\s*:\s*[\[{]')
"""The beginning of a document that wraps records: a response of the API, or a file of records."""


@dataclass(frozen=True)
class RawRecord:
    """A record that is not read yet: its line, the digest of its bytes, and the bytes (JSON)."""

    line: int
    digest: str
    content: bytes

    def record(self) -> Record:
        """Read the record.

        Raises:
            ValueError: the bytes are no record; the message says why.
        """
        return record_of(parse_json(self.content))


def read_file(path: Path) -> Iterator[RawRecord | Record | Fault]:
    """The records of a file in their order; rows of the portal's list come as records with `listed_only`.

    Raises:
        ImportRefused: the file as a whole cannot be used.
    """
    try:
        if path.exists() and not path.is_file():
            raise ImportRefused(f"{path}: not a file; give a file of records or the portal's list")
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4)
            file.seek(0)
            if not size:
                raise ImportRefused(f"{path}: the file is empty")
            if head.startswith(b"PK\x03\x04"):
                yield from read_xlsx(path)
            elif head.startswith(b"\x1f\x8b"):
                with gzip.open(file) as unpacked:
                    yield from _read(path, BoundedStream(unpacked, path, size))
            else:
                yield from _read(path, BoundedStream(file, path, 0))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ImportRefused(f"{path}: the packed file is cut short or damaged ({error}); download it again") from None
    except OSError as error:
        raise ImportRefused(f"{path}: cannot be read: {error.strerror or error}; check its name and rights") from None


def _read(path: Path, stream: Stream) -> Iterator[RawRecord | Record | Fault]:
    first = stream.read()
    if first.startswith(_UTF16):
        stream = Utf16Stream(PutBack(first, stream))
        first = stream.read()
    first = first.removeprefix(codecs.BOM_UTF8)
    begin = first.lstrip()[:1]
    if begin not in (b"{", b"["):
        yield from read_csv(path, _read_whole(path, first, stream, MAX_TABLE, "a table"))
    elif _is_lines(first):
        yield from _lines(first, stream)
    else:
        yield from _document(_read_whole(path, first, stream, MAX_DOCUMENT, "a JSON document"), path)


def _read_whole(path: Path, first: bytes, stream: Stream, most: int, kind: str) -> bytes:
    parts, size = [first], len(first)
    while chunk := stream.read():
        parts.append(chunk)
        size += len(chunk)
        if size > most:
            raise ImportRefused(f"{path}: {kind} of over {most // 2**20} MB; give a file with one JSON record per line")
    return b"".join(parts)


def _is_lines(first: bytes) -> bool:
    """Whether each line is a record; otherwise the file is one document."""
    text = first.lstrip()
    if not text.startswith(b"{") or _WRAPPED.match(text[:2000]):
        return False
    line, end, rest = text.partition(b"\n")
    with contextlib.suppress(ValueError, RecursionError):
        value = json.loads(line)
        return "records" not in value and "data" not in value
    # either a record that is broken or longer than the first chunk, or the beginning of a document of several lines
    return not end or not line.rstrip().endswith((b"{", b"[", b",", b":")) or rest.startswith(b"{")


def _lines(first: bytes, stream: Stream) -> Iterator[RawRecord | Fault]:
    number, rest, dropped = 1, first, False
    while True:
        *whole, rest = rest.split(b"\n")
        for line in whole:
            yield from _line(number, line, dropped)
            number, dropped = number + 1, False
        if len(rest) > MAX_LINE:
            rest, dropped = b"", True
        chunk = stream.read()
        if not chunk:
            break
        rest += chunk
    yield from _line(number, rest, dropped)


def _line(number: int, line: bytes, dropped: bool) -> Iterator[RawRecord | Fault]:
    if dropped or len(line) > MAX_LINE:
        yield Fault(number, "", f"longer than {MAX_LINE // 2**20} MB; real records are shorter")
    elif line.strip():
        yield RawRecord(number, digest_of(line), line)


def _document(content: bytes, path: Path) -> Iterator[RawRecord | Fault]:
    try:
        value = parse_json(content)
    except ValueError as error:
        raise ImportRefused(
            f"{path}: {error}; download the file again, or give a file with one JSON record per line"
        ) from None
    for number, record in enumerate(_records_in(value), start=1):
        try:
            line = json.dumps(record, ensure_ascii=False).encode("utf-8", errors="replace")
        except RecursionError:
            yield Fault(number, "", "nested too deeply")
            continue
        yield RawRecord(number, digest_of(line), line)


def _records_in(value: object) -> list[object]:
    """The records of a document: a response of the API, `{"records": […]}`, a list, or a single record."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        for key in ("records", "data"):
            inner = value.get(key)
            if isinstance(inner, list):
                return inner
            if isinstance(inner, dict):
                return [inner]
    return [value]


def parse_json(content: bytes) -> object:
    """Read JSON from outside.

    Raises:
        ValueError: it is broken, not UTF-8, nested too deeply, or has too many parts for our memory.
    """
    if content.count(b"[") + content.count(b"{") > MOST_PARTS:
        raise ValueError(f"more than {MOST_PARTS} lists and objects")
    try:
        return json.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 (byte {error.start})") from None
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at character {error.pos}") from None


def digest_of(content: bytes) -> str:
    """The digest of a record's bytes: 32 hexadecimal digits, blanks around the record ignored."""
    return hashlib.sha256(content.strip()).hexdigest()[:32]
