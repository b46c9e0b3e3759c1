"""What was noted is objected to: it is changed to what is said instead."""

from __future__ import annotations

from actions.corrections.protests import protested
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, say, talk_about


async def test_an_objection_changes_the_answer_it_is_about() -> None:
    turn = talk_about(BIRTH, {**FACTS_OF_BIRTH, "within_60_days": "no"})
    await say(turn, "sao ghi quá 60 ngày, bé mới 20 ngày mà", "complain")
    assert turn.facts == {**FACTS_OF_BIRTH, "within_60_days": "yes"}


async def test_thinking_again_changes_it_too() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    await say(turn, "nghĩ lại rồi, nộp qua mạng", "change_answer")
    assert turn.facts == {**FACTS_OF_BIRTH, "method": "online"}


async def test_what_is_asked_beside_is_answered_too() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    await say(turn, "à quên, em nộp qua mạng, lệ phí bao nhiêu", "ask_fee")
    assert turn.facts["method"] == "online"


async def test_an_objection_that_says_nothing_else_changes_nothing() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    turn.text = "sao lại phải nộp giấy chứng sinh"
    assert await protested(turn) is None
    assert turn.facts == FACTS_OF_BIRTH
