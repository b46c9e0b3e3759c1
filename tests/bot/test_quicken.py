"""The check of the action server's answers."""

from __future__ import annotations

from typing import Any

import pytest

from bot.quicken import BadActionAnswer, check_answer


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
