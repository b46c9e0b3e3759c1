"""The answer to what is on the screen, and what else is told."""

from __future__ import annotations

from actions.turn import Turn
from actions.understood import Guess, Understood
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, asked, asking, say, talk_about, topics


async def test_an_answer_and_two_questions_in_one_message() -> None:
    turn = asking("within_60_days")
    turn.text = "chưa quá 60 ngày, lệ phí bao nhiêu, bao lâu có"
    told = Guess("deny", 0.4, "chưa quá 60 ngày")
    parts = (told, Guess("ask_fee", 0.9, "lệ phí bao nhiêu"), Guess("ask_time", 0.9, "bao lâu có"))
    turn.understood = Understood(Guess("ask_fee", 0.6, turn.text), parts)
    from actions.interpreter import answer

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
