"""The next case question, and the checklist when none is left."""

from __future__ import annotations

from functools import partial

from actions.case_question import put_question
from actions.topics.answer import answer_button
from actions.topics.choices import take
from actions.topics.commands import resume
from actions.turn import Turn
from knowledge.case.facts import Case
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.messages import CaseQuestion, Message
from tests.actions.helpers import (
    BIRTH,
    FACTS_OF_BIRTH,
    MARRIAGE,
    MARRIAGE_ABROAD,
    asked,
    asking,
    do,
    say,
    talk_about,
    topics,
)


async def test_a_question_stands_alone_in_text_and_has_a_button_for_not_knowing() -> None:
    turn = talk_about(BIRTH)
    (message,) = await do(resume, turn)
    assert isinstance(message.custom, CaseQuestion)
    for number, option in enumerate(message.custom.options, start=1):
        assert f"{number}. {option.say}" in message.text
    assert f"{len(message.custom.options) + 1}. Tôi không rõ" in message.text
    assert message.buttons[-1].title == "Tôi không rõ"
    assert '"value": "unknown"' in message.buttons[-1].payload


async def test_all_answers_lead_to_the_checklist() -> None:
    turn = talk_about(BIRTH)
    messages = await do(resume, turn)
    for _ in range(10):
        if (question_id := asked(messages)) is None:
            break
        values = {"procedure": BIRTH, "question": question_id, "value": FACTS_OF_BIRTH[question_id]}
        messages = await do(answer_button, turn, "/answer", "answer", **values)
        if isinstance(messages[-1].custom, CaseQuestion):
            assert {fact.question_id: fact.value for fact in messages[-1].custom.facts} == turn.facts
    assert topics(messages) == ["checklist"]
    assert turn.asking is None


async def test_not_knowing_anything_still_ends_in_a_checklist() -> None:
    turn = talk_about(BIRTH)
    messages = await do(resume, turn)
    for _ in range(10):
        if topics(messages)[-1] == "checklist":
            break
        messages = await say(turn, "không biết", "dont_know")
    assert topics(messages) == ["noted", "checklist"]
    assert "chỉ cần nếu" in messages[-1].text


async def test_another_case_leads_to_another_procedure() -> None:
    turn = asking("foreigner", code=MARRIAGE)
    values = {"procedure": MARRIAGE, "question": "foreigner", "value": "yes"}
    (message,) = await do(answer_button, turn, "/answer", "answer", **values)
    assert topics([message]) == ["redirect"]
    assert MARRIAGE_ABROAD in message.buttons[0].payload


QUESTION, FIRST_REPLY = 300, 500
"""Characters that are wished for."""


async def test_questions_and_first_replies_are_short_and_say_nothing_twice(catalogue: Catalogue) -> None:
    """Counted over all authored procedures; what is longer has long answers, and never a reason besides."""
    long_questions, long_replies, questions = [], [], 0
    for code in catalogue.authored:
        for question in catalogue.get(code).questions:
            turn = talk_about(code)
            put_question(turn, question.id)
            message = turn.messages[-1]
            if asked([message]) == question.id:
                questions += 1
                if len(message.text) > QUESTION:
                    long_questions.append(question.id)
                    assert not question.why or question.why not in message.text
        messages = await do(partial(take, code=code), Turn())
        said = [message for message in messages if topics([message]) != ["checklist"]]
        lines = [line for one in said for line in one.text.split("\n") if len(line.split()) > 5]
        assert len(lines) == len(set(lines)), code
        if sum(len(one.text) for one in said) > FIRST_REPLY:
            long_replies.append(code)
    assert len(long_questions) <= 0.08 * questions, long_questions
    assert len(long_replies) <= 0.06 * len(list(catalogue.authored)), long_replies


async def test_nobody_is_sent_back_to_what_was_listed_before() -> None:
    death, funeral = "1.000656", "1.014028"
    turn = talk_about(death)
    while (asked_now := turn.next_question()) is not None:
        turn.answer(asked_now.question.id, asked_now.question.values[0])
    turn.take(funeral)
    turn.answer("deceased", "receiving")
    messages = await to_the_redirect(turn, death)
    assert topics(messages)[-2:] == ["redirect_seen", "checklist"]
    assert turn.code == funeral
    assert turn.facts["death_registered"] == "no"  # what was said; nothing else is noted
    other = talk_about(funeral, {"deceased": "receiving"})
    assert "redirect" in topics(await to_the_redirect(other, death))


async def to_the_redirect(turn: Turn, code: str) -> list[Message]:
    """Answer so that the active procedure sends people to another."""
    procedure = turn.procedure
    assert procedure
    redirect = next(redirect for redirect in procedure.redirects if redirect.code == code)
    for question_id in redirect.when.questions:
        question = procedure.question(question_id)
        assert question
        for value in question.values:
            if Case(procedure, {**turn.facts, question_id: value}).holds(redirect.when):
                turn.answer(question_id, value)
                break
    return await do(resume, turn)
