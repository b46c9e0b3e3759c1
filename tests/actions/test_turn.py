"""The state of a turn, as slots and back."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.turn import Turn
from tests.actions.helpers import BIRTH, talk_about, tracker


@pytest.mark.parametrize("put_last", [{"asking": "filer"}, {"offered": [["Việc khác", "/something_else"]]}, {}])
def test_slots_round_trip(put_last: dict[str, Any]) -> None:
    turn = Turn(
        code=BIRTH,
        cases={BIRTH: {"filer": "self"}},
        trail=[[BIRTH, "filer"]],
        papers={BIRTH: {"x": "yes"}},
        walk="x",
        **put_last,
    )
    back = Turn.from_tracker(tracker(turn.slots(), "xin chào", "greet", {"procedure": "1.0"}))
    assert back.slots() == turn.slots()
    assert (back.asking, back.offered) == (turn.asking, turn.offered)
    assert (back.text, back.intent, back.values) == ("xin chào", "greet", {"procedure": "1.0"})


def test_an_empty_tracker_is_an_empty_talk() -> None:
    empty = Tracker("p", {}, {}, [], False, None, {}, None)
    assert Turn.from_tracker(empty).slots() == Turn().slots()


def test_the_slots_are_a_copy() -> None:
    turn = talk_about(BIRTH)
    before = turn.slots()
    turn.answer("birth_proof", "paper")
    turn.note_papers({"x": "yes"})
    assert (before["cases"], before["papers"], before["trail"]) == ({BIRTH: {}}, None, [])


def test_facts_the_catalogue_no_longer_knows_are_left_out() -> None:
    turn = talk_about(BIRTH, {"birth_proof": "gone", "gone": "yes", "filer": "self"})
    assert turn.facts == {"filer": "self"}


def test_what_is_told_is_kept_bounded() -> None:
    turn = Turn()
    for text in ("không có", "/choose", *(f"ba em mất hôm kia, việc thứ {number}" for number in range(9))):
        turn.text = text
        turn.hear()
    assert len(turn.heard) == 4
    assert turn.heard[-1].endswith("8")
    turn.text = "dài " * 121
    turn.hear()
    assert turn.heard[-1].endswith("8")
    turn.forget_all()
    assert turn.heard == []


def test_a_conversation_of_before_is_read_on() -> None:
    state = Turn().slots() | {"told": "mẹ đơn thân muốn làm giấy cho con"}
    turn = Turn()
    turn.restore(state)
    assert (turn.told, turn.heard) == ("mẹ đơn thân muốn làm giấy cho con", [])
