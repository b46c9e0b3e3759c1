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
        {"text": "a", "custom": {"type": "poem"}},
        {"text": "a", "custom": {"type": "procedure_choices", "choices": []}},
    ],
)
def test_what_breaks_the_contract_is_refused(value: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        parse_message(value)
