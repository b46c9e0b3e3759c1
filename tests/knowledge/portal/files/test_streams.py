"""Streams give all bytes once, in their order, and stop when a file unpacks to too much."""

from __future__ import annotations

import io
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import ImportRefused
from knowledge.portal.files import streams
from knowledge.portal.files.streams import BoundedStream, PutBack, Stream, Utf16Stream

PATH = Path("file.gz")


class Pieces:
    """A stream of these pieces."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces = list(pieces)

    def read(self) -> bytes:
        return self._pieces.pop(0) if self._pieces else b""


def whole(stream: Stream) -> bytes:
    content = b""
    while piece := stream.read():
        content += piece
    return content


def test_what_was_read_is_put_back() -> None:
    assert whole(PutBack(b"first ", Pieces(b"second ", b"third"))) == b"first second third"
    assert whole(PutBack(b"", Pieces(b"second"))) == b"second"


@given(st.text(), st.lists(st.integers(0, 40), max_size=6), st.sampled_from(["utf-16", "utf-16-be", "utf-16-le"]))
def test_utf_16_cut_anywhere(text: str, cuts: list[int], encoding: str) -> None:
    text = text.replace("\ufeff", "")
    content = text.encode(encoding)
    if encoding != "utf-16":
        content = {"utf-16-be": b"\xfe\xff", "utf-16-le": b"\xff\xfe"}[encoding] + content
    places = [0, *sorted(cuts), len(content)]
    pieces = [content[start:end] for start, end in itertools.pairwise(places)]
    assert whole(Utf16Stream(Pieces(*filter(None, pieces)))).decode() == text


def test_half_a_character_at_the_end_is_replaced() -> None:
    assert whole(Utf16Stream(Pieces(b"\xff\xfea\x00b"))).decode() == "a\ufffd"


def test_a_file_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "CHUNK", 4)
    stream = BoundedStream(io.BytesIO(b"0123456789"), PATH, 0)
    assert [stream.read() for _ in range(4)] == [b"0123", b"4567", b"89", b""]


@pytest.mark.parametrize(("packed", "bound"), [(0, 1_000), (3, 300), (1, 200)])
def test_too_much_is_refused(packed: int, bound: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "CHUNK", 10)
    monkeypatch.setattr(streams, "MAX_TOTAL", 1_000)
    monkeypatch.setattr(streams, "RATIO_FROM", 200)
    assert len(whole(BoundedStream(io.BytesIO(bytes(bound)), PATH, packed))) == bound
    with pytest.raises(ImportRefused, match=r"file\.gz: unpacks to more than .* too much for a list"):
        whole(BoundedStream(io.BytesIO(bytes(bound + 1)), PATH, packed))
