"""What the words of a question show."""

from __future__ import annotations

import pytest

from actions.questions.question_words import QuestionWords, own_words, says_again, telling, units_of
from actions.questions.statements import Statement
from tests.actions.helpers import MARRIAGE
from tests.actions.questions.conftest import Ask


@pytest.mark.parametrize(
    ("text", "most"), [("lệ phí bao nhiêu", 0), ("đăng ký kết hôn nộp ở đâu", 0), ("anh em họ lấy nhau được không", 4)]
)
def test_words_that_only_name_the_usual_things_are_not_the_question_s_own(text: str, most: int, ask: Ask) -> None:
    assert own_words(ask(MARRIAGE, text)) <= most


def test_small_words_tell_nothing() -> None:
    assert telling("có được không vậy em") == set()
    assert "dấu" in telling("con dấu")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("thứ 7 có làm không", "hours"), ("hết bao nhiêu tiền", "money"), ("mấy bữa có", "span"), ("xin ở đâu", "source")],
)
def test_it_is_seen_what_is_asked_for(text: str, wanted: str, ask: Ask) -> None:
    assert wanted in QuestionWords.of(ask(MARRIAGE, text)).wants


def test_in_how_many_hours_asks_for_no_opening_hours(ask: Ask) -> None:
    assert "hours" not in QuestionWords.of(ask(MARRIAGE, "phải báo trong mấy giờ")).wants


def test_hours_are_told_by_a_sentence_that_holds_hours(ask: Ask) -> None:
    words = QuestionWords.of(ask(MARRIAGE, "chủ nhật có làm không"))
    assert words.may_be_answered_by(Statement("", "Nhận hồ sơ từ thứ Hai đến thứ Sáu.", "warning"))
    assert not words.may_be_answered_by(Statement("", "Nộp ở Một cửa.", "warning"))


def test_where_a_paper_comes_from_is_told_only_if_asked(ask: Ask) -> None:
    source = Statement("", "Cách có Tờ khai: xin ở Một cửa.", "source")
    assert QuestionWords.of(ask(MARRIAGE, "tờ khai xin ở đâu")).may_be_answered_by(source)
    assert not QuestionWords.of(ask(MARRIAGE, "19 tuổi được không")).may_be_answered_by(source)


def test_naming_a_province_says_that_it_is_another(ask: Ask) -> None:
    assert "khác tỉnh" in QuestionWords.of(ask(MARRIAGE, "em ở Cà Mau thì làm sao")).spoken


def test_a_form_that_is_not_spoken_of_is_less_likely_meant(ask: Ask) -> None:
    form = Statement("", "đơn đề nghị cấp số nhà", "paper")
    assert "form_unsaid" in QuestionWords.of(ask(MARRIAGE, "có cần sổ đỏ không")).kinds_of_answer(form)
    assert "form_unsaid" not in QuestionWords.of(ask(MARRIAGE, "đơn có cần không")).kinds_of_answer(form)


def test_what_numbers_count_is_seen() -> None:
    assert units_of("đóng 14 năm, 3 tháng") == {"năm", "tháng"}
    assert units_of("mẫu số 14") == frozenset()


def test_the_crowd_at_a_desk_is_told_by_no_ordinary_sentence(ask: Ask) -> None:
    words = QuestionWords.of(ask(MARRIAGE, "phường bữa nay còn số không"))
    assert not words.may_be_answered_by(Statement("", "Nộp ở quầy Một cửa.", "steps"))


@pytest.mark.parametrize(
    ("text", "telling", "silent"),
    [
        ("có bị phạt không", "Quá hạn vẫn làm được.", "Hai bên cùng có mặt để ký."),
        ("có bị ghi án tích không", "Bị xử lý hình sự thì có án tích.", "Nộp tại xã."),
        ("nhà nước có đền bù không", "Xã chi trả tiền hỗ trợ.", "Nộp tại xã."),
        ("nộp giờ có kịp không", "Giải quyết trong 5 ngày làm việc.", "Nộp tại xã."),
    ],
)
def test_money_and_punishment_are_told_by_a_sentence_about_them(text: str, telling: str, silent: str, ask: Ask) -> None:
    words = QuestionWords.of(ask(MARRIAGE, text))
    assert words.may_be_answered_by(Statement("", telling, "warning"))
    assert not words.may_be_answered_by(Statement("", silent, "warning"))


def test_what_is_compulsory_asks_for_no_arrest(ask: Ask) -> None:
    assert "crime" not in QuestionWords.of(ask(MARRIAGE, "xét nghiệm có bắt buộc không")).wants


def test_whether_there_is_time_is_told_by_no_step(ask: Ask) -> None:
    words = QuestionWords.of(ask(MARRIAGE, "giờ nộp có kịp không"))
    text = "Thiếu giấy thì được báo trong 2 ngày làm việc."
    assert words.may_be_answered_by(Statement("", text, "whole", "ask_time"))
    assert not words.may_be_answered_by(Statement("", text, "steps", "ask_steps"))


def test_it_is_seen_that_something_is_waited_for(ask: Ask) -> None:
    assert QuestionWords.of(ask(MARRIAGE, "rồi khi mô thì có giấy")).awaits
    assert not QuestionWords.of(ask(MARRIAGE, "chừng nào phải nộp")).awaits


def test_the_same_in_other_words_is_told_once() -> None:
    told = ["Phải nộp đủ thuế: còn nợ thuế thì xã chưa cho chấm dứt."]
    assert says_again("Còn nợ thuế thì hộ chưa được chấm dứt.", told)
    assert not says_again("Thời hạn là 5 ngày làm việc.", ["Thời hạn là 3 ngày làm việc."])
    assert not says_again("Nhận giấy ở Một cửa.", told)
