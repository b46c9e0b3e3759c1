"""Reading a PDF as far as the tests need it: its streams and the letters it shows."""

from __future__ import annotations

import re
import zlib

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_SECTION = re.compile(r"beginbf(?:char|range)(.*?)endbf(?:char|range)", re.DOTALL)
_PAIR = re.compile(r"<([0-9A-F]+)> <([0-9A-F]+)>\s*$", re.MULTILINE | re.IGNORECASE)
_RANGE = re.compile(r"<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]+)>\s*$", re.MULTILINE | re.IGNORECASE)


def streams(pdf: bytes) -> list[bytes]:
    """The streams of a PDF, unpacked where they are packed."""
    return [_unpacked(stream) for stream in _STREAM.findall(pdf)]


def letters(pdf: bytes) -> set[str]:
    """Every letter that a reader copies or hears from the PDF: what its glyphs are said to mean."""
    found: set[str] = set()
    for stream in streams(pdf):
        if b"begincmap" not in stream:
            continue
        text = "".join(_SECTION.findall(stream.decode("latin-1")))
        for first, last, meaning in _RANGE.findall(text):
            start = int(meaning, 16)
            found.update(chr(start + step) for step in range(int(last, 16) - int(first, 16) + 1))
        found.update(bytes.fromhex(meaning).decode("utf-16-be") for _, meaning in _PAIR.findall(_RANGE.sub("", text)))
    return found


def pages(pdf: bytes) -> int:
    """How many pages it has."""
    return len(re.findall(rb"/Type\s*/Page\b", b"\n".join([pdf, *streams(pdf)])))


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)  # the last byte may be cut: it looks like the end of a line
    except zlib.error:
        return stream
