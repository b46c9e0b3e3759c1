"""A file piece by piece: unpacked within bounds, and from UTF-16 to UTF-8."""

from __future__ import annotations

import codecs
import gzip
from pathlib import Path
from typing import BinaryIO, Protocol

from knowledge.errors import ImportRefused

MAX_TOTAL = 4 * 2**30
"""The most bytes unpacked from one file: about 300,000 records."""
MAX_RATIO, RATIO_FROM = 100, 32 * 2**20
"""Text unpacks to ten times its size; a file that unpacks to a hundred times is no text."""
CHUNK = 2**20


class Stream(Protocol):
    """Something that gives its bytes piece by piece, and none at its end."""

    def read(self) -> bytes: ...


class Again:
    """A stream with what was read from it put back."""

    def __init__(self, first: bytes, stream: Stream) -> None:
        self._first, self._stream = first, stream

    def read(self) -> bytes:
        first, self._first = self._first, b""
        return first or self._stream.read()


class Bounded:
    """A stream that refuses to unpack without end."""

    def __init__(self, stream: BinaryIO | gzip.GzipFile, path: Path, packed: int) -> None:
        self._stream, self._path, self._packed = stream, path, packed
        self._read = 0

    def read(self) -> bytes:
        data = self._stream.read(CHUNK)
        self._read += len(data)
        bomb = self._packed and self._read > max(RATIO_FROM, self._packed * MAX_RATIO)
        if bomb or self._read > MAX_TOTAL:
            raise ImportRefused(
                f"{self._path}: unpacks to more than {self._read // 2**20} MB, which no list of records does; refused"
            )
        return data


class FromUtf16:
    """A stream in UTF-16 as UTF-8."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")

    def read(self) -> bytes:
        while chunk := self._stream.read():
            if text := self._decoder.decode(chunk):
                return text.encode()
        return self._decoder.decode(b"", final=True).encode()
