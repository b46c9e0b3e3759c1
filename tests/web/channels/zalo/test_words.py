"""The channel's sentences."""

from __future__ import annotations

from typing import get_args

from web.channels.zalo.incoming.events import Kind
from web.channels.zalo.words import load_words


def test_there_is_an_answer_to_every_kind_of_message() -> None:
    words = load_words("1800")
    assert set(words.group("shown")) == set(get_args(Kind))
    assert all(words.say(f"shown.{kind}") for kind in get_args(Kind))
    assert "1800" in words.say("shown.audio")
