"""The check of the action server's answers."""

from __future__ import annotations

from typing import Any

import pytest
import rasa.shared.utils.common
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event

from bot.quicken import BadActionAnswer, check_answer, quicken


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"events": [], "responses": []},
        {"events": [{"event": "slot", "name": "a", "value": 1}], "responses": [{"custom": {}}]},
    ],
)
def test_well_formed(answer: dict[str, Any]) -> None:
    assert check_answer(answer)


@pytest.mark.parametrize(
    "answer",
    [None, [], "x", {"events": {}}, {"responses": ["lời riêng"]}, {"events": [{"name": "a"}]}, {"events": [3]}],
)
def test_malformed_is_refused_without_its_content(answer: Any) -> None:
    with pytest.raises(BadActionAnswer) as caught:
        check_answer(answer)
    assert "lời riêng" not in str(caught.value)


def test_the_classes_of_events_are_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[type] = []

    def look_up(parent: type) -> list[type]:
        looked_up.append(parent)
        return []

    monkeypatch.setattr(rasa.shared.utils.common, "all_subclasses", look_up)
    monkeypatch.setattr(RemoteAction, "_validate_action_result", None)
    quicken()
    for _ in range(3):
        rasa.shared.utils.common.all_subclasses(Event)
    assert looked_up == [Event]
    with pytest.raises(BadActionAnswer):
        RemoteAction._validate_action_result(None, [])
