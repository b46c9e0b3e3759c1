"""Step Restore: diacritics for a question that has (almost) none, and slips mended in one that has them.

Toneless text must never reach the dense model.
"""

from __future__ import annotations

from dataclasses import replace

from knowledge.search.step import Parts, QueryStep
from knowledge.search.types import Query
from knowledge.text.fold import is_mostly_marked
from knowledge.text.restore import Restorer
from knowledge.text.word_list import is_word


class Restore(QueryStep):
    """Restores when fewer than three syllables in ten carry a mark, else repairs."""

    name = "restore"

    def __init__(self, restorer: Restorer) -> None:
        self._restorer = restorer

    @classmethod
    def make(cls, parts: Parts) -> Restore:
        return cls(parts.restorer)

    def read(self, query: Query) -> Query:
        if not query.text.split():
            return query
        if is_mostly_marked(query.text):
            return replace(query, text=self._restorer.repair(query.text, is_word))
        return replace(query, text=self._restorer.restore(query.text), marked=False)
