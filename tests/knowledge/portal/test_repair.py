"""Text and numbers of a record after their repair."""

from __future__ import annotations

import pytest
from hypothesis import given

from knowledge.portal.repair import clean, law_number, unglue, whole_number, without_filler
from tests.knowledge.portal.strategies import FUZZ, TEXT


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  hai   dấu cách  ", "hai dấu cách"),
        ("một\r\n\r\n  hai", "một\nhai"),
        ("<p>Đơn <b>đề nghị</b></p>", "Đơn đề nghị"),
        ("nhỏ < lớn, a<b", "nhỏ < lớn, a<b"),
        ("Ph&iacute; &amp; lệ ph&iacute;", "Phí & lệ phí"),
        ("e\u0301\u200b", "é"),
        ("a\x00b\ud83d&#99999999999;", "a b\ufffd\ufffd"),
        ("", ""),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@FUZZ
@given(TEXT)
def test_cleaning_keeps_to_one_line_break_and_one_blank(text: str) -> None:
    cleaned = clean(text)
    assert not [pair for pair in ("  ", "\n\n", " \n", "\n ") if pair in cleaned]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Không có thông tin 20.000 đồng", "20.000 đồng"),
        ("chưa có thông tin\nPhí: miễn", "Phí: miễn"),
        ("Không có thông tin", "Không có thông tin"),
        ("Phí: không có thông tin", "Phí: không có thông tin"),
    ],
)
def test_the_filler_before_a_text(text: str, rest: str) -> None:
    assert without_filler(text) == rest


@pytest.mark.parametrize(
    ("value", "number"),
    [(3, 3), ("3", 3), (2.9, 2), (0, 0), (-1, None), (10**7, None), (None, None), ("x", None), (float("nan"), None)],
)
def test_counts(value: object, number: int | None) -> None:
    assert whole_number(value) == number


@pytest.mark.parametrize(
    ("glued", "separate"),
    [
        (("Mẫu số", 31, 0), ("Mẫu số 3", 1, 0)),
        (("Thông tư 02/2020/", 1201, None), ("Thông tư 02/2020/120", 1, None)),
        (("Đơn", 10, 3), ("Đơn", 10, 3)),
        (("Đơn", None, None), ("Đơn", None, None)),
    ],
)
def test_a_number_that_ran_into_the_count(glued: tuple[str, int, int], separate: tuple[str, int, int]) -> None:
    assert unglue(*glued) == separate


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("54/2014/QH13", "54/2014/QH13"),
        ("54/2014/QH1354/2014/QH13", "54/2014/QH13"),
        ("Luật 54/2014/QH1354/2014/QH13", "54/2014/QH13"),
        ("  1/2020/NĐ-CP ", "1/2020/NĐ-CP"),
        ("", ""),
    ],
)
def test_the_number_of_a_law(printed: str, number: str) -> None:
    assert law_number(printed) == number
