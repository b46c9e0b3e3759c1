"""Words of a text, and patterns that match whole words only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from knowledge.text.fold import fold

WORD = re.compile(r"[^\W_]+")
"""A run of letters and digits."""
LETTERS = re.compile(r"[^\W\d_]+")
"""A run of letters."""


def syllables(text: str) -> tuple[str, ...]:
    """The written words of `text`, folded."""
    return tuple(WORD.findall(fold(text)))


def whole_words(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of these phrases as whole words, the longest first; without phrases it finds nothing."""
    return _whole_words(tuple(phrases))


@lru_cache(maxsize=4_096)  # `re` itself keeps 512, and a conversation asks for thousands
def _whole_words(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    joined = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)") if joined else re.compile(r"(?!)")


def typed_words(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern as of `whole_words`, for typed text: each word of a phrase may lack its marks, but may have no others.

    "gặp" is found in "gap can bo" and not in "cần gấp".
    """
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    joined = "|".join(r"\s+".join(map(_with_or_without_marks, phrase.split())) for phrase in longest_first)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)") if joined else re.compile(r"(?!)")


def _with_or_without_marks(word: str) -> str:
    return "(?:" + "|".join(map(re.escape, dict.fromkeys((word, fold(word))))) + ")"
