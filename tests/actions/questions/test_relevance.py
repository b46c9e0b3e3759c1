"""How probable it is that a sentence answers a question."""

from __future__ import annotations

from actions.questions.relevance import judged, signs_of, signs_of_none
from actions.questions.statements import statements
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, MARRIAGE
from tests.actions.questions.conftest import Ask


def test_the_likeliest_comes_first(ask: Ask) -> None:
    found = judged(ask(MARRIAGE, "lệ phí bao nhiêu"), {"ask_fee": 0.99})
    assert found[0].statement.topic == "ask_fee"
    assert [one.share for one in found] == sorted((one.share for one in found), reverse=True)
    assert all(0 <= one.share <= 1 for one in found)


def test_every_sign_is_a_small_number(ask: Ask) -> None:
    asked = ask(
        BIRTH, "bé 3 tháng rồi thì phải làm trong mấy ngày, mang giấy chứng sinh photo được không", **FACTS_OF_BIRTH
    )
    for signs in signs_of(asked, {"ask_deadline": 0.7, "ask_paper": 0.2}, statements(asked)):
        assert all(-3 <= value <= 3 for value in signs.values())
        assert len([name for name in signs if name.startswith("is_")]) == 1


def test_the_deadline_and_the_time_limit_are_not_taken_for_each_other(ask: Ask) -> None:
    asked = ask(BIRTH, "phải làm trong mấy ngày, trễ có bị phạt không", **FACTS_OF_BIRTH)
    found = {one.statement.topic: one.share for one in reversed(judged(asked, {"ask_deadline": 0.8}))}
    assert found["ask_deadline"] > found["ask_time"]


def test_a_question_without_words_says_nothing(ask: Ask) -> None:
    assert all(one.share < 0.4 for one in judged(ask(MARRIAGE, "ừ"), {}))


def test_what_is_left_of_all_shares_is_that_nothing_answers(ask: Ask) -> None:
    known = judged(ask(MARRIAGE, "lệ phí bao nhiêu"), {"ask_fee": 0.99})
    unknown = judged(ask(MARRIAGE, "cho xin số điện thoại cán bộ hộ tịch phường Tân Định"), {"ask_human": 0.5})
    assert sum(one.share for one in known) > 0.8
    assert sum(one.share for one in unknown) < 0.2


def test_a_desk_that_is_crowded_or_a_street_is_no_matter_of_the_case(ask: Ask) -> None:
    for text in ("bữa nay phường đông không, còn số không", "ủy ban nằm đường nào"):
        assert sum(one.share for one in judged(ask(MARRIAGE, text), {"ask_place": 0.3})) < 0.6


def test_the_signs_of_no_answer_hold_the_most_of_each_sign() -> None:
    signs = signs_of_none(
        {"ask_fee": 0.7, "ask_hours": 0.1}, [{"words": 0.2, "asks_money_and_not": 1.0}, {"words": 0.5}]
    )
    assert signs["none_words"] == 0.5
    assert signs["none_asks_money"] == 1.0
    assert signs["none_ask_fee"] == 0.7
