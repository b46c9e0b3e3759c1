"""No text keeps the parser busy: guards against regular expressions that try every way of matching."""

from __future__ import annotations

import contextlib
import itertools
import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from knowledge.checklist.phrases import short_label
from knowledge.portal.header import twin_key
from knowledge.portal.parse.fees import read_fee, read_fees
from knowledge.portal.parse.headings import read_heading
from knowledge.portal.parse.procedure import field_key, parse_record, title_of
from knowledge.portal.parse.rows import ReadRow, read_row
from knowledge.portal.parse.times import read_time
from knowledge.portal.record import FilingMethod, PublishedFee, Row, record_of
from knowledge.portal.repair import clean, law_number, without_filler
from knowledge.provinces import find_provinces, province_of
from tests.knowledge.portal.conftest import DAY, record


@contextlib.contextmanager
def ending(what: str) -> Iterator[None]:
    """Fail if the block has not ended after so long that it would not end at all."""

    def fail(*_: object) -> None:
        raise AssertionError(f"does not end: {what}")

    before = signal.signal(signal.SIGALRM, fail)
    signal.setitimer(signal.ITIMER_REAL, ENDLESS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def bare_fee(words: str) -> PublishedFee:
    return PublishedFee.model_construct(words=words, value=0.0, currency="VND")


def bare_method(words: str) -> FilingMethod:
    return FilingMethod.model_construct(words=words, time=None, unit="OTHER", method="DIRECT", fees=())


def bare_row(words: str, count: int) -> ReadRow:
    row = Row.model_construct(name=words, original=count, copies=0, forms=())
    return read_row(row, note=False, present=False)


def of_cleaned_length(words: str) -> str:
    """A record's own fields are no longer than this."""
    return twin_key(record_of(record(name="x" + clean(words)[:3_900])))


ENDLESS = 10.0
"""Seconds; each text takes a small part of a second, and minutes or more where every way of matching is tried."""
READERS: dict[str, Callable[[str], Any]] = {
    "clean": clean,
    "filler": without_filler,
    "law": law_number,
    "heading": read_heading,
    "row": lambda words: bare_row(words, 0),
    "counted row": lambda words: bare_row(words, 1),
    "label": short_label,
    "fee": lambda words: read_fee(bare_fee(words)),
    "fees": lambda words: read_fees(record_of(record()).model_copy(update={"methods": (bare_method(words),)})),
    "time": lambda words: read_time(bare_method(words)),
    "find": find_provinces,
    "issuer": lambda words: province_of("ubnd " + words),
    "title": title_of,
    "field": field_key,
    "twin": of_cleaned_length,
}
HOSTILE = [
    " " * 50_000,
    "\n" * 50_000,
    " \n" * 25_000,
    "!" * 50_000 + "ab" + "!" * 50_000,
    "a" + "1" * 60,
    "a" + ".1" * 5_000 + "x",
    "1" + ".1" * 20_000,
    "1" * 50_000,
    "1" + ".000" * 10_000,
    "1" + ",000" * 10_000,
    "1" + " " * 50_000 + "tháng",
    "(" * 50_000,
    "(" + "cap xa " * 7_000,
    "a)" * 10_000,
    "nếu " * 10_000,
    "bản sao " * 6_000 + "x",
    "các " * 10_000,
    "đối với các " * 5_000,
    "phí HĐND. " * 5_000,
    "miễn " * 10_000,
    "không " * 10_000,
    "thông tư số " * 4_000 + "1" * 10_000,
    "<p " * 10_000,
    "<" * 50_000,
    "&#" + "9" * 50_000 + ";",
    "&lt" * 20_000,
    "a" + "\u0301" * 50_000,
    "\u200b" * 50_000,
    "không có thông tin" * 3_000,
    "ivx" * 10_000,
    "x" * 50_000,
    "hồ sơ về " * 5_000,
    "1 ngày " * 8_000,
    "kèm theo kèm " * 4_000,
    "\ud800" * 1_000,
    "một trong các " * 3_000,
    "bản chính, bản chính, " * 2_000,
    "huyện Châu Thành " * 3_000,
    "54/2014/QH13" * 4_000,
]


@pytest.mark.parametrize("reader", READERS)
def test_no_text_keeps_the_parser_busy(reader: str) -> None:
    for text in HOSTILE:
        with ending(f"{text[:12]!r} × {len(text)}"):
            READERS[reader](text)


def test_the_largest_record_does_not_keep_the_importer_busy() -> None:
    texts = itertools.cycle(text[:19_000] for text in HOSTILE if text.isprintable())
    rows = [{"name": f"Đơn {number}", "originalQty": 1} for number in range(1_900)]
    rows += [{"name": next(texts), "originalQty": 31} for _ in range(60)]
    laws = [{"code": f"{number}/2020/QH14"} for number in range(2_000)]
    largest = record_of(record(executionCases=[{"profileComponents": rows}], legalBasisesDetails=laws))
    with ending("the largest record"):
        assert len(parse_record(largest, DAY).procedure.documents) > 1_900
