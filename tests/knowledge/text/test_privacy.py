"""Personal data is masked, numbers that are none stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.privacy import mask

MASKED = [
    ("cccd 079203001234", "cccd [số định danh]"),
    ("079 203 001 234 nhé", "[số định danh] nhé"),
    ("0792 0300 1234", "[số định danh]"),
    ("cmnd 023456789.", "cmnd [số CMND]."),
    ("gọi 0901234567", "gọi [số điện thoại]"),
    ("gọi 0901.234.567", "gọi [số điện thoại]"),
    ("+84 901 234 567", "[số điện thoại]"),
    ("an.nguyen+1@mail.com.vn", "[email]"),
    ("thẻ 4111 1111 1111 1111", "thẻ [số thẻ]"),
    ("thẻ 9704123456789012345", "thẻ [số thẻ]"),
]
KEPT = [
    "1.001193",
    "1.001193.000.00.00.H41",
    "20/11/2026",
    "20.000đ",
    "1.200.000.000đ",
    "100000000 đồng",
    "123/2015/NĐ-CP",
    "66.7/2025/NQ-CP",
    "60/2014/QH13",
    "18001096",
    "trong 60 ngày, 8.000đ/bản",
]


@pytest.mark.parametrize(("text", "wanted"), MASKED)
def test_masks(text: str, wanted: str) -> None:
    assert mask(text) == wanted


@pytest.mark.parametrize("text", KEPT)
def test_leaves_alone(text: str) -> None:
    assert mask(text) == text


@given(st.text(max_size=300))
def test_settles_and_never_raises(text: str) -> None:
    once = mask(text)
    assert mask(once) == once
    assert len(once) <= 3 * len(text) + 20


@given(st.text(alphabet=st.characters(blacklist_categories=("Nd", "No", "Nl")), max_size=50), st.integers(0, 10**9))
def test_twelve_digits_never_survive(around: str, number: int) -> None:
    identity = f"079{number:09d}"[:12]
    assert identity not in mask(f"{around} {identity} {around}")
