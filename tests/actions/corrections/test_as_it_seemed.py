"""What somebody seems to have said is told when its question comes, and noted with a yes only."""

from __future__ import annotations

from actions.case_question import put_question
from actions.turn import Turn
from tests.actions.helpers import asking, say, topics


def seemed(question_id: str, value: str) -> Turn:
    """A turn in which a question was just put whose answer an earlier message seemed to give."""
    turn = asking("birth_proof" if question_id == "parents" else "parents", {"birth_proof": "paper"})
    turn.remember({question_id: value})
    turn.messages.clear()
    put_question(turn, question_id)
    return turn


async def test_it_is_told_and_a_yes_takes_it() -> None:
    turn = seemed("parents", "mother_only")
    assert topics(turn.messages) == ["perhaps", "case_question"]
    assert "parents" not in turn.facts
    await say(turn, "đúng rồi", "affirm")
    assert turn.facts["parents"] == "mother_only"


async def test_a_no_puts_the_question_as_if_nothing_had_been_said() -> None:
    turn = seemed("parents", "mother_only")
    assert topics(await say(turn, "không phải", "deny")) == ["case_question"]
    assert "parents" not in turn.facts


async def test_another_answer_is_taken() -> None:
    turn = seemed("parents", "married")
    await say(turn, "mẹ đơn thân", "ask_procedure")
    assert turn.facts["parents"] == "mother_only"


async def test_where_a_yes_says_something_else_nothing_is_told() -> None:
    turn = seemed("within_60_days", "yes")  # "chưa quá 60 ngày", to "Bé sinh đã quá 60 ngày chưa?"
    assert topics(turn.messages) == ["case_question"]
    await say(turn, "rồi", "affirm")
    assert turn.facts["within_60_days"] == "no"


async def test_only_a_yes_takes_it() -> None:
    for text in ("khai sinh cho con", "chuyển đi", "lệ phí bao nhiêu?"):
        turn = seemed("parents", "mother_only")
        await say(turn, text, "ask_procedure", 0.3)
        assert "parents" not in turn.facts


def test_it_is_kept_with_the_conversation() -> None:
    turn = seemed("parents", "mother_only")
    later = Turn()
    later.restore(turn.slots())
    assert later.perhaps == turn.perhaps
    later.forget_all()
    assert later.perhaps == {}
