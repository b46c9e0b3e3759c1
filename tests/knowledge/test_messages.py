"""The message contract: its published schema is the one in the code, and bad messages are refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from knowledge.messages import contract_schema, parse_message

PUBLISHED = Path(__file__).parents[2] / "docs" / "message.schema.json"


def test_the_published_schema_is_current() -> None:
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == contract_schema()


@pytest.mark.parametrize(
    "value",
    [
        {"text": ""},
        {"text": "a", "colour": "red"},
        {"text": "a", "buttons": [{"title": "x" * 101, "payload": "/a"}]},
        {"text": "a", "numbered": 1},
        {"text": "a", "numbered": 2, "buttons": [{"title": "x", "payload": "/a"}]},
        {"text": "a", "buttons": [{"title": "x", "payload": ""}]},
        {"text": "a", "custom": {"type": "poem"}},
        {"text": "a", "custom": {"type": "procedure_choices", "choices": []}},
    ],
)
def test_what_breaks_the_contract_is_refused(value: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        parse_message(value)


@pytest.mark.parametrize(
    "value",
    [
        {"text": "a", "numbered": 1, "buttons": [{"title": "x", "payload": "/a"}, {"title": "y", "payload": "/b"}]},
        {"text": "a", "custom": {"type": "notice", "topic": "fee"}},
        {
            "text": "a",
            "custom": {"type": "procedure_choices", "choices": [{"code": "1", "name": "x", "payload": "/a"}]},
        },
    ],
)
def test_what_fits_the_contract_comes_back_whole(value: dict[str, Any]) -> None:
    message = parse_message(value)
    assert parse_message(message.model_dump(mode="json")) == message
