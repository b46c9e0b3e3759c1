"""Words that name what a message is about, with the marks that were typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.topic_words import (
    after,
    begins_with,
    corrects,
    mentions,
    names_outright,
    supposes,
    topic_of,
    without_correcting,
    without_insisting,
)


@pytest.mark.parametrize(
    "typed",
    ["cho gặp cán bộ", "cho gap can bo", "muốn nói chuyện với người thật", "xin số điện thoại của phường", "xin sdt"],
)
def test_a_wish_for_a_person(typed: str) -> None:
    assert mentions(typed, "human")


@pytest.mark.parametrize(
    "typed",
    [
        "em cần gấp",
        "làm gấp được không",
        "[số điện thoại]",
        "số của em là [số điện thoại] ạ",
        "0",
        "làm giấy khai sinh",
    ],
)
def test_haste_or_a_number_is_no_wish_for_a_person(typed: str) -> None:
    assert not mentions(typed, "human")


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("lệ phí bao nhiêu", "ask_fee"),
        ("le phi bao nhieu", "ask_fee"),
        ("mấy ngày có", "ask_time"),
        ("nộp ở đâu", "ask_place"),
        ("nộp qua mạng được không", "ask_online"),
        ("căn cứ pháp lý là gì", "ask_legal_basis"),
        ("không phải thủ tục này", "wrong_procedure"),
        ("con em mới đẻ", None),
    ],
)
def test_the_topic_asked(typed: str, topic: str | None) -> None:
    assert topic_of(typed) == topic


def test_a_word_without_marks_means_itself_in_accented_text() -> None:
    assert mentions("con thi sao", "request")  # toneless: "còn" may be meant
    assert not mentions("con em mới đẻ", "request")
    assert mentions("còn việc lệ phí", "request")


def test_a_supposition() -> None:
    assert supposes("nếu quá hạn thì sao")
    assert supposes("neu qua han thi sao")
    assert not supposes("quá hạn rồi")


def test_the_beginning_and_what_follows() -> None:
    assert begins_with("đổi căn cước", "request_first")
    assert not begins_with("đợi lâu quá", "request_first")
    assert after("em ở Gia Lai ạ", "place").startswith("gia lai")
    assert after("em hỏi", "place") == ""


@given(st.text(max_size=200), st.sampled_from(["human", "request", "supposed", "place", "ask_fee"]))
def test_any_text_is_answered(typed: str, topic: str) -> None:
    assert mentions(typed, topic) in (True, False)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ý em là bằng việt nam, em nói lộn", "bằng việt nam"),
        ("nãy nói sai, ảnh ly dị ở Việt Nam một lần rồi", "ảnh ly dị ở Việt Nam một lần rồi"),
        ("chủ trọ kêu chưa có trên vneid, sửa lại nha", "chủ trọ kêu chưa có trên vneid"),
        ("à nhầm", "à nhầm"),
        ("B2, à nhầm, B1", "B2, à nhầm, B1"),
        ("nhà thuê", "nhà thuê"),
    ],
)
def test_words_around_a_correction_say_nothing_of_the_case(typed: str, said: str) -> None:
    assert without_correcting(typed) == said


def test_words_that_are_denied_ask_for_nothing() -> None:
    assert not names_outright("hổng có sai chỗ nào hết")
    assert names_outright("nộp chỗ nào")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("ở quê, tôi nói rồi mà", "ở quê"),
        ("đã bảo là không có bản án", "không có bản án"),
        ("thì tui nói hồi nãy rồi, mất cái cũ", "mất cái cũ"),
        ("tui nói rồi mà", ""),
        ("bệnh viện đã bảo là chưa có giấy", "bệnh viện đã bảo là chưa có giấy"),
    ],
)
def test_what_is_told_beside_that_it_was_said_before(typed: str, told: str) -> None:
    assert without_insisting(typed) == told


def test_what_was_said_before_corrects_nothing() -> None:
    assert not corrects("hồi nãy nói rồi, mất cái cũ")
    assert corrects("hồi nãy nói sai, mất cái cũ")
