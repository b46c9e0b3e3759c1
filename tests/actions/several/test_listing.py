"""The list of needs in conversation."""

from __future__ import annotations

import pytest

from actions.listed_need import ListedNeed
from actions.several.listing import drop_need, show_needs, take_need
from actions.turn import Turn
from knowledge.messages import Needs
from knowledge.search.types import Decision
from tests.actions.conftest import Scripted
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, asked, do, result, say, talk_about, topics
from tests.actions.needs.test_found import by_words

CARD, TEMPORARY = "1.116410", "1.004194"


async def begun(scripted: Scripted) -> Turn:
    scripted.answer = by_words
    turn = Turn()
    messages = await say(turn, "đăng ký tạm trú, với lại đổi căn cước", "ask_procedure")
    assert topics(messages)[:2] == ["needs", "procedure_card"]
    assert isinstance(messages[0].custom, Needs)
    assert [(item.code, item.state) for item in messages[0].custom.items] == [(TEMPORARY, "waiting"), (CARD, "waiting")]
    return turn


async def finish_first(turn: Turn) -> None:
    while turn.next_question() is not None:
        question = turn.procedure and turn.procedure.question(turn.asking or "")
        assert question
        code, value = turn.code or "", question.values[0]
        await say(turn, "/answer", "answer", procedure=code, question=question.id, value=value)


async def test_both_are_kept_and_the_first_is_taken_up(scripted: Scripted) -> None:
    turn = await begun(scripted)
    assert (turn.code, [need.state for need in turn.needs]) == (TEMPORARY, ["now", "waiting"])


async def test_after_the_list_the_next_is_offered_and_taken_by_a_yes(scripted: Scripted) -> None:
    turn = await begun(scripted)
    await finish_first(turn)
    assert topics(turn.messages)[-2:] == ["checklist", "needs"]
    await say(turn, "ừ", "affirm")
    assert (turn.code, [need.state for need in turn.needs]) == (CARD, ["done", "now"])


async def test_the_next_is_taken_by_a_word_too(scripted: Scripted) -> None:
    turn = await begun(scripted)
    await finish_first(turn)
    await say(turn, "tiếp", "other_need")
    assert turn.code == CARD
    await say(turn, "xong việc này rồi", "thanks")
    assert "đã xem hết" in turn.messages[0].text


async def test_one_is_added_while_a_question_is_open(scripted: Scripted) -> None:
    scripted.answer = by_words
    turn = talk_about(BIRTH)
    await say(turn, "/ask_documents", "ask_documents")
    question = turn.asking
    messages = await say(turn, "còn việc tạm trú nữa", "ask_procedure")
    assert topics(messages) == ["needs", "case_question"]
    assert asked(messages) == question
    assert [need.code for need in turn.needs] == [BIRTH, TEMPORARY]


async def test_one_is_added_after_a_list_and_taken_up(scripted: Scripted) -> None:
    scripted.answer = by_words
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    await say(turn, "còn việc tạm trú nữa", "ask_procedure")
    assert turn.code == TEMPORARY
    assert [need.state for need in turn.needs] == ["done", "now"]


async def test_one_is_dropped(scripted: Scripted) -> None:
    turn = await begun(scripted)
    messages = await say(turn, "thôi việc kia khỏi", "stop")
    assert topics(messages) == ["need_dropped", "case_question"]
    assert turn.needs == []
    turn = await begun(scripted)
    await do(drop_need, turn, "/drop_need", "drop_need", procedure=TEMPORARY)
    assert turn.code == CARD


async def test_the_order_is_the_person_s(scripted: Scripted) -> None:
    turn = await begun(scripted)
    await say(turn, "làm cái căn cước trước", "ask_procedure")
    assert (turn.code, [need.state for need in turn.needs]) == (CARD, ["waiting", "now"])


async def test_how_far_each_is(scripted: Scripted) -> None:
    turn = await begun(scripted)
    messages = await say(turn, "việc kia sao rồi", "other_need")
    assert topics(messages) == ["needs", "case_question"]
    assert "đang chờ" in messages[0].text


async def test_a_paper_s_procedure_leads_back() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    await do(take_need, turn, "/take_need", "take_need", procedure="2.000884")
    assert turn.code == "2.000884"
    assert [(need.code, need.leads_back, need.state) for need in turn.needs] == [
        ("2.000884", BIRTH, "now"),
        (BIRTH, "", "waiting"),
    ]
    await finish_first(turn)
    assert "quay lại" in turn.messages[-1].text


@pytest.mark.parametrize("topic", [show_needs, drop_need, take_need])
async def test_without_a_list(topic: object) -> None:
    assert topics(await do(topic, Turn(), "/x", "x"))[0] == "no_other_matter"  # type: ignore[arg-type]


async def test_what_may_be_several_is_asked_when_its_turn_comes() -> None:
    turn = talk_about(BIRTH)
    turn.needs = []
    turn.needs = [ListedNeed([BIRTH], state="now"), ListedNeed([CARD, TEMPORARY], "làm giấy")]
    messages = await do(take_need, turn, "/take_need", "take_need", procedure=CARD)
    assert topics(messages) == ["procedure_choices"]


async def test_what_names_nothing_is_not_listed(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ASK_BACK, "1.004873", "1.010041")
    for turn in (talk_about(BIRTH), talk_about(BIRTH, FACTS_OF_BIRTH)):
        messages = await say(turn, "thêm cái giấy xác nhận ấy nữa", "ask_procedure")
        assert topics(messages)[0] == "need_not_found"
        assert (turn.code, turn.needs) == (BIRTH, [])


async def test_a_complaint_is_no_need(scripted: Scripted) -> None:
    scripted.answer = by_words
    turn = Turn()
    await say(turn, "đăng ký tạm trú, sao lại đổi căn cước", "ask_procedure")
    assert turn.needs == []


async def test_what_the_open_one_covers_is_said_and_not_listed(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, "1.001022")
    turn = talk_about("1.000689", {"child_registered": "no"})
    messages = await say(turn, "thêm cái nhận con nữa nha", "ask_procedure")
    assert "need_covered" in topics(messages)
    assert [need.code for need in turn.needs] in ([], ["1.000689"])


async def test_what_waits_is_meant_where_several_may_be(scripted: Scripted) -> None:
    turn = await begun(scripted)
    await finish_first(turn)
    scripted.answer = result(Decision.ASK_BACK, CARD, "1.014060")
    await say(turn, "cái thẻ em vừa nói thì làm thế nào", "ask_procedure")
    assert turn.code == CARD
