"""The answer to what is on the screen, and what else is told."""

from __future__ import annotations

import pytest

from actions import facts_in_message
from actions.interpreter import answer
from actions.topics.on_screen import answer_on_screen, facts_in_passing
from actions.topics.other_need import calls_another
from actions.turn import Turn
from actions.understood import Guess, Understood
from knowledge.reading.reader import Reading
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, asked, asking, say, talk_about, topics


async def test_an_answer_and_two_questions_in_one_message() -> None:
    turn = asking("within_60_days")
    turn.text = "chưa quá 60 ngày, lệ phí bao nhiêu, bao lâu có"
    told = Guess("deny", 0.4, "chưa quá 60 ngày")
    parts = (told, Guess("ask_fee", 0.9, "lệ phí bao nhiêu"), Guess("ask_time", 0.9, "bao lâu có"))
    turn.understood = Understood(Guess("ask_fee", 0.6, turn.text), parts)
    await answer(turn)
    assert turn.facts == {"within_60_days": "yes"}
    assert topics(turn.messages) == ["noted", "fee", "case_question"]
    assert "Thời hạn" in turn.messages[1].text


async def test_a_question_corrects_no_answer() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    await say(turn, "quá 60 ngày rồi thì lệ phí bao nhiêu", "ask_fee")
    assert turn.facts["within_60_days"] == "yes"


async def test_a_correction_is_heard_whatever_it_is_about() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    await say(turn, "à quên, nộp qua mạng cho lẹ", "ask_online")
    assert turn.facts["method"] == "online"


async def test_not_knowing_leaves_the_question_out() -> None:
    turn = asking("filer")
    messages = await say(turn, "ai biết được", "dont_know")
    assert turn.facts == {"filer": "unknown"}
    assert asked(messages) != "filer"


async def test_a_command_is_no_answer() -> None:
    turn = asking("witness", {"birth_proof": "none"})
    await say(turn, "thôi", "deny")
    assert "witness" not in turn.facts


def test_a_turn_knows_what_is_on_the_screen() -> None:
    assert Turn().open_question is None
    question = asking("filer").open_question
    assert question
    assert question.id == "filer"


async def test_what_was_asked_back_and_is_said_again_is_a_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    unsure = Reading("", unsure={"filer": ("self",)})
    monkeypatch.setattr(facts_in_message, "read_message", lambda *_, **__: unsure)
    turn = asking("filer")
    assert topics(await say(turn, "đúng ba mẹ bé", "affirm")) == ["meant"]
    assert "filer" not in turn.facts
    messages = await say(turn, "ba mẹ bé mà", "affirm")
    assert turn.facts == {"filer": "self"}
    assert topics(messages)[0] == "noted"


async def test_a_doubtful_answer_beside_a_question_is_asked_back_and_the_question_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(facts_in_message, "read_message", lambda *_, **__: Reading("", unsure={"filer": ("self",)}))
    turn = asking("filer")
    turn.text = "ba má đi á, lệ phí bao nhiêu"
    parts = (Guess("affirm", 0.4, "ba má đi á"), Guess("ask_fee", 0.9, "lệ phí bao nhiêu"))
    turn.understood = Understood(Guess("ask_fee", 0.6, turn.text), parts)
    await answer(turn)
    assert topics(turn.messages) == ["fee", "meant"]


async def test_a_statement_is_no_question_whatever_it_is_about() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    before = turn.facts["method"]
    await say(turn, "nộp qua mạng cho rẻ", "ask_online")
    assert before == "direct"
    assert turn.facts["method"] == "online"


async def test_a_denial_takes_the_answer_back_and_asks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts_in_message, "denied", lambda *_: ("method",))
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    messages = await say(turn, "tui đâu có ra tận nơi", "deny")
    assert "method" not in turn.facts
    assert topics(messages) == ["noted", "case_question"]
    assert asked(messages) == "method"


async def test_words_of_a_topic_ask_without_a_question() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    await say(turn, "lệ phí nộp qua mạng", "ask_fee")
    assert turn.facts["method"] == "direct"


async def test_the_name_of_another_procedure_answers_no_question() -> None:
    turn = asking("birth_proof")
    for code in turn.catalogue.authored:
        if code == BIRTH:
            continue
        turn.text, turn.read = turn.catalogue.get(code).name, None
        assert calls_another(turn), code
        assert await answer_on_screen(turn) is None
        assert await facts_in_passing(turn) is None
    assert turn.facts == {}


async def test_what_is_asked_plainly_beside_a_fact_is_answered_and_nothing_is_made_of_not_knowing() -> None:
    turn = asking("within_60_days")
    messages = await say(
        turn, "bé quá 60 ngày rồi thì bị phạt hay có sao không vậy cô", "ask_procedure", confidence=0.3
    )
    assert "no_information" not in topics(messages)


async def test_a_sure_answer_to_another_question_is_noted_and_no_weak_guess_is_asked_back() -> None:
    turn = asking("filer", {"purpose": "other", "history": "none", "again": "no"}, code="1.004873")
    messages = await say(turn, "nộp trực tiếp")
    assert turn.facts["method"] == "direct"
    assert topics(messages) == ["noted", "case_question"]


async def test_a_time_gone_by_answers_no_question_that_ends_in_not_yet() -> None:
    turn = asking("death_registered", {"deceased": "merit"}, code="1.010824")
    await say(turn, "mất 10 ngày rồi")
    assert "death_registered" not in turn.facts


async def test_what_is_meant_is_read_without_the_words_that_correct() -> None:
    turn = asking("issuer", code="2.000815")
    await say(turn, "ý em là Việt Nam cấp, em nói lộn", "change_answer")
    assert turn.facts["issuer"] == "vietnam"
