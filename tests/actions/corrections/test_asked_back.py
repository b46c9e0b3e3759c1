"""What was asked back, or offered, waits while something is asked in between, and no longer than once."""

from __future__ import annotations

from actions.topics.answer import ask_back
from actions.topics.other_need import propose
from actions.turn import REFUSED, Turn
from tests.actions.helpers import BIRTH, MARRIAGE, asking, say, topics


def asked_back() -> Turn:
    """A turn in which "Ý bạn là “Đã đăng ký kết hôn”?" was just put."""
    turn = asking("parents", {"birth_proof": "paper"})
    question = turn.catalogue.get(BIRTH).question("parents")
    assert question
    ask_back(turn, question, ("married",))
    return turn


async def test_a_yes_is_taken_after_a_side_question() -> None:
    turn = asked_back()
    assert topics(await say(turn, "lệ phí bao nhiêu?", "ask_fee")) == ["fee", "meant"]
    assert "parents" not in turn.facts
    await say(turn, "đúng", "affirm")
    assert turn.facts["parents"] == "married"


async def test_a_second_side_question_puts_the_whole_question() -> None:
    turn = asked_back()
    await say(turn, "lệ phí bao nhiêu?", "ask_fee")
    assert topics(await say(turn, "bao lâu thì xong?", "ask_time")) == ["time", "case_question"]
    assert turn.asking == "parents"


async def test_what_was_not_understood_puts_the_whole_question() -> None:
    turn = asked_back()
    assert topics(await say(turn, "blabla", "affirm", 0.1)) == ["not_understood", "case_question"]


async def test_another_answer_ends_it() -> None:
    turn = asked_back()
    await say(turn, "mẹ đơn thân", "ask_procedure")
    assert turn.facts["parents"] == "mother_only"


async def test_a_way_to_another_procedure_is_taken_after_a_side_question() -> None:
    turn = asking("parents", {"birth_proof": "paper"})
    propose(turn, MARRIAGE)
    await say(turn, "lệ phí bao nhiêu?", "ask_fee")
    await say(turn, "ừ chuyển qua việc đó đi", "other_need")
    assert turn.code == MARRIAGE


async def test_what_was_denied_is_not_asked_back_again() -> None:
    turn = asked_back()
    await say(turn, "không phải", "deny")
    question = turn.open_question
    assert question
    ask_back(turn, question, ("married",))
    assert topics(turn.messages)[-1] == "case_question"
    assert not turn.offered


async def test_a_denial_is_kept_with_the_conversation() -> None:
    turn = asked_back()
    await say(turn, "không phải", "deny")
    later = Turn()
    later.restore(turn.slots())
    assert later.was_refused("parents", "married")
    assert REFUSED not in later.perhaps


async def test_a_denial_in_front_answers_nothing_and_the_rest_does() -> None:
    turn = asking("within_60_days", {"birth_proof": "paper", "parents": "married"})
    question = turn.open_question
    assert question
    ask_back(turn, question, ("no",))
    await say(turn, "không, chưa quá 60 ngày", "deny")
    assert turn.facts["within_60_days"] == "yes"


async def test_the_button_denies_too() -> None:
    turn = asked_back()
    await say(turn, "2", "affirm")
    assert turn.was_refused("parents", "married")


async def test_what_is_said_outright_is_noted_after_a_denial() -> None:
    turn = asked_back()
    await say(turn, "không phải", "deny")
    await say(turn, "Đã đăng ký kết hôn", "affirm")
    assert turn.facts["parents"] == "married"
    assert not turn.was_refused("parents", "married")
