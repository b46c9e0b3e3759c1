"""A yes, a no and "I do not know", with small words around them."""

from __future__ import annotations

import pytest

from knowledge.reading.short_answers import accepts, agrees, moves, says_unknown, takes_back, yes_before_more
from knowledge.schema.means import Means
from knowledge.schema.procedure import Option, Question

LATE = Question(
    id="late",
    ask="Bé sinh đã quá 60 ngày chưa?",
    options=(
        Option(value="yes", say="Đã quá 60 ngày", means=Means(yes=True)),
        Option(value="no", say="Chưa quá 60 ngày", means=Means(yes=False)),
    ),
)
KIND = Question(id="kind", ask="Loại nào?", options=(Option(value="a", say="Một"), Option(value="b", say="Hai")))


@pytest.mark.parametrize(
    ("clause", "value"),
    [
        ("rồi", "yes"),
        ("rồi ạ", "yes"),
        ("dạ có ạ", "yes"),
        ("ừ rồi đó em", "yes"),
        ("qua lâu rồi", "yes"),
        ("chưa", "no"),
        ("dạ chưa đâu ạ", "no"),
        ("chưa tới", "no"),
        ("không", "no"),
        ("em ăn cơm rồi", None),
        ("chưa mua nhà lần nào", None),
        ("lệ phí bao nhiêu", None),
        ("dạ", None),
        ("ok", None),
    ],
)
def test_agreeing(clause: str, value: str | None) -> None:
    assert agrees(LATE, clause) == value


def test_nothing_is_agreed_to_where_no_option_stands_for_it() -> None:
    assert agrees(KIND, "có") is None


@pytest.mark.parametrize(
    "clause", ["không biết", "em không rõ", "hình như", "chưa biết nữa", "em không nhớ", "không biết bé có số chưa"]
)
def test_not_knowing(clause: str) -> None:
    assert says_unknown(clause)


@pytest.mark.parametrize(
    "clause",
    ["không biết chữ", "không biết dùng mạng", "không biết có mất phí không", "có rồi", "công an không biết việc này"],
)
def test_not_being_able_is_not_not_knowing(clause: str) -> None:
    assert not says_unknown(clause)


def test_a_correction_begins() -> None:
    assert takes_back("à không")
    assert not takes_back("không")


@pytest.mark.parametrize(
    "typed", ["uh chuyen qua do di", "chuyển qua cái đó giùm em", "ừ, qua bên đó trước đi", "lam viec do luon"]
)
def test_a_way_is_taken_with_small_words_and_without_marks(typed: str) -> None:
    assert moves(typed)


@pytest.mark.parametrize("typed", ["không chuyển", "chuyển qua phường khác", "đi bằng xe đó"])
def test_what_is_no_way(typed: str) -> None:
    assert not moves(typed)


@pytest.mark.parametrize(
    ("typed", "yes"),
    [
        ("đúng rồi. mà bà 76 tuổi", "đúng rồi"),
        ("dung roi ma ba 76 tuoi", "dung roi"),
        ("phải rồi em tự đi nộp", "phải rồi"),
        ("đúng, tự tôi đi nộp", "đúng"),
        ("đúng rồi em", ""),
        ("có giấy chứng sinh", ""),
        ("không phải, bà 76 tuổi", ""),
    ],
)
def test_a_yes_before_more(typed: str, yes: str) -> None:
    assert yes_before_more(typed) == yes


def test_a_yes_of_which_only_the_d_was_marked() -> None:
    assert accepts("đung roi")
