"""An older button that changes an answer says so; what is only guessed is asked back, and taken in words."""

from __future__ import annotations

import pytest

from actions.topics.answer import answer_button, ask_back, said_again
from actions.turn import Turn
from knowledge.messages import Message
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, asking, do, say, talk_about, topics

PARENTS = {"procedure": BIRTH, "question": "parents", "value": "married"}


def asked_back(*values: str) -> tuple[Turn, list[Message]]:
    """A turn in which "Ý bạn là …?" was just put about who the parents are, as the next message finds it."""
    turn = asking("parents", {"birth_proof": "paper"})
    question = turn.catalogue.get(BIRTH).question("parents")
    assert question
    ask_back(turn, question, values)
    after = Turn()
    after.restore(turn.slots())
    return after, turn.messages


async def test_an_older_button_that_changes_an_answer_says_so() -> None:
    turn = talk_about(BIRTH, {"birth_proof": "paper", "parents": "mother_only"})
    messages = await do(answer_button, turn, "/answer", "answer", **PARENTS)
    assert topics(messages) == ["noted", "case_question"]
    assert messages[0].text.startswith("Tôi sửa lại: ")
    assert [one.title for one in messages[0].buttons] == ["Sửa"]


async def test_a_button_pressed_for_the_first_time_speaks_for_itself() -> None:
    turn = talk_about(BIRTH, {"birth_proof": "paper"})
    assert topics(await do(answer_button, turn, "/answer", "answer", **PARENTS)) == ["case_question"]


@pytest.mark.parametrize("typed", ["ừ", "đúng rồi em", "1", "phải đó", "dạ đúng ạ", "u", "dung roi"])
async def test_what_is_asked_back_is_taken_in_words(typed: str) -> None:
    turn, said = asked_back("married")
    assert topics(said) == ["meant"]
    assert turn.facts == {"birth_proof": "paper"}
    await say(turn, typed, "affirm")
    assert turn.facts["parents"] == "married"


@pytest.mark.parametrize("typed", ["không phải", "2", "sai rồi", "khong phai dau"])
async def test_what_is_turned_down_is_not_noted_and_the_question_stands(typed: str) -> None:
    turn, _ = asked_back("married")
    messages = await say(turn, typed, "deny")
    assert "parents" not in turn.facts
    assert turn.asking == "parents"
    assert topics(messages) == ["case_question"]


async def test_another_answer_may_be_given_at_once() -> None:
    turn, _ = asked_back("married")
    await say(turn, "mẹ đơn thân", "ask_procedure")
    assert turn.facts["parents"] == "mother_only"


async def test_one_of_several_that_may_be_meant_is_taken_by_its_number() -> None:
    turn, said = asked_back("married", "surrogacy")
    assert "2. Nhờ người mang thai hộ" in said[0].text
    await say(turn, "2", "affirm")
    assert turn.facts["parents"] == "surrogacy"


async def test_an_answer_said_once_more_is_none_to_the_question_on_the_screen() -> None:
    turn = asking("method", {**FACTS_OF_BIRTH, "within_60_days": "yes"})
    del turn.cases[BIRTH]["method"]
    turn.text = "chưa quá 60 ngày mà"
    question = turn.open_question
    assert question
    assert said_again(turn, (question, "direct")) == {"within_60_days": "yes"}
    turn.text = "1"
    assert said_again(turn, (question, "direct")) == {}
    turn.text = "Đến nộp trực tiếp"
    assert said_again(turn, (question, "direct")) == {}
