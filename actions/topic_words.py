"""The words by which a message names what it is about, kept in topic_words.yml."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from knowledge.text.fold import is_mostly_marked
from knowledge.text.normalise import normalise
from knowledge.text.privacy import without_markers
from knowledge.text.words import typed_words, whole_words
from knowledge.wording import read_wording

ASKED = ("ask_fee", "ask_time", "ask_place", "ask_online", "ask_legal_basis", "wrong_procedure")
"""What `topic_of` tells apart; the other lists of topic_words.yml are signs for `mentions` and `begins_with`."""


def mentions(typed: str, topic: str) -> bool:
    """Whether the message holds one of the words of a topic."""
    return _find(typed, topic) is not None


def begins_with(typed: str, topic: str) -> bool:
    """Whether the message begins with one of the words of a topic."""
    match = _find(typed, topic)
    return match is not None and match.start() == 0


def after(typed: str, topic: str) -> str:
    """What follows the first of the words of a topic; empty when none stands there."""
    match = _find(typed, topic)
    return match.string[match.end() :].strip() if match else ""


def topic_of(typed: str) -> str | None:
    """The one thing a message asks about (an intent's name such as "ask_fee"), or None."""
    return next(iter(topics_of(typed)), None)


def topics_of(typed: str) -> list[str]:
    """All that a message asks about by its words, in the order of ASKED."""
    return [topic for topic in ASKED if mentions(typed, topic)]


def supposes(typed: str) -> bool:
    """Whether a message only supposes something ("nếu …"), so that it says nothing about the person's case."""
    return mentions(typed, "supposed")


def _find(typed: str, topic: str) -> re.Match[str] | None:
    plain, marked = _plain(typed)
    return _patterns(marked)[topic].search(plain)


@lru_cache(maxsize=256)  # a message is asked about every topic
def _plain(typed: str) -> tuple[str, bool]:
    """The message in its one written form, and whether it is accented."""
    plain = normalise(without_markers(typed)).strip()
    return plain, is_mostly_marked(plain)


@lru_cache(maxsize=2)
def _patterns(marked: bool) -> dict[str, re.Pattern[str]]:
    """For a text with marks the phrases as they are; for one without, each of their words may lack its marks."""
    words = read_wording(Path(__file__).with_name("topic_words.yml"))
    make = whole_words if marked else typed_words
    return {topic: make(map(normalise, words.list(topic))) for topic in words.lists()}
