"""Numbers and wishes to be forgotten, as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.channels.zalo.incoming.spoken import chosen, wants_deletion

NUMBERS = {number: f"/take{number}" for number in range(1, 6)}


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3", 3),
        ("3.", 3),
        ("số 3", 3),
        ("3️⃣", 3),
        ("cái thứ ba", 3),
        ("Cái thứ 3 nhé", 3),
        ("cai thu tu", 4),
        ("số bốn", 4),
        ("câu số 2", 2),
        ("cho em cái thứ nhất ạ", 1),
        ("chọn cái đầu tiên", 1),
        ("cái cuối cùng ạ", 5),
    ],
)
def test_a_number_of_the_list(typed: str, number: int) -> None:
    assert chosen(typed, NUMBERS) == f"/take{number}"


@pytest.mark.parametrize("typed", ["", "9", "thứ ba", "ba", "ba tôi", "hai con", "cái thứ mười", "xin chào", "3 con"])
def test_no_number_of_the_list(typed: str) -> None:
    assert chosen(typed, NUMBERS) is None


def test_without_a_list_no_number_means_anything() -> None:
    assert chosen("3", {}) is None
    assert chosen("cái cuối cùng", {}) is None


@pytest.mark.parametrize(
    "typed",
    [
        "xóa dữ liệu của tôi",
        "xoa du lieu cua toi",
        "Xoá dữ liệu của em đi ạ!",
        "XÓA DỮ LIỆU CỦA TÔI.",
        "tôi muốn xóa thông tin cá nhân của tôi",
        "làm ơn xóa hết dữ liệu của mình giúp tôi",
        "xóa lịch sử trò chuyện của chị",
        "xóa dữ liệu",
    ],
)
def test_a_wish_to_be_forgotten(typed: str) -> None:
    assert wants_deletion(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "xóa đăng ký tạm trú của tôi",
        "xóa thông tin thường trú của tôi",
        "xóa án tích",
        "làm sao xóa dữ liệu của tôi trên cổng dịch vụ công",
        "tôi không muốn xóa dữ liệu của tôi",
        "dữ liệu của tôi",
        "xóa thế chấp",
        "",
    ],
)
def test_no_wish_to_be_forgotten(typed: str) -> None:
    assert not wants_deletion(typed)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert chosen(text, NUMBERS) in {None, *NUMBERS.values()}
    assert wants_deletion(text) in (True, False)
