"""Fees as published: a bare 0 is never free, and what is unknown is said to be."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from knowledge.portal.parse.fees import amounts_in, cut, fees_of, read_dated, read_fee, read_fees
from knowledge.portal.record import FilingMethod, PublishedFee, record_of
from knowledge.schema.conditions import Method
from knowledge.schema.procedure import Fee
from tests.knowledge.portal.conftest import record

COUNCIL, COMMITTEE, LAW = "HĐND cấp tỉnh", "UBND cấp tỉnh", "pháp luật về phí và lệ phí"


@pytest.mark.parametrize(
    ("value", "words", "expected"),
    [
        (0, "", Fee(unpublished=True)),
        (0, "Không quy định", Fee(unpublished=True)),
        (0, "Chưa có thông tin", Fee(unpublished=True)),
        (0, "0", Fee(unpublished=True)),
        (0, "Không", Fee(free=True)),
        (0, "Lệ phí: Không.", Fee(free=True)),
        (0, "Miễn phí", Fee(free=True)),
        (0, "Không thu phí", Fee(free=True)),
        (0, "Theo Nghị quyết của HĐND tỉnh", Fee(decided_by=COUNCIL)),
        (0, "Do Hội đồng nhân dân cấp tỉnh quyết định", Fee(decided_by=COUNCIL)),
        (0, "Do UBND tỉnh quy định", Fee(decided_by=COMMITTEE)),
        (0, "Theo quy định của pháp luật", Fee(decided_by=LAW)),
        (0, "Theo Thông tư số 281/2016/TT-BTC", Fee(decided_by="văn bản số 281/2016/TT-BTC")),
        (20_000, "", Fee(amount=20_000)),
        (20_000, "20.000 đồng", Fee(amount=20_000)),
        (0, "8.000 đồng/bản", Fee(amount=8_000)),
        (8, "8.000 đồng", Fee(amount=8_000)),
        (8, "", Fee(unpublished=True)),
        (0, "1,5 triệu đồng", Fee(amount=1_500_000)),
        (1e13, "", Fee(unpublished=True)),
    ],
)
def test_fees(value: float, words: str, expected: Fee) -> None:
    assert read_fee(PublishedFee(value=value, words=words, currency="VND")) == expected


def test_fees_that_disagree_are_not_decided_here() -> None:
    other = read_fee(PublishedFee(value=50_000, words="Mức thu 20.000 đồng", currency="VND"))
    assert (other.amount, other.verified, other.note) == (50_000, False, "Mức thu 20.000 đồng")
    several = read_fee(PublishedFee(value=50_000, words="Bản đầu 2.000 đồng, bản sau 1.000 đồng", currency="VND"))
    assert (several.amount, several.verified) == (None, False)
    assert several.published == "Bản đầu 2.000 đồng, bản sau 1.000 đồng"
    assert read_fee(PublishedFee(value=25, currency="USD")) == Fee(amount=25, currency="USD")


def test_exemptions_stay_in_the_note() -> None:
    fee = read_fee(PublishedFee(words="Theo nghị quyết của HĐND tỉnh. Miễn lệ phí cho người thuộc gia đình có công."))
    assert (fee.decided_by, fee.note.rstrip(".")) == (COUNCIL, "Miễn lệ phí cho người thuộc gia đình có công")


@pytest.mark.parametrize(
    ("words", "amounts"),
    [
        ("300.000 đồng", [300_000]),
        ("từ 1.000.000đ đến 2,000,000 VNĐ", [1_000_000, 2_000_000]),
        ("150.000", [150_000]),
        ("Thông tư 281/2016/TT-BTC", []),
        ("ngày 18/07/2026", []),
        ("500 nghìn đồng", [500_000]),
        ("10 đồng", []),
    ],
)
def test_amounts(words: str, amounts: list[int]) -> None:
    assert amounts_in(words) == amounts


def method(kind: str = "DIRECT", **changes: Any) -> dict[str, Any]:
    return {"submissionMethod": kind, "processingTime": 3, "processingTimeUnit": "WORKING_DAY", "fees": [], **changes}


def test_fees_by_way_of_filing() -> None:
    fee = [{"value": 20_000, "currencyId": "VND", "description": ""}]
    same = record_of(record(executionMethods=[method(fees=fee), method("ONLINE", fees=fee)]))
    assert read_fees(same) == (Fee(amount=20_000),)
    free = [{"value": 0, "description": "Miễn phí"}]
    apart = record_of(record(executionMethods=[method(fees=fee), method("ONLINE", fees=free)]))
    assert read_fees(apart) == (Fee(amount=20_000, method=Method.DIRECT), Fee(free=True, method=Method.ONLINE))
    assert read_fees(record_of(record(executionMethods=[]))) == (Fee(unpublished=True),)


def test_a_fee_told_beside_the_time() -> None:
    words = "Trong 3 ngày làm việc. Lệ phí: 100.000 đồng."
    (found,) = read_fees(record_of(record(executionMethods=[method(description=words)])))
    assert found.published.rstrip(".") == "Lệ phí: 100.000 đồng"


def test_long_words_are_cut_at_a_word() -> None:
    assert cut("một hai ba", 8) == "một hai…"
    assert cut(" - Mức thu:\n 20.000 đồng; ") == "Mức thu: 20.000 đồng"
    assert cut("x" * 50, 10) == "x" * 10 + "…"


NOW, AFTER, LONG_AFTER = dt.date(2026, 12, 1), dt.date(2027, 1, 1), dt.date(2028, 1, 1)


def _on(day: dt.date, value: float, words: str) -> Fee:
    """The one fee of a day, without its days."""
    (fee,) = (fee for fee in read_dated(PublishedFee(value=value, words=words)) if fee.holds_on(day))
    return fee.model_copy(update={"valid_from": None, "valid_to": None})


def test_a_lower_sum_ends_with_its_period() -> None:
    words = "áp dụng mức phí 400.000 đồng/hồ sơ kể từ ngày 01/7/2025 đến hết ngày 31/12/2026"
    assert _on(NOW, 800_000, words).amount == 400_000
    assert _on(AFTER, 800_000, words) == Fee(amount=800_000)


def test_each_period_has_its_sum() -> None:
    words = "Từ ngày 01/7/2025 đến hết ngày 31/12/2026: 550.000 đồng; Từ ngày 01/1/2027: 1.100.000 đồng"
    assert (_on(NOW, 0, words).amount, _on(AFTER, 0, words).amount) == (550_000, 1_100_000)


def test_an_exemption_that_is_over_is_not_told() -> None:
    words = "Miễn phí kể từ ngày 07/4/2026 đến 30/6/2026 theo Thông tư 40/2026/TT-BTC"
    assert _on(dt.date(2026, 5, 1), 5_000_000, words).free
    assert _on(NOW, 5_000_000, words) == Fee(amount=5_000_000)


def test_a_share_is_told_while_it_holds() -> None:
    words = "Từ ngày 01/07/2025 đến hết ngày 31/12/2026, mức lệ phí bằng 50% mức nêu trên"
    assert _on(NOW, 70_000, words).published.startswith("70.000 đồng; Từ ngày")
    assert _on(AFTER, 70_000, words) == Fee(amount=70_000)


def test_what_was_published_for_a_time_only_is_unknown_after_it() -> None:
    words = "Thu mức phí này trong giai đoạn từ 01/7/2025 đến hết ngày 31/12/2026"
    after = _on(LONG_AFTER, 30_000, words)
    assert (after.unpublished, after.note) == (True, "mức đã công bố chỉ áp dụng đến hết ngày 31/12/2026")


def test_free_never_stands_beside_what_the_council_decides() -> None:
    assert read_fee(PublishedFee(words="Không thu phí; lệ phí do HĐND tỉnh quyết định")).decided_by == COUNCIL
    fees = [{"value": 0, "description": "Không"}, {"value": 0, "description": "Do HĐND tỉnh quyết định"}]
    (fee,) = read_fees(record_of(record(executionMethods=[{"submissionMethod": "DIRECT", "fees": fees}])))
    assert fee.decided_by == COUNCIL


def test_a_sum_against_its_number_is_marked() -> None:
    assert not read_fee(PublishedFee(value=25, words="25.000.000đ/giấy thông hành")).verified
    assert read_fee(PublishedFee(value=50, words="25.000 đồng/hồ sơ")).verified


def test_a_fee_in_the_words_of_the_way_of_filing() -> None:
    way = FilingMethod.model_validate(
        {"submissionMethod": "DIRECT", "description": "VNĐ(20.000 đ/tờ khai)", "fees": []}
    )
    assert [fee.amount for fee in fees_of(way)] == [20_000]
    way = FilingMethod.model_validate({"submissionMethod": "DIRECT", "description": "VNĐ(mỗi tờ khai)", "fees": []})
    assert fees_of(way) == (Fee(unpublished=True),)


@pytest.mark.parametrize("words", ["25.000.000đ/giấy", "25.000.000đ/giấy (áp dụng đến hết ngày 31/12/2026)"])
def test_a_sum_a_thousand_times_its_own_number_is_not_believed(words: str) -> None:
    told = read_dated(PublishedFee(value=25, description=words))[0]
    assert told.amount is None
    assert not told.verified
    assert "25.000 đồng" in told.published
    assert "25.000.000 đồng" in told.published
