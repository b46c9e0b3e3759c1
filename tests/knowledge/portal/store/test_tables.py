"""What is written to the database comes back as it was; what is damaged is named."""

from __future__ import annotations

import pytest

from knowledge.errors import StoreError
from knowledge.portal.record import record_of
from knowledge.portal.store.tables import VERSIONS, Header, first_line, pack, unpack
from tests.knowledge.portal.conftest import record


def test_a_record_comes_back_as_it_was_cleaned() -> None:
    read = record_of(record(name="Thử &amp;lt;b&amp;gt; <b>đậm</b> e\u200b\u0301", decisionNo="1 &amp;amp; 2"))
    assert read.name == "Thử &lt;b&gt; đậm é"
    assert unpack(pack(read)) == read
    assert unpack(pack(read)).digest == read.digest


def test_a_record_is_small_in_the_database() -> None:
    packed = pack(record_of(record(requirementsAndConditions="điều kiện " * 500)))
    assert len(packed) < 1_000


@pytest.mark.parametrize("content", [b"", b"\x00\x11", pack(record_of(record()))[:-9]])
def test_damaged_contents(content: bytes) -> None:
    with pytest.raises(StoreError, match=r"damaged .*restore it"):
        unpack(content)


def test_every_part_of_a_header_has_its_column() -> None:
    assert set(Header.__slots__) <= set(VERSIONS.c.keys())


def test_the_first_line_of_an_error() -> None:
    assert first_line(ValueError("short\n[SQL: SELECT 1]")) == "short"
    assert len(first_line(ValueError("x" * 999))) == 200
