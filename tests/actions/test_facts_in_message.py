"""What a message says in passing is noted aloud; a supposition is not."""

from __future__ import annotations

import pytest

from actions import facts_in_message
from actions.facts_in_message import denied_facts, told
from actions.understood import Guess, Understood
from tests.actions.helpers import asked, asking, say, talk_about, topics


async def test_an_answer_to_a_question_not_yet_put_is_noted() -> None:
    turn = asking("birth_proof")
    messages = await say(turn, "mẹ đơn thân", "ask_procedure")
    assert turn.facts == {"parents": "mother_only"}
    assert topics(messages) == ["noted", "case_question"]


async def test_a_contradiction_is_a_correction_and_said() -> None:
    turn = asking("parents", {"birth_proof": "paper"})
    messages = await say(turn, "à mà bé sinh ở nhà", "deny")
    assert turn.facts["birth_proof"] == "none"
    assert topics(messages)[0] == "noted"


async def test_a_supposition_answers_nothing() -> None:
    turn = asking("within_60_days")
    messages = await say(turn, "nếu quá 60 ngày thì bao nhiêu tiền", "ask_fee")
    assert turn.facts == {}
    assert topics(messages) == ["fee", "case_question"]
    assert asked(messages) == "within_60_days"


def test_only_what_shares_a_word_with_an_answer_denies_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts_in_message, "denied", lambda procedure, text, noted, scorer: tuple(noted))
    turn = talk_about("1.001266", {"action": "stop"})
    turn.text = "chưa hủy hóa đơn"
    assert denied_facts(turn) == ()
    turn.text, turn.denied = "tui đâu có nghỉ hẳn", None
    assert denied_facts(turn) == ("action",)


def test_what_is_denied_and_said_again_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts_in_message, "denied", lambda procedure, text, noted, scorer: tuple(noted))
    turn = talk_about("1.010824", {"deceased": "merit"})
    turn.text = "không phải thương binh, ông đang nhận trợ cấp người có công"
    assert denied_facts(turn) == ()


def test_a_toneless_hong_may_be_no_question() -> None:
    turn = talk_about("1.012812", {"before": "never"})
    turn.text = "thoi khong sua, dat tui co so hong"
    parts = (Guess("deny", 0.5, "thoi khong sua"), Guess("ask_other", 0.3, "dat tui co so hong"))
    turn.understood = Understood(Guess("deny", 0.5, turn.text), parts)
    assert told(turn) == turn.text
