"""Papers are the same by the words that tell them apart, whatever legal words stand around these."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.portal.review.same_paper import (
    ALIKE,
    MENTIONED,
    beginnings,
    content,
    first_words,
    is_any_request,
    is_request,
    likeness,
    mentioned,
    paper_in,
    parts,
    same_paper,
    spoken_of,
)


def test_words_of_papers() -> None:
    assert content("Bản sao Giấy tờ chứng minh nơi cư trú (theo mẫu)") == "xac nhan cu tru"
    assert content("Ảnh chân dung cỡ 3x4 cm") == "anh 3x4"
    assert paper_in("Trường hợp uỷ quyền thì phải có văn bản uỷ quyền") == "văn bản uỷ quyền"
    assert paper_in("Các giấy tờ hợp pháp khác theo quy định") == ""
    assert paper_in("Được hợp pháp hóa lãnh sự") == ""
    assert same_paper(["Giấy chứng sinh"], "Giấy khai tử của người để lại di sản") < ALIKE


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("Giấy tờ chứng minh nơi ở", "Giấy tờ có giá trị chứng minh thông tin về cư trú"),
        ("Tờ khai đăng ký khai sinh", "Đơn đăng ký khai sinh theo mẫu (nếu nộp trực tiếp)"),
        ("Thẻ căn cước", "Bản sao chứng minh nhân dân hoặc căn cước công dân"),
        ("Hợp đồng thuê nhà", "Bản sao hợp đồng thuê nhà có chứng thực"),
    ],
)
def test_the_same_paper_in_legal_words(name: str, row: str) -> None:
    assert same_paper([name], row) >= ALIKE


@pytest.mark.parametrize(
    ("name", "row"),
    [("Giấy khám sức khoẻ", "Hợp đồng lao động"), ("Giấy chứng sinh", "Quyết định phê duyệt dự án đầu tư")],
)
def test_another_paper(name: str, row: str) -> None:
    assert same_paper([name], row) < ALIKE


def test_requests() -> None:
    assert is_request("Đơn đề nghị cấp thẻ")
    assert not is_request("Giấy chứng sinh")
    assert is_any_request("Đơn đề nghị theo Mẫu số 27")
    assert is_any_request("Mẫu hộ tịch điện tử tương tác đăng ký khai sinh")
    assert not is_any_request("Đơn đề nghị cấp lại giấy phép xây dựng công trình")


def test_a_paper_is_mentioned() -> None:
    assert mentioned(["Biên bản họp gia đình"], ["Người nộp mang theo biên bản họp gia đình."]) >= MENTIONED
    assert mentioned(["Biên bản họp gia đình"], ["Nộp hồ sơ tại Một cửa."]) < MENTIONED
    assert spoken_of("Giấy khám sức khoẻ", ["Nhớ mang giấy khám sức khoẻ còn hạn."])
    assert not spoken_of("Giấy khám sức khoẻ", ["Nhớ mang ảnh."])


def test_first_words() -> None:
    assert first_words("gioi thieu cua co so") == "gioi thieu"
    assert first_words("xac nhan cu tru") == ""  # a hundred papers begin so
    assert first_words("don") == ""


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_texts_can_be_compared(name: str, row: str) -> None:
    assert 0 <= same_paper([name], row) <= 100
    assert 0 <= mentioned([name], [row]) <= 100
    assert likeness(name, row) == likeness(row, name)
    assert content(row) in parts(row) or not content(row)
    assert set(beginnings(row)) <= {*parts(row), *beginnings(row)}
    assert paper_in(row) in row or paper_in(row) == ""
