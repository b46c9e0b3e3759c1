"""An answer to a question that is not on the screen is asked back, with its question, and noted only on a yes."""

from __future__ import annotations

import pytest

from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, asking, say, talk_about, topics


@pytest.mark.parametrize(
    ("typed", "question_id", "value"),
    [
        ("bé mới được 10 ngày", "within_60_days", "yes"),
        ("bà nội đi nộp", "filer", "relative"),
        ("nộp qua mạng cho lẹ", "method", "online"),
    ],
)
async def test_it_is_asked_back_and_taken(typed: str, question_id: str, value: str) -> None:
    turn = asking("birth_proof")
    messages = await say(turn, typed, "ask_filer", 0.4)
    if question_id in turn.facts:
        assert turn.facts[question_id] == value  # said outright
        return
    assert topics(messages) == ["meant"]
    assert messages[0].text.startswith("Về câu “")
    await say(turn, "đúng rồi", "affirm")
    assert turn.facts == {question_id: value}
    assert turn.asking == "birth_proof"


@pytest.mark.parametrize(
    "typed", ["bà nội đi nộp được không?", "nếu bà nội đi nộp", "1", "lệ phí nộp qua mạng", "cảm ơn em"]
)
async def test_what_asks_supposes_or_says_nothing_is_left_alone(typed: str) -> None:
    turn = asking("birth_proof")
    assert topics(await say(turn, typed, "thanks" if "cảm" in typed else "ask_filer"))[0] != "meant"


async def test_an_answer_noted_before_is_changed_only_on_a_yes() -> None:
    turn = talk_about(BIRTH, {**FACTS_OF_BIRTH, "filer": "self"})
    await say(turn, "bà nội đi", "ask_filer", 0.4)
    assert turn.facts["filer"] == "self"
    await say(turn, "ừ", "affirm")
    assert turn.facts["filer"] == "relative"
