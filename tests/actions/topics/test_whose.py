"""After a long silence it may be somebody else."""

from __future__ import annotations

import datetime as dt

import pytest

from actions.topics.whose import SHARED_SILENCE, SILENCE
from actions.turn import Turn
from knowledge.settings import Settings
from tests.actions.helpers import BIRTH, asking, say, topics


def later(turn: Turn, seconds: float) -> None:
    turn.now += dt.timedelta(seconds=seconds)


async def test_after_half_an_hour_it_is_asked_and_nothing_of_the_matter_is_said() -> None:
    turn = asking("within_60_days")
    await say(turn, "câu này là sao")
    later(turn, SILENCE + 1)
    messages = await say(turn, "lệ phí bao nhiêu", "ask_fee")
    assert topics(messages) == ["still_there"]
    assert "khai sinh" not in messages[0].text.lower()


async def test_going_on_answers_the_message_that_waited() -> None:
    turn = asking("within_60_days")
    await say(turn, "câu này là sao")
    later(turn, SILENCE + 1)
    await say(turn, "lệ phí bao nhiêu", "ask_fee")
    assert topics(await say(turn, "1")) == ["fee", "case_question"]
    assert turn.asking == "within_60_days"


async def test_beginning_anew_forgets_and_reads_the_message_that_waited() -> None:
    turn = asking("within_60_days")
    await say(turn, "câu này là sao")
    later(turn, SILENCE + 1)
    await say(turn, "lệ phí bao nhiêu", "ask_fee")
    assert topics(await say(turn, "2")) == ["no_procedure"]
    assert turn.cases == {}


async def test_until_it_is_said_nothing_of_the_matter_is_answered() -> None:
    turn = asking("within_60_days")
    await say(turn, "câu này là sao")
    later(turn, SILENCE + 1)
    await say(turn, "lệ phí bao nhiêu", "ask_fee")
    assert topics(await say(turn, "bao lâu có", "ask_time")) == ["still_there"]
    assert topics(await say(turn, "1")) == ["time", "case_question"]


async def test_a_short_silence_is_nothing() -> None:
    turn = asking("within_60_days")
    await say(turn, "câu này là sao")
    later(turn, SILENCE - 1)
    assert topics(await say(turn, "1")) == ["noted", "case_question"]


@pytest.mark.parametrize(("seconds", "kept"), [(SHARED_SILENCE - 1, True), (SHARED_SILENCE + 1, False)])
async def test_a_shared_screen_forgets(seconds: float, kept: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.topics.whose.get_settings", lambda: Settings(shared_screen=True))
    turn = asking("within_60_days")
    await say(turn, "câu này là sao")
    later(turn, seconds)
    await say(turn, "xin chào", "greet")
    assert (turn.code == BIRTH) == kept
