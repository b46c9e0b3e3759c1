"""The bot's sentences, kept in wording.yml, and the words that name a topic, in topic_words.yml."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.settings import get_settings
from knowledge.text.fold import fold
from knowledge.text.normalise import normalise

_HERE = Path(__file__).parent
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
"""A blank that ends with a full stop before the sentence's own."""

ASKED = ("ask_fee", "ask_time", "ask_place", "ask_online", "ask_legal_basis", "wrong_procedure")
"""What `topic_of` tells apart; the rest of topic_words.yml are signs for `mentions`."""


@lru_cache(maxsize=1)
def texts() -> dict[str, Any]:
    """All sentences by name."""
    loaded: dict[str, Any] = yaml.safe_load((_HERE / "wording.yml").read_text(encoding="utf-8"))
    return loaded


def say(name: str, /, **values: object) -> str:
    """The sentence `name` with its blanks filled in; `{hotline}` is always known."""
    text = str(texts()[name]).format(hotline=get_settings().hotline, **values).strip()
    return _TWO_STOPS.sub(".", text)


@lru_cache(maxsize=1)
def _topics() -> dict[str, re.Pattern[str]]:
    loaded = yaml.safe_load((_HERE / "topic_words.yml").read_text(encoding="utf-8"))
    return {
        topic: re.compile(r"(?<!\w)(?:" + "|".join(re.escape(fold(phrase)) for phrase in phrases) + r")(?!\w)")
        for topic, phrases in loaded.items()
    }


def mentions(text: str, topic: str) -> bool:
    """Whether the text holds one of the words of a topic of topic_words.yml."""
    return bool(_topics()[topic].search(fold(normalise(text))))


def topic_of(text: str) -> str | None:
    """The one thing a message asks about (an intent's name such as "ask_fee"), or None."""
    plain = fold(normalise(text))
    found = (topic for topic, pattern in _topics().items() if topic in ASKED and pattern.search(plain))
    return next(found, None)


def supposes(text: str) -> bool:
    """Whether a message only supposes something ("nếu …"), so that it tells nothing about the person's case."""
    return mentions(text, "supposed")
