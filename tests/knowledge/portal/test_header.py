"""Headers hold what is searched, and the key by which twins of several provinces are found."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.portal.header import MOST_WORDS, header_of, twin_key
from knowledge.portal.record import record_of
from tests.knowledge.portal.conftest import record


def key(**changes: Any) -> str:
    return twin_key(record_of(record(**changes)))


def test_a_header() -> None:
    header = header_of(record_of(record(departmentPromulgateName="UBND tỉnh Đắk Lắk")))
    assert (header.code, header.name, header.field) == ("9.000001", "Cấp giấy phép thử nghiệm", "Thử nghiệm")
    assert (header.level, header.province, header.listed_only) == ("commune", "dak_lak", False)
    assert header.page == "019d2bfb-cfb3-75d8-9160-fa2bd2ac950a"
    assert header.words == "Đơn đề nghị Bản sao sổ nhà Giấy phép thử nghiệm"


def test_the_searched_words_are_bounded_and_stand_once() -> None:
    rows = [{"name": f"Giấy số {number}", "originalQty": 1} for number in (*range(200), 7)]
    words = header_of(record_of(record(executionCases=[{"profileComponents": rows}]))).words
    assert len(words) == MOST_WORDS
    assert words.count("Giấy số 7 ") == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"departmentPromulgateName": "UBND tỉnh Lâm Đồng", "code": "9.000002"},
        {"name": "THỦ TỤC CẤP GIẤY PHÉP THỬ NGHIỆM"},
        {"name": "Cấp giấy phép thử nghiệm (thực hiện tại cấp xã)"},
        {"name": "Cấp giấy phép, thử nghiệm."},
    ],
)
def test_twins(changes: dict[str, Any]) -> None:
    assert key(**changes) == key()


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Cấp lại giấy phép thử nghiệm"},
        {"isWard": False, "isProvince": True},
        {"categoriesDetails": [{"name": "Đất đai"}]},
        {"name": "Cấp giấy phép thử nghiệm (lần đầu)"},
    ],
)
def test_no_twins(changes: dict[str, Any]) -> None:
    assert key(**changes) != key()
