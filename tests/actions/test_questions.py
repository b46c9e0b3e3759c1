"""Putting case questions and understanding the answers."""

from __future__ import annotations

import pytest

from actions.ask import put_question
from actions.hear import answer_button, hear
from actions.talk import Talk
from knowledge.messages import CaseQuestion
from knowledge.search.types import Decision
from tests.actions.conftest import Scripted
from tests.actions.helpers import (
    BIRTH,
    FACTS_OF_BIRTH,
    MARRIAGE,
    MARRIAGE_ABROAD,
    asked,
    do,
    result,
    talk_about,
    topics,
)


def asking(question_id: str, facts: dict[str, str] | None = None, code: str = BIRTH) -> Talk:
    talk = talk_about(code, facts)
    talk.asking = question_id
    return talk


async def test_a_question_stands_alone_in_text_and_has_a_button_for_not_knowing() -> None:
    talk = talk_about(BIRTH)
    (message,) = await do(put_question, talk)
    assert isinstance(message.custom, CaseQuestion)
    for number, option in enumerate(message.custom.options, start=1):
        assert f"{number}. {option.say}" in message.text
    assert f"{len(message.custom.options) + 1}. Tôi không rõ" in message.text
    assert message.buttons[-1].title == "Tôi không rõ"
    assert '"value": "unknown"' in message.buttons[-1].payload


@pytest.mark.parametrize(
    ("question", "typed", "intent", "value"),
    [
        ("birth_proof", "1", "ask_procedure", "paper"),
        ("birth_proof", "có bản giấy", "have_document", "paper"),
        ("birth_proof", "đẻ rơi dọc đường", "out_of_scope", "none"),
        ("birth_proof", "5", "affirm", "unknown"),
        ("birth_proof", "em không biết", "dont_know", "unknown"),
        ("birth_proof", "cái này chắc phải hỏi lại mẹ em đã", "dont_know", "unknown"),
        ("within_60_days", "chưa quá 60 ngày", "deny", "yes"),
    ],
)
async def test_typed_answers(question: str, typed: str, intent: str, value: str) -> None:
    talk = asking(question)
    messages = await do(hear, talk, typed, intent)
    assert talk.facts == {question: value}
    assert topics(messages) == ["case_question"]


async def test_yes_and_no_answer_a_yes_no_question() -> None:
    for typed, value in (("dạ có", "yes"), ("không ạ", "no")):
        talk = asking("witness", {"birth_proof": "none"})
        await do(hear, talk, typed, "affirm")
        assert talk.facts["witness"] == value


async def test_an_answer_to_a_question_not_yet_put_is_noted() -> None:
    talk = asking("birth_proof")
    messages = await do(hear, talk, "mẹ đơn thân", "ask_procedure")
    assert talk.facts == {"parents": "mother_only"}
    assert topics(messages) == ["noted", "case_question"]


async def test_a_contradiction_is_a_correction_and_said() -> None:
    talk = asking("parents", {"birth_proof": "paper"})
    messages = await do(hear, talk, "à mà bé sinh ở nhà", "deny")
    assert talk.facts["birth_proof"] == "none"
    assert topics(messages)[0] == "noted"


async def test_a_supposition_answers_nothing() -> None:
    talk = asking("within_60_days")
    messages = await do(hear, talk, "nếu quá 60 ngày thì bao nhiêu tiền", "ask_fee")
    assert talk.facts == {}
    assert topics(messages) == ["fee", "case_question"]
    assert asked(messages) == "within_60_days"


async def test_an_answer_with_a_question_in_it_gets_both() -> None:
    talk = asking("within_60_days")
    messages = await do(hear, talk, "quá 60 ngày rồi, mất bao nhiêu tiền vậy", "ask_fee")
    assert talk.facts == {"within_60_days": "no"}
    assert topics(messages) == ["fee", "case_question"]


async def test_all_answers_lead_to_the_checklist() -> None:
    talk = talk_about(BIRTH)
    messages = await do(put_question, talk)
    for _ in range(10):
        if (question_id := asked(messages)) is None:
            break
        values = {"procedure": BIRTH, "question": question_id, "value": FACTS_OF_BIRTH[question_id]}
        messages = await do(answer_button, talk, "/answer", "answer", **values)
    assert topics(messages) == ["checklist"]
    assert talk.asking is None


async def test_not_knowing_anything_still_ends_in_a_checklist() -> None:
    talk = talk_about(BIRTH)
    messages = await do(put_question, talk)
    for _ in range(10):
        if topics(messages) == ["checklist"]:
            break
        messages = await do(hear, talk, "không biết", "dont_know")
    assert topics(messages) == ["checklist"]
    assert "chỉ cần nếu" in messages[0].text


async def test_another_case_leads_to_another_procedure() -> None:
    talk = asking("foreigner", code=MARRIAGE)
    values = {"procedure": MARRIAGE, "question": "foreigner", "value": "yes"}
    (message,) = await do(answer_button, talk, "/answer", "answer", **values)
    assert topics([message]) == ["redirect"]
    assert MARRIAGE_ABROAD in message.buttons[0].payload


async def test_an_older_button_of_another_procedure_turns_back_aloud() -> None:
    talk = talk_about(BIRTH)
    talk.take(MARRIAGE)
    values = {"procedure": BIRTH, "question": "birth_proof", "value": "paper"}
    messages = await do(answer_button, talk, "/answer", "answer", **values)
    assert topics(messages) == ["procedure_card", "case_question"]
    assert (talk.code, talk.facts) == (BIRTH, {"birth_proof": "paper"})


@pytest.mark.parametrize(
    ("question", "value"), [("gone", "yes"), ("birth_proof", "gone"), ("witness", "yes"), ("", "")]
)
async def test_a_button_whose_question_or_value_is_gone_changes_nothing(question: str, value: str) -> None:
    talk = talk_about(BIRTH, {"birth_proof": "paper"})
    messages = await do(answer_button, talk, "/answer", "answer", procedure=BIRTH, question=question, value=value)
    assert topics(messages) == ["asked_gone", "case_question"]
    assert talk.facts == {"birth_proof": "paper"}


async def test_a_button_of_a_procedure_that_is_gone_touches_no_other() -> None:
    talk = talk_about(BIRTH)
    await do(answer_button, talk, "/answer", "answer", procedure="9.999999", question="birth_proof", value="paper")
    assert talk.facts == {}


async def test_a_typed_answer_to_a_question_that_is_gone_is_not_given_to_another() -> None:
    talk = asking("no_longer_there")
    messages = await do(hear, talk, "1", "affirm")
    assert talk.facts == {}
    assert topics(messages) == ["not_understood", "case_question"]


async def test_not_understood_says_so_and_asks_again() -> None:
    talk = asking("within_60_days")
    messages = await do(hear, talk, "blabla", "out_of_scope")
    assert topics(messages) == ["not_understood", "case_question"]
    assert asked(messages) == "within_60_days"


@pytest.mark.parametrize("intent", ["greet", "thanks", "ask_human", "complain"])
async def test_small_talk_does_not_repeat_the_question_but_leaves_it_open(intent: str) -> None:
    talk = asking("within_60_days")
    (message,) = await do(hear, talk, "cho gặp cán bộ", intent)
    assert [one.title for one in message.buttons] == ["Trả lời tiếp"]
    assert talk.asking == "within_60_days"
    await do(hear, talk, "1", "affirm")
    assert talk.facts == {"within_60_days": "yes"}


@pytest.mark.parametrize("intent", ["ask_fee", "ask_time", "ask_place", "ask_online", "ask_form", "ask_legal_basis"])
async def test_a_follow_up_is_answered_and_the_same_question_put_again(intent: str) -> None:
    talk = asking("within_60_days")
    messages = await do(hear, talk, "cho hỏi chút", intent)
    assert topics(messages) == [intent.removeprefix("ask_"), "case_question"]
    assert asked(messages) == "within_60_days"


async def test_a_short_follow_up_never_changes_the_procedure(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, MARRIAGE)
    talk = asking("within_60_days")
    await do(hear, talk, "lệ phí thì sao", "ask_fee")
    assert talk.code == BIRTH


async def test_another_procedure_named_half_way_is_taken(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, MARRIAGE)
    talk = asking("within_60_days")
    messages = await do(hear, talk, "thôi cho hỏi đăng ký kết hôn", "ask_procedure")
    assert talk.code == MARRIAGE
    assert topics(messages) == ["procedure_card", "case_question"]


async def test_a_number_after_candidates_half_way_is_no_answer_to_the_case_question(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ASK_BACK, MARRIAGE, MARRIAGE_ABROAD)
    talk = asking("within_60_days")
    assert topics(await do(hear, talk, "chuyện cưới xin", "ask_procedure")) == ["procedure_choices"]
    await do(hear, talk, "1", "affirm")
    assert talk.code == MARRIAGE
    assert talk.cases[BIRTH] == {}
