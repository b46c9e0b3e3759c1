"""Sums and spans that only one of two sources names."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from knowledge.portal.parse.fees import read_fees
from knowledge.portal.parse.times import read_times
from knowledge.portal.record import record_of
from knowledge.portal.review.fee_and_time_differences import Spans, Sums, fee_difference, time_difference
from knowledge.schema.conditions import TimeUnit
from knowledge.schema.procedure import Fee, TimeLimit
from tests.knowledge.portal.records import method, record

TODAY = dt.date(2026, 7, 1)


@pytest.mark.parametrize(
    ("own", "words", "expected"),
    [
        (Fee(amount=20_000), "20.000 đồng", None),
        (Fee(amount=20_000), "30.000 đồng", Sums("record", frozenset({30_000}))),
        (Fee(amount=20_000), "Miễn phí", Sums("record")),
        (Fee(free=True), "20.000 đồng", Sums("authored")),
        (Fee(amount=20_000, note="từ 1/7 là 30.000 đồng"), "30.000 đồng", Sums("authored", frozenset({20_000}))),
        (Fee(amount=20_000), "20.000 đồng. Đến hết ngày 30/06/2026 thu 10.000 đồng.", None),
        (
            Fee(amount=20_000),
            "20.000 đồng. Đến hết ngày 31/12/2026 thu 10.000 đồng.",
            Sums("record", frozenset({10_000})),
        ),
        (
            Fee(amount=20_000),
            "20.000 đồng. Đến hết ngày 31/02/2026 thu 10.000 đồng.",
            Sums("record", frozenset({10_000})),
        ),
    ],
)
def test_fees(own: Fee, words: str, expected: Sums | None) -> None:
    published = record_of(record(executionMethods=[method(fees=[{"value": 0, "description": words}])]))
    assert fee_difference((own,), read_fees(published), published, TODAY) == expected


@pytest.mark.parametrize(
    ("own", "changes", "expected"),
    [
        (TimeLimit(amount=3), {}, None),
        (TimeLimit(amount=5), {}, Spans("record", frozenset({(3, TimeUnit.WORKING_DAY)}))),
        (TimeLimit(amount=1), {"processingTime": 8, "processingTimeUnit": "HOUR"}, None),
        (TimeLimit(amount=1, unit=TimeUnit.DAY), {"processingTime": 24, "processingTimeUnit": "HOUR"}, None),
        (TimeLimit(unpublished=True, note="ngay"), {"processingTime": 2, "processingTimeUnit": "HOUR"}, None),
        (TimeLimit(amount=5, note="Cổng ghi 3 ngày"), {}, Spans("authored", frozenset({(5, TimeUnit.WORKING_DAY)}))),
    ],
)
def test_times(own: TimeLimit, changes: dict[str, Any], expected: Spans | None) -> None:
    published = record_of(record(executionMethods=[method(**changes)]))
    assert time_difference((own,), read_times(published), [], published) == expected


def test_a_span_the_record_names_elsewhere_is_no_disagreement() -> None:
    published = record_of(record())
    own = (TimeLimit(amount=3), TimeLimit(amount=10))
    texts = ["Trường hợp xác minh: 10 ngày làm việc"]
    assert time_difference(own, read_times(published), texts, published) is None
    assert time_difference(own, read_times(published), [], published) == Spans(
        "authored", frozenset({(10, TimeUnit.WORKING_DAY)})
    )
