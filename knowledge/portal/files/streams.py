"""Reading a file piece by piece: unpacked within bounds, and converted from UTF-16 to UTF-8."""

from __future__ import annotations

import codecs
import gzip
from pathlib import Path
from typing import BinaryIO, Protocol

from knowledge.errors import ImportRefused

MAX_TOTAL = 4 * 2**30
"""The most bytes unpacked from a file: about 300,000 records."""
MAX_RATIO, RATIO_FROM = 100, 32 * 2**20
"""Text unpacks to about ten times its size; a file that unpacks to a hundred times its size is not text."""
CHUNK = 2**20


class Stream(Protocol):
    """Gives its bytes piece by piece, and no bytes at its end."""

    def read(self) -> bytes: ...


class PutBack:
    """A stream with what was read from it put back."""

    def __init__(self, first: bytes, stream: Stream) -> None:
        self._first, self._stream = first, stream

    def read(self) -> bytes:
        first, self._first = self._first, b""
        return first or self._stream.read()


class BoundedStream:
    """A stream that stops when a file unpacks to far more than a list of records does.

    Args:
        stream: the file, unpacked.
        path: for the message.
        packed: bytes of the packed file; 0: it is not packed."""

    def __init__(self, stream: BinaryIO | gzip.GzipFile, path: Path, packed: int) -> None:
        self._stream, self._path, self._packed = stream, path, packed
        self._read = 0

    def read(self) -> bytes:
        data = self._stream.read(CHUNK)
        self._read += len(data)
        too_much = self._packed and self._read > max(RATIO_FROM, self._packed * MAX_RATIO)
        if too_much or self._read > MAX_TOTAL:
            raise ImportRefused(
                f"{self._path}: unpacks to more than {self._read // 2**20} MB, which is too much for a list of records"
            )
        return data


class Utf16Stream:
    """A stream in UTF-16, read as UTF-8. What is not UTF-16 is replaced by U+FFFD."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")

    def read(self) -> bytes:
        while chunk := self._stream.read():
            if text := self._decoder.decode(chunk):
                return text.encode()
        return self._decoder.decode(b"", final=True).encode()
