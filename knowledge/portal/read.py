"""Read what an office may have at hand: records (.jsonl, .json, gzipped or not) and the portal's list (.csv, .xlsx).

Nothing is trusted: sizes are bounded; a record that cannot be used is a `Fault` with its line.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from knowledge.errors import ImportRefused
from knowledge.portal.record import Record, record_of
from knowledge.portal.sheet import read_csv, read_xlsx
from knowledge.portal.store import Fault

MAX_LINE = 8 * 2**20
"""The longest record, in bytes. The longest real one is 160 kB."""
MAX_DOCUMENT = 64 * 2**20
"""The largest file that is one JSON document."""
MAX_TOTAL = 4 * 2**30
"""The most bytes unpacked from one file: about 300,000 records."""
MAX_RATIO, RATIO_FROM = 100, 32 * 2**20
"""Text unpacks to ten times its size; a file that unpacks to a hundred times is no text."""
_CHUNK = 2**20
_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


@dataclass(frozen=True)
class Raw:
    """A record not yet read: its line, the digest of its bytes, and what gives the record when it is asked for."""

    line: int
    digest: str
    content: bytes

    def record(self) -> Record:
        """The record.

        Raises:
            ValueError: it is none; the message says why.
        """
        return record_of(parse_json(self.content))


def read_file(path: Path) -> Iterator[Raw | Record | Fault]:
    """The records of a file, one after the other; rows of the portal's list come as records with `listed_only`.

    Raises:
        ImportRefused: the file as a whole cannot be used.
    """
    try:
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
                    yield from _read(path, _Bounded(unpacked, path, size))
            else:
                yield from _read(path, _Bounded(file, path, 0))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ImportRefused(f"{path}: the packed file is cut short or damaged ({error}); get it again") from None
    except OSError as error:
        raise ImportRefused(f"{path}: cannot be read: {error.strerror or error}") from None


class _Bounded:
    """A stream that refuses to unpack without end."""

    def __init__(self, stream: BinaryIO | gzip.GzipFile, path: Path, packed: int) -> None:
        self._stream, self._path, self._packed = stream, path, packed
        self._read = 0

    def read(self) -> bytes:
        data = self._stream.read(_CHUNK)
        self._read += len(data)
        bomb = self._packed and self._read > max(RATIO_FROM, self._packed * MAX_RATIO)
        if bomb or self._read > MAX_TOTAL:
            raise ImportRefused(
                f"{self._path}: unpacks to more than {self._read // 2**20} MB, which no list of records does; refused"
            )
        return data


def _read(path: Path, stream: _Bounded) -> Iterator[Raw | Record | Fault]:
    first = stream.read()
    encoding = next((name for bom, name in _BOMS.items() if first.startswith(bom)), "utf-8")
    if encoding == "utf-16":
        text = (first + b"".join(iter(stream.read, b""))).decode("utf-16", errors="replace")
        first, encoding = text.encode(), "utf-8"
        stream = _Bounded(io.BytesIO(b""), path, 0)
    elif encoding == "utf-8-sig":
        first = first[3:]
    begin = first.lstrip()[:1]
    if begin not in (b"{", b"["):
        rest = b"".join(iter(stream.read, b"")) if len(first) >= _CHUNK else b""
        yield from read_csv(path, first + rest)
    elif _is_lines(first):
        yield from _lines(first, stream)
    else:
        yield from _document(path, first, stream)


def _is_lines(first: bytes) -> bool:
    """Whether the first line is a whole JSON object that is a record (else the file is one document)."""
    line = first.split(b"\n", 1)[0].strip()
    try:
        value = json.loads(line)
    except ValueError:
        # a line too long for the first chunk, or a broken one: one document spans lines, records do not
        return line.startswith(b"{") and len(line) > 2
    return isinstance(value, dict) and "records" not in value and "data" not in value


def _lines(first: bytes, stream: _Bounded) -> Iterator[Raw | Fault]:
    number, held, dropped = 1, first, False
    while True:
        *whole, held = held.split(b"\n")
        for line in whole:
            if dropped:
                dropped = False
                yield Fault(number, "", f"longer than {MAX_LINE // 2**20} MB; no record is")
            elif line.strip():
                yield Raw(number, digest_of(line), line)
            number += 1
        if len(held) > MAX_LINE:
            held, dropped = b"", True
        chunk = stream.read()
        if not chunk:
            break
        held = chunk if dropped and not held and b"\n" not in chunk else held + chunk
        if dropped and b"\n" not in held:
            held = b""
    if dropped:
        yield Fault(number, "", f"longer than {MAX_LINE // 2**20} MB; no record is")
    elif held.strip():
        yield Raw(number, digest_of(held), held)


def _document(path: Path, first: bytes, stream: _Bounded) -> Iterator[Raw | Fault]:
    parts, size = [first], len(first)
    while chunk := stream.read():
        parts.append(chunk)
        size += len(chunk)
        if size > MAX_DOCUMENT:
            raise ImportRefused(
                f"{path}: one JSON document of over {MAX_DOCUMENT // 2**20} MB; give records a line each"
            )
    try:
        value = parse_json(b"".join(parts))
    except ValueError as error:
        raise ImportRefused(f"{path}: no JSON: {error}") from None
    for number, one in enumerate(_records_in(value), start=1):
        content = json.dumps(one, ensure_ascii=False).encode("utf-8", errors="replace")
        yield Raw(number, digest_of(content), content)


def _records_in(value: object) -> list[object]:
    """The records of a document: an API answer, `{"records": […]}`, a list, or one record."""
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
    """JSON from outside.

    Raises:
        ValueError: broken, not UTF-8, or nested without end.
    """
    try:
        return json.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 (byte {error.start})") from None
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON: {error.msg} at character {error.pos}") from None


def digest_of(content: bytes) -> str:
    """The digest of a record's bytes."""
    return hashlib.sha256(content.strip()).hexdigest()[:32]


def reason_of(error: ValueError) -> str:
    """Why a record is none, on one line."""
    if isinstance(error, ValidationError):
        parts = [f"{'.'.join(map(str, one['loc'])) or 'record'}: {one['msg']}" for one in error.errors()[:3]]
        return "; ".join(parts)[:300]
    return " ".join(str(error).split())[:300]
