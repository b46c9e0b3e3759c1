"""Greeting, thanks, a complaint."""

from __future__ import annotations

import pytest

from actions.topics.small_talk import complain, greet, hand_off, thank
from actions.turn import Turn
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, do, talk_about


async def test_the_greeting_offers_procedures_that_exist() -> None:
    turn = Turn()
    (message,) = await do(greet, turn, "/greet", "greet")
    assert message.buttons
    assert all(any(code in one.payload for code in turn.catalogue.procedures) for one in message.buttons)


@pytest.mark.parametrize("topic", [greet, thank, hand_off, complain])
async def test_small_talk_leaves_the_way_back(topic: object) -> None:
    half, done = talk_about(BIRTH), talk_about(BIRTH, FACTS_OF_BIRTH)
    for turn, title in ((half, "Trả lời tiếp"), (done, "Xem danh sách giấy tờ")):
        (message,) = await do(topic, turn, "…", "thanks")  # type: ignore[arg-type]
        assert [one.title for one in message.buttons] == [title]


@pytest.mark.parametrize("topic", [thank, hand_off, complain])
async def test_small_talk_with_nothing_active_offers_no_way_back(topic: object) -> None:
    assert (await do(topic, Turn(), "…", "thanks"))[0].buttons == []  # type: ignore[arg-type]
