"""Where one goes: the offices of a record, the place of filing, and one province's office for all of them."""

from __future__ import annotations

import pytest

from knowledge.portal.parse.offices import agency_of
from knowledge.portal.record import record_of
from tests.knowledge.portal.conftest import record


def agency(*units: str, words: str = "", issuer: str = "Bộ Nội vụ") -> str:
    way = {"submissionMethod": "DIRECT", "description": words, "fees": []}
    changes = {"unitGroupsExecuting": [{"name": unit} for unit in units], "departmentPromulgateName": issuer}
    return agency_of(record_of(record(executionMethods=[way], **changes)))


def test_one_provinces_office_in_a_record_for_all() -> None:
    assert agency("Sở Nội vụ Thành phố Hà Nội").endswith("(ở tỉnh khác thì đến cơ quan tương ứng của tỉnh mình)")
    assert agency("Sở Nội vụ Thành phố Hà Nội", issuer="UBND thành phố Hà Nội") == "Sở Nội vụ Thành phố Hà Nội"
    assert agency("Sở Ngoại vụ Thành phố Hồ Chí Minh - Bộ Ngoại giao") == (
        "Sở Ngoại vụ Thành phố Hồ Chí Minh - Bộ Ngoại giao"
    )
    assert agency("Sở Nội vụ") == "Sở Nội vụ"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Nộp trực tiếp tại Trung tâm Phục vụ hành chính công.", "Trung tâm Phục vụ hành chính công"),
        ("Nộp trực tiếp tại Một cửa xã hoặc qua dịch vụ bưu chính", "Một cửa xã"),
        ("Nộp hồ sơ trực tiếp tại Cục A; Phòng B của tỉnh. - Trực tuyến: qua Cổng", "Cục A; Phòng B của tỉnh"),
    ],
)
def test_where_the_papers_are_handed_in(words: str, place: str) -> None:
    assert agency("Sở Y tế", words=words) == f"Sở Y tế (nộp hồ sơ tại {place})"


def test_a_place_that_is_the_office_is_not_said_twice() -> None:
    assert agency("Sở Y tế", words="Nộp trực tiếp tại Sở Y tế") == "Sở Y tế"
    assert agency("Sở Y tế", words="Trong 5 ngày") == "Sở Y tế"
    assert agency(words="") == "Cổng không ghi cơ quan thực hiện, hỏi Một cửa"
