"""The bot's sentences, kept in wording.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from knowledge.settings import get_settings
from knowledge.wording import Wording, read_wording


@lru_cache(maxsize=1)
def sentences() -> Wording:
    """All sentences, read once; `{hotline}` is always known."""
    return read_wording(Path(__file__).with_name("wording.yml"), {"hotline": lambda: get_settings().hotline})


def say(key: str, /, **values: object) -> str:
    """The sentence `key` with its blanks filled in (see `knowledge.wording.Wording.say`)."""
    return sentences().say(key, **values)


def say_more(key: str = "say_more") -> str:
    """Asks to say the need, with examples."""
    return f"{say(key)} {say('say_example')}"
