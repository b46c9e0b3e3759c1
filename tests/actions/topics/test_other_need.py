"""Finding a procedure, choosing among candidates, and going back."""

from __future__ import annotations

import pytest

from actions.turn import Turn
from knowledge.search.types import Decision
from tests.actions.conftest import Scripted
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, asked, result, say, talk_about, topics


async def test_a_certain_find_shows_the_card_and_asks(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = Turn()
    messages = await say(turn, "làm giấy khai sinh", "ask_procedure")
    assert topics(messages) == ["procedure_card", "case_question"]
    assert turn.code == BIRTH
    assert turn.asking == asked(messages)


async def test_what_the_first_message_tells_is_noted_aloud_and_not_asked(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = Turn()
    messages = await say(turn, "khai sinh cho con sinh ở nhà, mẹ đơn thân", "ask_procedure")
    assert turn.facts == {"birth_proof": "none", "parents": "mother_only"}
    assert topics(messages) == ["procedure_card", "noted", "case_question"]
    assert "Không có (sinh ở nhà" in messages[1].text
    assert asked(messages) not in turn.facts


async def test_a_supposition_is_not_a_fact(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = Turn()
    await say(turn, "nếu khai sinh quá hạn thì sao", "ask_procedure")
    assert turn.facts == {}


@pytest.mark.parametrize("intent", ["ask_procedure", "ask_fee"])
async def test_a_fee_asked_with_the_first_message_is_answered(scripted: Scripted, intent: str) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = Turn()
    messages = await say(turn, "khai sinh quá hạn mất bao nhiêu tiền", intent)
    assert topics(messages) == ["procedure_card", "fee", "case_question"]
    assert turn.facts == {}  # asked about, not said


async def test_the_newest_word_wins_over_an_older_answer(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = talk_about(BIRTH, {"birth_proof": "paper"})
    messages = await say(turn, "khai sinh cho con sinh ở nhà", "ask_procedure")
    assert turn.facts["birth_proof"] == "none"
    assert "noted" in topics(messages)


async def test_nothing_fits_is_said_without_a_guess() -> None:
    assert topics(await say(Turn(), "xyz", "ask_procedure")) == ["not_found"]
    assert topics(await say(Turn(), "xyz", "out_of_scope")) == ["out_of_scope"]


async def test_whatever_the_intent_a_certain_find_is_taken(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = Turn()
    await say(turn, "lam khai sinh", "out_of_scope")
    assert turn.code == BIRTH


async def test_a_correction_after_the_checklist_is_taken_in() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    messages = await say(turn, "à bé sinh quá 60 ngày rồi", "change_answer")
    assert turn.facts["within_60_days"] == "no"
    assert topics(messages) == ["noted", "checklist"]


async def test_a_need_taken_for_a_word_about_a_paper_is_still_found(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = Turn()
    messages = await say(turn, "con em mới đẻ", "have_document")
    assert turn.code == BIRTH
    assert topics(messages)[0] == "procedure_card"


async def test_a_word_about_a_paper_alone_is_asked_what_it_is_about(scripted: Scripted) -> None:
    scripted.answer = result(Decision.OUT_OF_SCOPE)
    turn = Turn()
    messages = await say(turn, "có rồi", "have_document")
    assert turn.code is None
    assert topics(messages) == ["say_more"]


@pytest.mark.parametrize("typed", ["em cần gấp", "số của em [số điện thoại]", "nguyễn văn a"])
async def test_haste_a_number_or_a_name_is_searched_not_handed_off(scripted: Scripted, typed: str) -> None:
    assert topics(await say(Turn(), typed, "ask_human")) == ["not_found"]
    assert scripted.questions == [typed]


async def test_who_asks_for_a_clerk_is_told_where(scripted: Scripted) -> None:
    assert topics(await say(Turn(), "cho em gặp cán bộ", "ask_human")) == ["handoff"]
    assert scripted.questions == []
