"""Commands in words: what a clerk would do, and nothing forgotten."""

from __future__ import annotations

import pytest

from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, MARRIAGE, asked, asking, say, talk_about, topics


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("bỏ qua câu này", ["noted", "case_question"]),
        ("câu này là sao", ["explain", "case_question"]),
        ("tóm tắt lại", ["summary", "case_question"]),
        ("gửi lại danh sách", ["list_so_far", "checklist", "case_question"]),
        ("in ra", ["print", "case_question"]),
        ("thôi", ["stopped"]),
        ("làm lại từ đầu", ["start_over_ask"]),
        ("việc kia sao rồi", ["no_other_matter", "case_question"]),
    ],
)
async def test_while_a_question_is_open(typed: str, said: list[str]) -> None:
    turn = asking("within_60_days", {"birth_proof": "paper"})
    assert topics(await say(turn, typed)) == said
    assert turn.facts["birth_proof"] == "paper"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("bỏ qua", ["skip"]),
        ("là sao", ["explain"]),
        ("tóm tắt lại", ["summary"]),
        ("gửi lại danh sách", ["checklist"]),
        ("in ra", ["print", "checklist"]),
        ("thôi", ["stopped"]),
        ("quay lại", ["change_which"]),
    ],
)
async def test_when_the_list_is_shown(typed: str, said: list[str]) -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    assert topics(await say(turn, typed)) == said
    assert turn.facts == FACTS_OF_BIRTH


async def test_back_is_one_question_back() -> None:
    turn = asking("within_60_days", {"birth_proof": "paper"})
    messages = await say(turn, "à nhầm")
    assert topics(messages) == ["changed_back", "case_question"]
    assert asked(messages) == "birth_proof"


async def test_starting_over_needs_a_yes() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    await say(turn, "làm lại từ đầu")
    await say(turn, "không")
    assert turn.facts == FACTS_OF_BIRTH
    await say(turn, "làm lại từ đầu")
    assert topics(await say(turn, "ừ")) == ["started_over"]
    assert turn.cases == {}


async def test_the_other_matter_comes_back_with_its_answers() -> None:
    turn = talk_about(BIRTH, {"birth_proof": "paper"})
    turn.take(MARRIAGE)
    assert topics(await say(turn, "việc kia sao rồi")) == ["which_matter"]
    await say(turn, "1")
    assert (turn.code, turn.facts["birth_proof"]) == (BIRTH, "paper")


async def test_stopping_keeps_the_question() -> None:
    turn = asking("within_60_days")
    await say(turn, "thôi để sau")
    await say(turn, "chưa quá 60 ngày")
    assert turn.facts == {"within_60_days": "yes"}
