"""What is told or asked while "Việc đúng: …" stands on the screen is about that procedure."""

from __future__ import annotations

from actions.turn import Turn
from knowledge.search.types import Decision
from tests.actions.conftest import Scripted
from tests.actions.helpers import MARRIAGE, MARRIAGE_ABROAD, asking, result, say, topics


async def redirected() -> Turn:
    turn = asking("foreigner", code=MARRIAGE)
    assert topics(await say(turn, "có")) == ["noted", "redirect"]
    return turn


async def test_a_question_is_answered_for_the_right_procedure() -> None:
    turn = await redirected()
    messages = await say(turn, "bao nhiêu tiền vậy", "ask_fee")
    assert turn.code == MARRIAGE_ABROAD
    assert topics(messages) == ["procedure_card", "fee", "case_question"]


async def test_the_list_asked_for_is_the_right_ones() -> None:
    turn = await redirected()
    await say(turn, "vậy cần giấy gì", "ask_documents")
    assert turn.code == MARRIAGE_ABROAD


async def test_a_correction_stays_with_the_case(scripted: Scripted) -> None:
    scripted.answer = result(Decision.OUT_OF_SCOPE)
    turn = await redirected()
    await say(turn, "à nhầm, không có ai người nước ngoài", "change_answer")
    assert turn.code == MARRIAGE


async def test_what_is_not_understood_names_the_right_one(scripted: Scripted) -> None:
    scripted.answer = result(Decision.OUT_OF_SCOPE)
    turn = await redirected()
    messages = await say(turn, "xe đạp của tôi hư")
    assert topics(messages) == ["not_understood"]
    assert "Kết hôn với người nước ngoài" in messages[0].text
