"""Step Normalise: one written form, cut to a sensible length."""

from __future__ import annotations

from knowledge.search.types import Query
from knowledge.text.fold import is_toneless
from knowledge.text.keys import untype
from knowledge.text.normalise import normalise
from knowledge.text.privacy import without_markers
from knowledge.text.restore import Restorer
from knowledge.text.words import WORD, syllables

BEGINNING = 4
"""One part in so many of what is kept of a long question is its beginning."""


class Normalise:
    """question → Query. Of a question beyond the limits a little of the beginning and the end are kept: the need."""

    def __init__(self, max_characters: int, max_syllables: int, restorer: Restorer) -> None:
        self._max_characters = max_characters
        self._max_syllables = max_syllables
        self._known = restorer.knows

    def __call__(self, question: str) -> Query:
        kept = _shorten(without_markers(question), self._max_characters)
        text = untype(normalise(kept), self._known)
        words = list(WORD.finditer(text))
        if len(words) > self._max_syllables:
            first = self._max_syllables // BEGINNING
            text = f"{text[: words[first - 1].end()]} {text[words[first - self._max_syllables].start() :]}"
        return Query(question=question, text=text, folded=syllables(text), marked=not is_toneless(text))


def _shorten(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    first = most // BEGINNING
    head, tail = text[:first], text[first - most :]
    return f"{head.rpartition(' ')[0] or head} {tail.partition(' ')[2] or tail}"
