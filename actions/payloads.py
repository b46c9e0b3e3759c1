"""What a button sends back: an intent with values, in Rasa's own written form."""

from __future__ import annotations

import json

from knowledge.messages import Button


def payload(intent: str, **values: str) -> str:
    """For example /choose{"procedure": "1.001193"}."""
    return f"/{intent}{json.dumps(values, ensure_ascii=False)}" if values else f"/{intent}"


def read_payload(written: str) -> tuple[str, dict[str, str]]:
    """The intent and the values of a payload written by `payload`."""
    intent, brace, values = written.removeprefix("/").partition("{")
    return intent, json.loads(brace + values) if brace else {}


def button(title: str, intent: str, **values: str) -> Button:
    """A button; a title too long for a channel is cut at a word."""
    if len(title) > 100:
        title = title[:99].rsplit(" ", 1)[0] + "…"
    return Button(title=title, payload=payload(intent, **values))
