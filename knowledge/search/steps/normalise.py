"""Step Normalise: a question in one written form, cut to a sensible length."""

from __future__ import annotations

from dataclasses import replace

from knowledge.search.config import NormaliseConfig
from knowledge.search.evidence import Evidence
from knowledge.search.step import Act, Parts, QueryStep
from knowledge.search.types import Query
from knowledge.text.fold import is_toneless
from knowledge.text.keys import untype
from knowledge.text.normalise import normalise
from knowledge.text.privacy import without_markers
from knowledge.text.restore import Restorer
from knowledge.text.words import WORD

BEGINNING = 4
"""The beginning is a quarter of what is kept of a long question."""


class Normalise(QueryStep):
    """Of a question beyond the limits the end is kept, and a little of the beginning: there people say the need."""

    name = "normalise"

    def __init__(self, config: NormaliseConfig, restorer: Restorer) -> None:
        self._config = config
        self._knows = restorer.knows

    @classmethod
    def make(cls, parts: Parts) -> Normalise:
        return cls(parts.config.normalise, parts.restorer)

    @classmethod
    def instead(cls, parts: Parts) -> Act:
        """The question as it was typed."""
        return _as_typed

    def read(self, query: Query) -> Query:
        """The question in one written form; what earlier steps made of it does not count."""
        kept = _shorten(without_markers(query.question), self._config.max_characters)
        text = untype(normalise(kept), self._knows)
        words, most = list(WORD.finditer(text)), self._config.max_syllables
        if len(words) > most:
            first = most // BEGINNING
            text = f"{text[: words[first - 1].end()]} {text[words[first - most].start() :]}"
        return replace(query, text=text, marked=not is_toneless(text))


def _as_typed(evidence: Evidence) -> Evidence:
    return replace(evidence, query=replace(evidence.query, marked=not is_toneless(evidence.query.text)))


def _shorten(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    first = most // BEGINNING
    head, tail = text[:first], text[first - most :]
    return f"{head.rpartition(' ')[0] or head} {tail.partition(' ')[2] or tail}"
