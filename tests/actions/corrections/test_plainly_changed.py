"""A noted answer is changed by a message that plainly gives another, and by no story."""

from __future__ import annotations

import pytest

from tests.actions.helpers import asking, say

FILED = {"birth_proof": "paper", "filer": "self"}


@pytest.mark.parametrize("text", ["bà ngoại bé đi nộp nha", "thôi để bà nội đi nộp", "nhờ ông ngoại đi nộp giùm"])
async def test_who_goes_changes_while_another_question_is_open(text: str) -> None:
    turn = asking("parents", dict(FILED))
    await say(turn, text)
    assert turn.facts["filer"] == "relative"


@pytest.mark.parametrize("text", ["bà ngoại đi nộp được không", "nếu bà ngoại đi nộp thì sao", "bà ngoại bé đi làm xa"])
async def test_a_question_or_a_story_changes_nothing(text: str) -> None:
    turn = asking("parents", dict(FILED))
    await say(turn, text, "ask_other")
    assert turn.facts["filer"] == "self"


@pytest.mark.parametrize(
    "text", ["mai bà ngoại bé ra nộp thay em, có cần giấy ủy quyền không", "tôi nhờ ông ngoại nộp hộ rồi, mang gì theo"]
)
async def test_who_goes_changes_before_the_question_is_answered(text: str) -> None:
    turn = asking("parents", dict(FILED))
    await say(turn, text, "ask_filer")
    assert turn.facts["filer"] == "relative"


@pytest.mark.parametrize("text", ["nhờ bà ngoại nộp thay, được không ạ", "tuần này bận, bà ngoại nộp được không"])
async def test_who_is_only_asked_about_is_not_noted(text: str) -> None:
    turn = asking("parents", dict(FILED))
    await say(turn, text, "ask_filer")
    assert turn.facts["filer"] == "self"
