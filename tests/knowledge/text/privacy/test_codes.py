"""Codes with letters: a person's are masked, the state's stay."""

from __future__ import annotations

import pytest

from knowledge.text.privacy.codes import codes_in
from knowledge.text.privacy.kinds import ACCOUNT, EMAIL, INSURANCE, PASSPORT, PLATE
from knowledge.text.privacy.view import view_of


def found(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], marker) for start, end, marker in codes_in(view_of(text))]


@pytest.mark.parametrize(
    ("text", "code", "marker"),
    [
        ("hộ chiếu B1234567", "B1234567", PASSPORT),
        ("là C 7654321 ạ", "C 7654321", PASSPORT),
        ("b1234567", "b1234567", PASSPORT),
        ("hộchiếuB1234567", "B1234567", PASSPORT),
        ("B1234567 k còn hạn", "B1234567", PASSPORT),
        ("hộ chiếu b 12 345 67", "b 12 345 67", PASSPORT),
        ("HS4010123456789", "HS4010123456789", INSURANCE),
        ("hộ chiếu chữ c bảy sáu một hai ba tám bốn", "c bảy sáu một hai ba tám bốn", PASSPORT),
        ("passport C 204 gạch 7739", "C 204 gạch 7739", PASSPORT),
        ("hộ chiếu E00 rồi 451 rồi 238", "E00 rồi 451 rồi 238", PASSPORT),
        ("DN 4 79 7912345678", "DN 4 79 7912345678", INSURANCE),
        ("stk 711A12345678", "711A12345678", ACCOUNT),
        ("xe 59X1-123.45", "59X1-123.45", PLATE),
        ("an@x.vn", "an@x.vn", EMAIL),
    ],
)
def test_persons(text: str, code: str, marker: str) -> None:
    assert (code, marker) in found(text)


@pytest.mark.parametrize(
    "code",
    [
        "1.001193",
        "1.014632.000.00.00.H29",
        "H29.16-230512-0012",
        "000.00.16.H29-240115-0003",
        "123/2015/NĐ",
        "07/ĐK",
        "10.762622",
    ],
)
def test_of_the_state(code: str) -> None:
    assert (code, "") in found(f"theo {code} thì sao, em ở số 12 đường 34, kinh độ 106.660172")


@pytest.mark.parametrize(
    "text",
    [
        "H29-000.00.16",
        "B 1.500.000",
        "B 1500000đ",
        "x1500000",
        "b 1234567",
        "SĐT38251234",
        "A 0912 345 674",
        "A 2019 2020",
        "tk 1903456789012",
        "số 4 79 7912345678",
        "mẫu CT01",
        "A, 01-01-1980",
        "H29.16.230",
        "12A",
    ],
)
def test_none(text: str) -> None:
    assert found(text) == []
