"""What a button sends back: an intent with values, in Rasa's own written form."""

from __future__ import annotations

import json

from knowledge.messages import Button

MOST = 100
"""Characters of a button's title."""


def payload(intent: str, **values: str) -> str:
    """For example /choose{"procedure": "1.001193"}."""
    return f"/{intent}{json.dumps(values, ensure_ascii=False)}" if values else f"/{intent}"


def read_payload(written: str) -> tuple[str, dict[str, str]]:
    """The intent and the values of a payload written by `payload`."""
    intent, brace, values = written.removeprefix("/").partition("{")
    return intent, json.loads(brace + values) if brace else {}


def button(title: str, intent: str, **values: str) -> Button:
    """A button that sends back an intent with values."""
    return labelled(title, payload(intent, **values))


def labelled(title: str, sent_back: str) -> Button:
    """A button with its payload; a title too long for a channel is cut at a word."""
    if len(title) > MOST:
        title = title[: MOST - 1].rsplit(" ", 1)[0] + "…"
    return Button(title=title, payload=sent_back)
