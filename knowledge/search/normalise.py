"""Step Normalise: one written form, cut to a sensible length."""

from __future__ import annotations

import re

from knowledge.search.types import Query
from knowledge.text.fold import fold, is_toneless
from knowledge.text.normalise import normalise

WORD = re.compile(r"[^\W_]+")


def syllables(text: str) -> tuple[str, ...]:
    """The written words of `text`, folded."""
    return tuple(WORD.findall(fold(text)))


class Normalise:
    """question → Query. A question beyond the limits keeps its beginning."""

    def __init__(self, max_characters: int, max_syllables: int) -> None:
        self._max_characters = max_characters
        self._max_syllables = max_syllables

    def __call__(self, question: str) -> Query:
        text = normalise(question[: self._max_characters])
        words = list(WORD.finditer(text))
        if len(words) > self._max_syllables:
            text = text[: words[self._max_syllables - 1].end()]
        return Query(question=question, text=text, folded=syllables(text), marked=not is_toneless(text))
