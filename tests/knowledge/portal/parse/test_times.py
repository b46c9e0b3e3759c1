"""Time limits as published: a number without a unit stays without one, words that tell another time are kept."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.portal.parse.times import read_time, read_times, times_in
from knowledge.portal.record import FilingMethod, record_of
from knowledge.schema.conditions import Method, TimeUnit
from knowledge.schema.procedure import TimeLimit
from tests.knowledge.portal.conftest import record


def method(kind: str = "DIRECT", **changes: Any) -> dict[str, Any]:
    return {"submissionMethod": kind, "processingTime": 3, "processingTimeUnit": "WORKING_DAY", "fees": [], **changes}


@pytest.mark.parametrize(
    ("time", "unit", "words", "expected"),
    [
        (3, "WORKING_DAY", "", TimeLimit(amount=3)),
        (15, "DAY", "", TimeLimit(amount=15, unit=TimeUnit.DAY)),
        (8, "HOUR", "", TimeLimit(amount=8, unit=TimeUnit.HOUR)),
        (2, "MONTH", "", TimeLimit(amount=2, unit=TimeUnit.MONTH)),
        (5, "OTHER", "", TimeLimit(amount=5, unit=TimeUnit.PUBLISHED)),
        (5, "OTHER", "Trong 05 ngày làm việc", TimeLimit(amount=5)),
        (5, "OTHER", "Không quá 5 (năm) ngày kể từ ngày nhận hồ sơ", TimeLimit(amount=5, unit=TimeUnit.DAY)),
        (140, "OTHER", "", TimeLimit(unpublished=True)),
        (None, "OTHER", "", TimeLimit(unpublished=True)),
        (0, "DAY", "", TimeLimit(unpublished=True)),
        (-3, "DAY", "", TimeLimit(unpublished=True)),
        (1.5, "DAY", "", TimeLimit(unpublished=True)),
        (10**9, "WORKING_DAY", "", TimeLimit(unpublished=True)),
        (None, "", "Ngay trong ngày", TimeLimit(unpublished=True)),
        (None, "", "Trong 07 ngày làm việc", TimeLimit(amount=7)),
        (None, "", "Trẻ từ 14 tuổi; ngày 01 tháng 7", TimeLimit(unpublished=True)),
    ],
)
def test_times(time: float | None, unit: str, words: str, expected: TimeLimit) -> None:
    assert read_time(FilingMethod(method="DIRECT", time=time, unit=unit, words=words)) == expected


def test_words_that_tell_another_time_are_kept() -> None:
    words = "03 ngày làm việc; trường hợp xác minh thì 08 ngày làm việc"
    agrees = read_time(FilingMethod(time=3, unit="WORKING_DAY", words=words))
    assert (agrees.amount, agrees.note, agrees.verified) == (3, words, True)
    other = read_time(FilingMethod(time=5, unit="WORKING_DAY", words=words))
    assert (other.amount, other.note, other.verified) == (5, words, False)


def test_times_by_way_of_filing() -> None:
    published = record_of(record(executionMethods=[method(), method("ONLINE", processingTime=2)]))
    assert [(limit.amount, limit.method) for limit in read_times(published)] == [(3, Method.DIRECT), (2, Method.ONLINE)]
    assert read_times(record_of(record(executionMethods=[]))) == (TimeLimit(unpublished=True),)


def test_spans_a_text_names() -> None:
    words = "Trong 03 (ba) ngày làm việc; xác minh thì 10 ngày; ngày 01 tháng 7; 03 ngày làm việc; trẻ 6 tháng tuổi"
    assert times_in(words) == [(3, TimeUnit.WORKING_DAY), (10, TimeUnit.DAY)]


def test_several_times_keep_their_sentences() -> None:
    words = "Nộp tại Một cửa. Không quá 10 ngày làm việc. Ở xã miền núi không quá 20 ngày làm việc."
    limit = read_time(FilingMethod(method="DIRECT", time=10, unit="WORKING_DAY", words=words))
    assert (limit.several, limit.verified) == (True, True)
    assert limit.note == "Không quá 10 ngày làm việc. Ở xã miền núi không quá 20 ngày làm việc"


def test_a_decimal_number_is_read_whole() -> None:
    assert times_in("Không quá 7,5 ngày làm việc") == [(7.5, TimeUnit.WORKING_DAY)]
    limit = read_time(FilingMethod.model_validate(method(processingTime=5, description="Không quá 7,5 ngày làm việc")))
    assert limit.several
    assert not limit.verified


def test_the_same_span_in_two_stages_is_not_the_time_in_all() -> None:
    words = (
        "05 ngày làm việc kể từ ngày nhận đủ hồ sơ thì kiểm tra. 05 ngày làm việc kể từ ngày ký biên bản thì trả lời."
    )
    limit = read_time(FilingMethod.model_validate(method(processingTime=5, description=words)))
    assert limit.several
    assert "ký biên bản" in limit.note


def test_several_rows_of_one_way_are_told_once_with_their_cases() -> None:
    upland = "Nộp tại xã.\n* Đối với xã miền núi, biên giới; đảo; vùng khó khăn thì không quá 25 ngày"
    ways = [
        method(kind, processingTime=time, processingTimeUnit="DAY", description=words)
        for time, words in ((15, "Nộp tại xã."), (25, upland))
        for kind in ("DIRECT", "ONLINE")
    ]
    (limit,) = read_times(record_of(record(executionMethods=ways)))
    assert (limit.method, limit.amount, limit.several) == (None, None, True)
    assert limit.note == (
        "Tùy trường hợp, từng bước: 15 ngày; Đối với xã miền núi, biên giới; đảo; vùng khó khăn thì không quá 25 ngày"
    )
