"""A life event, and what the schema refuses."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from knowledge.case.facts import Case
from knowledge.schema.events import Event

MOVE: dict[str, Any] = {
    "id": "moving",
    "name": "Chuyển nhà",
    "says": ["chuyển nhà"],
    "questions": [
        {
            "id": "place",
            "ask": "Ở đâu?",
            "options": [{"value": "own", "say": "Nhà mình"}, {"value": "rent", "say": "Thuê"}],
        }
    ],
    "needs": [
        {"code": "1.004222", "when": {"place": "own"}, "say": "hộ khẩu"},
        {"code": "1.004194", "when": {"place": "rent"}, "say": "tạm trú", "facts": {"stay": "rented"}},
    ],
}


def test_an_event_asks_like_a_procedure() -> None:
    event = Event.model_validate(MOVE)
    case = Case(event.procedure, {"place": "rent"})
    assert [bool(case.holds(need.when)) for need in event.needs] == [False, True]
    assert event.needs[1].facts == {"stay": "rented"}
    assert event.needs[0].facts == {}


@pytest.mark.parametrize("change", [{"id": "Không"}, {"says": []}, {"needs": MOVE["needs"][:1]}, {"more": 1}])
def test_what_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Event.model_validate({**MOVE, **change})
