"""What a message says in passing is noted aloud; a supposition is not."""

from __future__ import annotations

from tests.actions.helpers import (
    asked,
    asking,
    say,
    topics,
)


async def test_an_answer_to_a_question_not_yet_put_is_noted() -> None:
    turn = asking("birth_proof")
    messages = await say(turn, "mẹ đơn thân", "ask_procedure")
    assert turn.facts == {"parents": "mother_only"}
    assert topics(messages) == ["noted", "case_question"]


async def test_a_contradiction_is_a_correction_and_said() -> None:
    turn = asking("parents", {"birth_proof": "paper"})
    messages = await say(turn, "à mà bé sinh ở nhà", "deny")
    assert turn.facts["birth_proof"] == "none"
    assert topics(messages)[0] == "noted"


async def test_a_supposition_answers_nothing() -> None:
    turn = asking("within_60_days")
    messages = await say(turn, "nếu quá 60 ngày thì bao nhiêu tiền", "ask_fee")
    assert turn.facts == {}
    assert topics(messages) == ["fee", "case_question"]
    assert asked(messages) == "within_60_days"
