"""Questions about the active procedure: answered from its own lines, or honestly not at all."""

from __future__ import annotations

import pytest

from actions.questions import answers
from actions.questions.answers import ANSWERS, answer_topics
from actions.understood import Guess, Understood
from knowledge.catalogue_files.catalogue import Catalogue
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, MARRIAGE, say, talk_about, topics
from tests.actions.questions.conftest import Ask

FACTS_OF_MARRIAGE = {"foreigner": "no", "earlier_marriage": "none", "method": "direct"}


@pytest.mark.parametrize("intent", ANSWERS)
async def test_each_topic_is_answered_with_its_source(intent: str) -> None:
    (message,) = await say(talk_about(BIRTH, FACTS_OF_BIRTH), "câu hỏi", intent)
    assert topics([message])[0] in (intent.removeprefix("ask_"), "no_information")
    assert ("Nguồn: " in message.text) == (topics([message]) != ["no_information"])
    assert [one.title for one in message.buttons] == ["Xem danh sách giấy tờ"]


async def test_the_fee_is_the_one_of_the_case() -> None:
    free, late = FACTS_OF_BIRTH, {**FACTS_OF_BIRTH, "within_60_days": "no"}
    texts = [(await say(talk_about(BIRTH, one), "phí?", "ask_fee"))[0].text for one in (free, late)]
    assert "Không mất phí" in texts[0]
    assert "HĐND" in texts[1]


async def test_no_authored_procedure_leaves_a_blank_empty(catalogue: Catalogue) -> None:
    """`Wording.on_empty` raises in tests: each topic is answered for each procedure with every blank filled."""
    for code in catalogue.authored:
        for topic in ANSWERS:
            said = topics(await say(talk_about(code), f"{topic}?", topic))[0]
            assert said in (topic.removeprefix("ask_"), "no_information")


async def test_what_one_is_paid_is_told_whatever_the_classifier_says() -> None:
    pension = talk_about("1.014027", {"need": "apply"})
    (message, *_) = await say(pension, "lãnh được bao nhiêu vậy cô", "ask_other", confidence=0.4)
    assert "540.000 đồng" in message.text


async def test_where_nothing_likely_answers_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "NOTHING", -1.0)
    monkeypatch.setattr(answers, "NOTHING_OF_IT", -1.0)
    (message,) = await say(talk_about(MARRIAGE, FACTS_OF_MARRIAGE), "con dấu hình gì vậy", "ask_result")
    assert topics([message]) == ["no_information"]


async def test_several_questions_are_each_answered() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    guesses = [Guess("ask_fee", 0.9, "lệ phí bao nhiêu"), Guess("ask_time", 0.9, "bao lâu xong")]
    turn.text, turn.understood = "lệ phí bao nhiêu, bao lâu xong", Understood(guesses[0], tuple(guesses))
    answer_topics(turn, guesses)
    (message,) = turn.messages
    assert "Lệ phí" in message.text
    assert "Thời hạn" in message.text


async def test_the_record_s_sentence_is_quoted_with_its_link(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    official = "Con dấu của Ủy ban nhân dân cấp xã được đóng giáp lai vào trang thứ hai."
    monkeypatch.setattr(Catalogue, "official_text", lambda self, code: (official,))
    monkeypatch.setattr(answers, "NOTHING", 1.0)
    lines = answers.answer(ask(MARRIAGE, "con dấu đóng giáp lai vào trang thứ hai hả"), {})
    assert any(f"“{official}”" in line for line in lines)


async def test_a_deadline_and_a_time_limit_never_stand_in_one_answer(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "NOTHING", 1.0)
    monkeypatch.setattr(answers, "BESIDE", 0.0)
    lines = answers.answer(ask(BIRTH, "phải làm trong mấy ngày", **FACTS_OF_BIRTH), {"ask_deadline": 0.9})
    assert "60 ngày" in lines[0]
    assert not any("Thời hạn của" in line for line in lines)


@pytest.mark.parametrize("text", ["có bị đi tù không", "nhà nước có đền bù gì không", "được mấy triệu vậy cô"])
async def test_what_no_sentence_tells_is_not_answered_with_others(text: str, ask: Ask) -> None:
    assert answers.answer(ask(BIRTH, text, **FACTS_OF_BIRTH), {"ask_deadline": 0.5}) == []


async def test_steps_are_told_whole_only_if_they_are_asked_for(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "NOTHING", 1.0)
    asked = answers.answer(ask(BIRTH, "trình tự làm thế nào", **FACTS_OF_BIRTH), {})
    assert any(line.startswith("1. ") for line in asked)
    other = answers.answer(ask(BIRTH, "chồng em không chịu ký thì có làm được không", **FACTS_OF_BIRTH), {})
    assert not any(line.startswith("1. ") for line in other)
    assert len(other) <= answers.MOST
