"""Rows of numbers between words."""

from __future__ import annotations

import pytest

from knowledge.text.privacy.rows import Rows


def groups_of(text: str, fewest: int = 6) -> list[list[str]]:
    return [[group.digits for group in row.groups] for row in Rows().of(text, fewest)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("cccd 079 203 117 758 nhé", [["079", "203", "117", "758"]]),
        ("079 rồi 203 rồi tới 117758", [["079", "203", "117758"]]),
        ("079 của 203117758", [["203117758"]]),
        ("ct01 2010-2015", [["2010", "2015"]]),
        ("sđt09 12 34 56 78", [["09", "12", "34", "56", "78"]]),
        ("không chín 12345678", [["0", "9", "12345678"]]),
        ("mười hai ba mươi tư năm mươi sáu", [["1", "2", "3", "4", "5", "6"]]),
        ("tám hai mươi 1234", [["8", "2", "0", "1234"]]),
        ("năm 2019 2020", [["2019", "2020"]]),
        ("079 sau đó 203 sau đó 117", [["079", "203", "117"]]),
        ("0352 số 714 số 968", [["0352", "714", "968"]]),
        ("không tám sáu năm ba số chín rồi 124", [["0", "8", "6", "5", "999", "124"]]),
        ("0988 2 con 7 4512", [["0988", "77", "4512"]]),
        ("4 số đầu 0935 6 số sau 718204", [["0935", "718204"]]),
        ("bon so dau 0935 sau so sau 718204", [["0935", "718204"]]),
        ("079 (tỉnh) 203 (phần giữa) 117758", [["079", "203", "117758"]]),
        ("0938, còn lại là 615 407", [["0938", "615", "407"]]),
        ("nộp 938500, còn lại là 615407", [["938500"], ["615407"]]),
        ("1234567" + " " * 30 + "7654321", [["1234567"], ["7654321"]]),
        ("12 34", []),
        ("ba tôi bảy mươi hai tuổi", []),
    ],
)
def test_rows(text: str, rows: list[list[str]]) -> None:
    assert groups_of(text) == rows


def test_fewest() -> None:
    assert groups_of("12345678", 9) == []


def test_gaps_bind_less_when_they_end_a_sentence() -> None:
    row = next(Rows().of("0912 345. 674, 123 rồi 456-789"))
    assert [gap.weight for gap in row.gaps] == [0, 0.5, 0.5, 0.5, 0]


def test_places_count_from_the_offset() -> None:
    text = "gọi +84 912 345 674 nhé"
    row = next(Rows().of(text))
    assert text[row.offset + row.groups[0].start :].startswith("84 912")
    assert row.text.startswith("+84 912")


def test_a_stretch_that_comes_again_is_read_once() -> None:
    rows = Rows()
    first, second = rows.of("a 123456 b 123456 c")
    assert first.groups is second.groups
    assert first.offset != second.offset


def test_spoken_separators_bind_as_typed_ones() -> None:
    row = next(Rows().of("3105 gạch 774 gach 082 chấm 11 khoảng trắng 22 rồi 33"))
    assert [(gap.signs, gap.weight) for gap in row.gaps[:4]] == [("-", 0), ("-", 0), (".", 0), ("", 0)]
    assert row.gaps[4].weight > 0
