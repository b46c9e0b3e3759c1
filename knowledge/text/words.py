"""Words of a text, and patterns that match whole words only."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    joined = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)") if joined else re.compile(r"(?!)")
