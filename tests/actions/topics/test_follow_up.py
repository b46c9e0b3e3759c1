"""Follow-ups and small talk outside the questions."""

from __future__ import annotations

import pytest

from actions.topics.follow_up import documents, follow_up
from actions.turn import Turn
from knowledge.search.types import Decision
from tests.actions.conftest import Scripted
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, MARRIAGE, do, result, talk_about, topics


async def test_a_follow_up_about_another_procedure_turns_to_it(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, MARRIAGE)
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    messages = await do(follow_up, turn, "đăng ký kết hôn thì lệ phí bao nhiêu", "ask_fee")
    assert topics(messages) == ["procedure_card", "fee", "case_question"]
    assert turn.code == MARRIAGE


async def test_a_short_follow_up_stays_with_the_active_procedure(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, MARRIAGE)
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    assert topics(await do(follow_up, turn, "còn lệ phí?", "ask_fee")) == ["fee"]
    assert turn.code == BIRTH


@pytest.mark.parametrize("topic", [follow_up, documents])
async def test_with_nothing_active_the_message_must_name_the_procedure(topic: object, scripted: Scripted) -> None:
    assert topics(await do(topic, Turn(), "lệ phí?", "ask_fee")) == ["no_procedure"]  # type: ignore[arg-type]
    scripted.answer = result(Decision.ASK_BACK, BIRTH, MARRIAGE)
    assert topics(await do(topic, Turn(), "phí khai sinh?", "ask_fee")) == ["procedure_choices"]  # type: ignore[arg-type]
    scripted.answer = result(Decision.ANSWER, BIRTH)
    messages = await do(topic, Turn(), "phí khai sinh?", "ask_fee")  # type: ignore[arg-type]
    assert topics(messages) == ["procedure_card", "fee", "case_question"]


async def test_documents_shows_what_is_open_or_the_list(scripted: Scripted) -> None:
    done, half = talk_about(BIRTH, FACTS_OF_BIRTH), talk_about(BIRTH)
    assert topics(await do(documents, done, "cần giấy tờ gì", "ask_documents")) == ["checklist"]
    assert topics(await do(documents, half, "cần giấy tờ gì", "ask_documents")) == ["case_question"]
    scripted.answer = result(Decision.ANSWER, MARRIAGE)
    await do(documents, done, "kết hôn cần giấy tờ gì", "ask_documents")
    assert done.code == MARRIAGE


async def test_the_button_back_needs_no_search(scripted: Scripted) -> None:
    await do(documents, talk_about(BIRTH, FACTS_OF_BIRTH), "/ask_documents", "ask_documents")
    assert topics(await do(documents, Turn(), "/ask_documents", "ask_documents")) == ["no_procedure"]
    assert scripted.questions == []
