from __future__ import annotations

import pytest

from actions.understood import Guess, Understood
from benchmarks.talk.weighing import Example, cautious, example_of, is_answer, learn, learn_among, learned

LINE = {"code": "1.000894", "facts": {}, "ask": "lệ phí bao nhiêu", "must": ["Không mất phí|HĐND"], "never": ["tuổi"]}


@pytest.mark.parametrize(
    ("text", "right"), [("Lệ phí: không mất phí.", True), ("Từ 18 tuổi, không mất phí.", False), ("5 ngày", False)]
)
def test_an_answer_holds_all_it_must_and_nothing_it_must_not(text: str, right: bool) -> None:
    assert is_answer(LINE, text) is right


def test_a_question_of_which_nothing_is_known_has_no_answer() -> None:
    assert not is_answer({"must": [], "never": []}, "Lệ phí")


def test_where_nothing_is_known_the_desk_is_an_answer() -> None:
    assert is_answer({"dont_know": True, "must": []}, "Cổng không công bố mức phí, hỏi Một cửa.")
    assert not is_answer({"dont_know": True, "must": []}, "5.000 đồng")


def test_a_sign_of_answers_gets_a_weight() -> None:
    weights = learn([({"good": 1.0}, True), ({"bad": 1.0}, False)] * 20)
    assert weights["good"] > 0 > weights["bad"]


def question(*, unanswered: bool) -> Example:
    """One statement that answers beside one that does not; or two, of which none does."""
    told = [({"good": 1.0}, not unanswered), ({"bad": 1.0}, False)] if not unanswered else [({"bad": 1.0}, False)] * 2
    return Example(told, [True, True], {"none": 1.0}, unanswered)


def test_statements_are_weighed_against_each_other_and_against_none() -> None:
    weights = learn_among([question(unanswered=False), question(unanswered=True)] * 20)
    assert weights["good"] > weights["none"] > weights["bad"]


def test_what_cannot_be_an_answer_teaches_nothing() -> None:
    weights = learn_among([Example([({"good": 1.0}, True)], [False], {"none": 1.0}, unanswered=True)])
    assert "good" not in weights


def test_both_judges_are_written() -> None:
    text = learned([question(unanswered=False)] * 20)
    assert "alone:\n  is_official: " in text
    assert "among:\n  is_official: " in text


def test_the_record_s_sentences_are_trusted_least_where_none_was_seen() -> None:
    assert cautious({"is_steps": 0.2, "is_paper": -0.4, "words": -2.0})["is_official"] == -0.4
    assert cautious({"is_steps": 0.2, "is_official": 0.9})["is_official"] == 0.9


def test_each_statement_is_an_example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.questions.relevance.nearness", lambda question, texts: [0.0 for _ in texts])
    found = example_of(LINE, Understood(Guess("ask_fee", 0.9, str(LINE["ask"]))))
    assert found is not None
    assert any(right for _, right in found.statements)
    assert not all(right for _, right in found.statements)
    assert not found.unanswered
