"""A need that is named beside an answer goes on the list; the answer is read."""

from __future__ import annotations

from tests.actions.conftest import Scripted
from tests.actions.helpers import BIRTH, asking, say
from tests.actions.needs.test_found import by_words

TEMPORARY = "1.004194"


async def test_it_waits_and_the_answer_is_noted(scripted: Scripted) -> None:
    scripted.answer = by_words
    turn = asking("method")
    await say(turn, "nộp trực tiếp, à mà em muốn đăng ký tạm trú luôn nữa", "ask_other")
    assert turn.code == BIRTH
    assert turn.facts["method"] == "direct"
    assert [(need.code, need.state) for need in turn.needs] == [(BIRTH, "now"), (TEMPORARY, "waiting")]


async def test_an_answer_is_none(scripted: Scripted) -> None:
    scripted.answer = by_words
    turn = asking("birth_proof")
    await say(turn, "em ở quê, với lại bé sinh ở nhà luôn", "ask_other")
    assert not turn.needs
