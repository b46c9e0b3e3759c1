"""A yes to what was asked back takes in what is told, or asked, after it."""

from __future__ import annotations

import pytest

from tests.actions.corrections.test_asked_back import asked_back
from tests.actions.helpers import say, topics


@pytest.mark.parametrize("text", ["đúng rồi, bà ngoại bé đi nộp", "dung roi ma ba ngoai be di nop"])
async def test_what_is_told_after_the_yes_is_noted_too(text: str) -> None:
    turn = asked_back()
    await say(turn, text)
    assert turn.facts["parents"] == "married"
    assert turn.facts["filer"] == "relative"


async def test_what_is_asked_after_the_yes_is_answered() -> None:
    turn = asked_back()
    assert "fee" in topics(await say(turn, "phải, mà lệ phí hết bao nhiêu vậy", "ask_fee"))
    assert turn.facts["parents"] == "married"


async def test_a_refusal_with_more_notes_nothing_that_was_asked_back() -> None:
    turn = asked_back()
    await say(turn, "không phải, bà ngoại bé đi nộp")
    assert turn.facts.get("parents") != "married"
