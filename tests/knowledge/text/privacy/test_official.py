"""Codes of the state, and places on the map."""

from __future__ import annotations

import pytest

from knowledge.text.privacy.official import official_in


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in official_in(text)]


@pytest.mark.parametrize(
    "code",
    [
        "1.001193",
        "1.014632.000.00.00.h29",
        "h29.16-230512-0012",
        "000.00.16.h29-240115-0003",
        "h61.108-26010500215",
        "123/2015/nđ",
        "07/đk",
        "ee284716395vn",
        "10°46'33.1\"n",
        "1185472.36 602418.75",
        "2066381.204; 596012.875",
        "596012.875 - 2066381.204",
        "x=2098417.35",
        "192.168.1.108",
    ],
)
def test_stays(code: str) -> None:
    assert code in found(f"theo {code} thì sao, em ở số 12, y=583206")


@pytest.mark.parametrize(
    "text",
    [
        "10.776889, 106.700806",
        "vĩ độ 10.776889, kinh độ 106.700806",
        "12.2387-109.1967",
        "21,0285 105,8542",
        "105.8542,21.0285",
    ],
)
def test_degrees_stay_when_both_are_there(text: str) -> None:
    assert len(found(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "106.392018",
        "098.7654321, 010.1234567",
        "271.384926, 301.384926",
        "1185472 602418",
        "411,111,111,1111112",
        "x 1234567",
    ],
)
def test_none(text: str) -> None:
    assert found(text) == []
