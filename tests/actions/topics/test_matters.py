"""A matter that is turned down or gone back to by words of its name."""

from __future__ import annotations

import pytest

from actions.topics.matters import gone_back_to, turned_down
from knowledge.search.types import Decision
from tests.actions.conftest import Scripted
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, MARRIAGE, asking, result, say, talk_about, topics


@pytest.mark.parametrize(
    "typed",
    [
        "không phải khai sinh, em muốn đăng ký kết hôn",
        "tôi hỏi kết hôn chứ có phải khai sinh đâu",
        "ko phai khai sinh ma",
    ],
)
async def test_the_active_matter_is_turned_down(scripted: Scripted, typed: str) -> None:
    turn = asking("birth_proof")
    scripted.answer = result(Decision.ANSWER, MARRIAGE)
    await say(turn, typed, "deny")
    assert turn.code == MARRIAGE


async def test_what_is_turned_down_is_not_offered_again(scripted: Scripted) -> None:
    turn = asking("birth_proof")
    scripted.answer = result(Decision.ASK_BACK, BIRTH, MARRIAGE)
    messages = await say(turn, "không phải khai sinh", "deny")
    assert topics(messages) == ["procedure_choices"]
    assert MARRIAGE in turn.offered_codes()
    assert BIRTH not in turn.offered_codes()


@pytest.mark.parametrize(
    "typed",
    [
        "không phải giấy chứng sinh",
        "không phải nộp qua mạng",
        "không phải",
        "không phải đâu em",
        "có phải làm khai sinh không",
        "không làm khai sinh có được không",
        "em làm khai sinh chứ không phải khai tử",
    ],
)
async def test_a_denial_of_something_else_turns_nothing_down(scripted: Scripted, typed: str) -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    turn.text = typed
    assert await turned_down(turn) is None


@pytest.mark.parametrize("typed", ["quay lại cái khai sinh đi", "quay lai viec khai sinh cho be"])
async def test_an_earlier_matter_is_gone_back_to(scripted: Scripted, typed: str) -> None:
    turn = talk_about(BIRTH, {"birth_proof": "paper"})
    turn.take(MARRIAGE)
    await say(turn, typed, "other_need")
    assert turn.code == BIRTH
    assert turn.facts == {"birth_proof": "paper"}


@pytest.mark.parametrize(
    "typed",
    ["quay lại", "quay lại câu trước", "quay lại việc đổi bằng lái", "khai sinh cho con", "quay lại việc khai tử"],
)
async def test_words_that_name_no_earlier_matter(scripted: Scripted, typed: str) -> None:
    turn = talk_about(BIRTH)
    turn.take(MARRIAGE)
    turn.text = typed
    assert await gone_back_to(turn) is None


async def test_a_question_goes_back_nowhere(scripted: Scripted) -> None:
    turn = talk_about(BIRTH)
    turn.take(MARRIAGE)
    await say(turn, "việc này có cần giấy khai sinh không", "ask_paper")
    assert turn.code == MARRIAGE


async def test_a_move_to_what_was_taken_up_already_says_so() -> None:
    turn = asking("birth_proof")
    messages = await say(turn, "ừ chuyển qua việc đó đi", "other_need")
    assert topics(messages) == ["already_on", "case_question"]
