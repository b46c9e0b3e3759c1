"""Changing one's mind."""

from __future__ import annotations

import pytest

from actions.topics import change
from actions.topics.change import change_answer, change_one, start_over
from actions.turn import Turn
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, MARRIAGE, asked, do, payloads, say, talk_about, topics


async def test_a_typed_correction_is_taken_and_said() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    messages = await do(change_answer, turn, "sửa lại giúp em, bé quá 60 ngày rồi", "change_answer")
    assert turn.facts["within_60_days"] == "no"
    assert topics(messages) == ["noted", "checklist"]


async def test_half_way_the_last_answer_is_taken_back() -> None:
    turn = talk_about(BIRTH, {"parents": "married", "birth_proof": "paper"})
    messages = await say(turn, "quay lại câu trước", "change_answer")
    assert topics(messages) == ["changed_back", "case_question"]
    assert asked(messages) == "birth_proof"
    assert turn.facts == {"parents": "married"}


async def test_an_answer_out_of_reach_is_not_the_one_taken_back() -> None:
    turn = talk_about(BIRTH, {"birth_proof": "paper", "witness": "yes"})
    messages = await do(change_answer, turn, "quay lại", "change_answer")
    assert asked(messages) == "birth_proof"


async def test_after_the_checklist_the_answer_to_change_is_chosen() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    (message,) = await do(change_answer, turn, "/change_answer", "change_answer", procedure=BIRTH)
    assert topics([message]) == ["change_which"]
    assert len(message.buttons) == len(FACTS_OF_BIRTH) + 1
    assert "1. Bé có Giấy chứng sinh" in message.text
    assert turn.next_question() is None
    messages = await say(turn, "1", "ask_procedure")
    assert asked(messages) == "birth_proof"


async def test_changing_nothing_after_all_shows_the_checklist() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    await do(change_answer, turn, "/change_answer", "change_answer")
    assert topics(await say(turn, "thôi không sửa", "ask_procedure")) == ["checklist"]
    assert turn.facts == FACTS_OF_BIRTH


async def test_the_chosen_question_is_put_even_when_another_would_come_first() -> None:
    turn = talk_about(BIRTH, {"birth_proof": "paper", "within_60_days": "yes"})
    for question_id in ("within_60_days", "birth_proof"):
        messages = await do(change_one, turn, "/change", "change", procedure=BIRTH, question=question_id)
        assert asked(messages) == question_id


@pytest.mark.parametrize("question", ["gone", "witness", ""])
async def test_an_answer_to_change_that_is_gone_is_said(question: str) -> None:
    turn = talk_about(BIRTH, {"birth_proof": "paper"})
    messages = await do(change_one, turn, "/change", "change", procedure=BIRTH, question=question)
    assert topics(messages) == ["asked_gone", "case_question"]
    assert asked(messages) != "witness"


async def test_a_change_button_of_a_procedure_that_is_gone_still_answers() -> None:
    assert topics(await do(change_one, Turn(), "/change", "change", procedure="9.999999")) == ["asked_gone"]


async def test_a_change_button_of_another_procedure_turns_back_aloud() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    turn.take(MARRIAGE)
    messages = await do(change_one, turn, "/change", "change", procedure=BIRTH, question="filer")
    assert topics(messages) == ["procedure_card", "recalled", "case_question"]
    assert asked(messages) == "filer"


async def test_nothing_to_change() -> None:
    assert topics(await do(change_answer, Turn(), "sửa", "change_answer")) == ["change_nothing", "say_more"]
    assert topics(await do(change_answer, talk_about(BIRTH), "sửa", "change_answer")) == [
        "change_nothing",
        "case_question",
    ]


async def test_start_over_forgets_everything() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    turn.papers, turn.walk = {BIRTH: {"to_khai_khai_sinh": "yes"}}, "giay_chung_sinh"
    (message,) = await do(start_over, turn, "làm lại từ đầu", "start_over")
    assert topics([message]) == ["started_over"]
    assert turn.slots() == Turn().slots()


async def test_the_list_offers_only_answers_of_its_procedure() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    (message,) = await do(change_answer, turn, "/change_answer", "change_answer")
    assert all(BIRTH in one for one in payloads(message)[:-1])


async def test_a_bare_slip_of_the_finger_is_read_for_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change, "facts_said", lambda turn: {"within_60_days": "no"})
    turn = talk_about(BIRTH, {"birth_proof": "paper"})
    turn.trail = [[BIRTH, "birth_proof"]]
    messages = await say(turn, "à nhầm", "change_answer")
    assert topics(messages) == ["changed_back", "case_question"]
    assert turn.facts == {}
