"""One order in which a message is read: the screen, facts, questions, commands, another need, small talk."""

from __future__ import annotations

import pytest

from actions.topics.answer import answer_button
from knowledge.search.types import Decision
from tests.actions.conftest import Scripted
from tests.actions.helpers import (
    BIRTH,
    MARRIAGE,
    MARRIAGE_ABROAD,
    asked,
    asking,
    do,
    result,
    say,
    talk_about,
    topics,
)


@pytest.mark.parametrize(
    ("question", "typed", "intent", "value"),
    [
        ("birth_proof", "1", "ask_procedure", "paper"),
        ("birth_proof", "có bản giấy", "have_document", "paper"),
        ("birth_proof", "đẻ rơi dọc đường", "ask_procedure", "none"),
        ("birth_proof", "5", "affirm", "unknown"),
        ("birth_proof", "em không biết", "dont_know", "unknown"),
        ("birth_proof", "cái này chắc phải hỏi lại mẹ em đã", "dont_know", "unknown"),
        ("within_60_days", "chưa quá 60 ngày", "deny", "yes"),
    ],
)
async def test_typed_answers(question: str, typed: str, intent: str, value: str) -> None:
    turn = asking(question)
    messages = await say(turn, typed, intent)
    assert turn.facts == {question: value}
    assert topics(messages) == ["noted", "case_question"]


async def test_yes_and_no_answer_a_yes_no_question() -> None:
    for typed, value in (("dạ có", "yes"), ("không ạ", "no")):
        turn = asking("witness", {"birth_proof": "none"})
        await say(turn, typed, "affirm")
        assert turn.facts["witness"] == value


async def test_an_answer_with_a_question_in_it_gets_both() -> None:
    turn = asking("within_60_days")
    messages = await say(turn, "quá 60 ngày rồi, mất bao nhiêu tiền vậy", "ask_fee")
    assert turn.facts == {"within_60_days": "no"}
    assert topics(messages) == ["noted", "fee", "case_question"]


async def test_an_older_button_of_another_procedure_turns_back_aloud() -> None:
    turn = talk_about(BIRTH)
    turn.take(MARRIAGE)
    values = {"procedure": BIRTH, "question": "birth_proof", "value": "paper"}
    messages = await do(answer_button, turn, "/answer", "answer", **values)
    assert topics(messages) == ["procedure_card", "case_question"]
    assert (turn.code, turn.facts) == (BIRTH, {"birth_proof": "paper"})


@pytest.mark.parametrize(
    ("question", "value"), [("gone", "yes"), ("birth_proof", "gone"), ("witness", "yes"), ("", "")]
)
async def test_a_button_whose_question_or_value_is_gone_changes_nothing(question: str, value: str) -> None:
    turn = talk_about(BIRTH, {"birth_proof": "paper"})
    messages = await do(answer_button, turn, "/answer", "answer", procedure=BIRTH, question=question, value=value)
    assert topics(messages) == ["asked_gone", "case_question"]
    assert turn.facts == {"birth_proof": "paper"}


async def test_a_button_of_a_procedure_that_is_gone_touches_no_other() -> None:
    turn = talk_about(BIRTH)
    await do(answer_button, turn, "/answer", "answer", procedure="9.999999", question="birth_proof", value="paper")
    assert turn.facts == {}


async def test_a_typed_answer_to_a_question_that_is_gone_is_not_given_to_another() -> None:
    turn = asking("no_longer_there")
    messages = await say(turn, "1", "affirm")
    assert turn.facts == {}
    assert topics(messages) == ["case_question"]


async def test_not_understood_says_so_and_asks_again() -> None:
    turn = asking("within_60_days")
    messages = await say(turn, "blabla", "out_of_scope", 0.3)
    assert topics(messages) == ["not_understood", "case_question"]
    assert asked(messages) == "within_60_days"


@pytest.mark.parametrize("intent", ["greet", "thanks", "ask_human", "complain"])
async def test_small_talk_does_not_repeat_the_question_but_leaves_it_open(intent: str) -> None:
    turn = asking("within_60_days")
    (message,) = await say(turn, "cho gặp cán bộ", intent)
    assert [one.title for one in message.buttons] == ["Trả lời tiếp"]
    assert turn.asking == "within_60_days"
    await say(turn, "1", "affirm")
    assert turn.facts == {"within_60_days": "yes"}


@pytest.mark.parametrize("intent", ["ask_fee", "ask_time", "ask_place", "ask_online", "ask_form", "ask_legal_basis"])
async def test_a_follow_up_is_answered_and_the_same_question_put_again(intent: str) -> None:
    turn = asking("within_60_days")
    messages = await say(turn, "cho hỏi chút", intent)
    assert topics(messages) == [intent.removeprefix("ask_"), "case_question"]
    assert asked(messages) == "within_60_days"


async def test_a_short_follow_up_never_changes_the_procedure(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, MARRIAGE)
    turn = asking("within_60_days")
    await say(turn, "lệ phí thì sao", "ask_fee")
    assert turn.code == BIRTH


async def test_another_procedure_named_half_way_is_taken(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, MARRIAGE)
    turn = asking("within_60_days")
    messages = await say(turn, "thôi cho hỏi đăng ký kết hôn", "ask_procedure")
    assert turn.code == MARRIAGE
    assert topics(messages) == ["procedure_card", "case_question"]


async def test_a_number_after_candidates_half_way_is_no_answer_to_the_case_question(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ASK_BACK, MARRIAGE, MARRIAGE_ABROAD)
    turn = asking("within_60_days")
    assert topics(await say(turn, "chuyện cưới xin", "ask_procedure")) == ["procedure_choices"]
    await say(turn, "1", "affirm")
    assert turn.code == MARRIAGE
    assert turn.cases[BIRTH] == {}


async def test_an_answer_that_sounds_like_an_end_ends_nothing() -> None:
    turn = asking("filer")
    assert topics(await say(turn, "mình em thôi", "stop", confidence=0.7)) != ["stopped"]
    assert topics(await say(turn, "tạm ngưng bữa khác nói", "stop", confidence=0.95)) == ["stopped"]


async def test_another_matter_that_was_never_talked_about_is_a_new_need(scripted: Scripted) -> None:
    turn = talk_about(BIRTH)
    scripted.answer = result(Decision.ANSWER, MARRIAGE)
    await say(turn, "quay qua việc đăng ký kết hôn", "other_need")
    assert turn.code == MARRIAGE
