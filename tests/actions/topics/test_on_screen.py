"""The answer to what is on the screen, and what else is told."""

from __future__ import annotations

import pytest

from actions import facts_in_message
from actions.interpreter import answer
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
