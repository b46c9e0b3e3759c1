"""Follow-ups and small talk outside the questions."""

from __future__ import annotations

from actions.turn import Turn
from knowledge.search.types import Decision
from tests.actions.conftest import Scripted
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, MARRIAGE, result, say, talk_about, topics


async def test_a_follow_up_about_another_procedure_turns_to_it(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, MARRIAGE)
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    messages = await say(turn, "đăng ký kết hôn thì lệ phí bao nhiêu", "ask_fee")
    assert topics(messages) == ["procedure_card", "fee", "case_question"]
    assert turn.code == MARRIAGE


async def test_a_short_follow_up_stays_with_the_active_procedure(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, MARRIAGE)
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    assert topics(await say(turn, "còn lệ phí?", "ask_fee")) == ["fee"]
    assert turn.code == BIRTH


async def test_with_nothing_active_the_message_must_name_the_procedure(scripted: Scripted) -> None:
    assert topics(await say(Turn(), "lệ phí?", "ask_fee")) == ["no_procedure"]
    scripted.answer = result(Decision.ASK_BACK, BIRTH, MARRIAGE)
    assert topics(await say(Turn(), "phí khai sinh?", "ask_fee")) == ["procedure_choices"]
    scripted.answer = result(Decision.ANSWER, BIRTH)
    messages = await say(Turn(), "phí khai sinh?", "ask_fee")
    assert topics(messages) == ["procedure_card", "fee", "case_question"]


async def test_documents_shows_what_is_open_or_the_list(scripted: Scripted) -> None:
    done, half = talk_about(BIRTH, FACTS_OF_BIRTH), talk_about(BIRTH)
    assert topics(await say(done, "cần giấy tờ gì", "ask_documents")) == ["checklist"]
    assert topics(await say(half, "cần giấy tờ gì", "ask_documents")) == ["case_question"]
    scripted.answer = result(Decision.ANSWER, MARRIAGE)
    await say(done, "kết hôn cần giấy tờ gì", "ask_documents")
    assert done.code == MARRIAGE


async def test_the_button_back_needs_no_search(scripted: Scripted) -> None:
    await say(talk_about(BIRTH, FACTS_OF_BIRTH), "/ask_documents", "ask_documents")
    assert topics(await say(Turn(), "/ask_documents", "ask_documents")) == ["no_procedure"]
    assert scripted.questions == []
