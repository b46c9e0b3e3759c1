"""Step Topic: what a message is about by its words, when that is probably not ours (scope.yml), and which provinces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from knowledge.search.scope.words import Scope, load_scope
from knowledge.search.step import Parts, QueryStep
from knowledge.search.types import Query
from knowledge.text.normalise import normalise


class Topic(QueryStep):
    """Notes the topic; it is one of the things that the judge of the scope weighs, and says where to turn."""

    name = "topic"

    def __init__(self, scope: Scope, provinces: Callable[[str], tuple[str, ...]]) -> None:
        """`provinces`: the keys of those that a message names."""
        self._scope = scope
        self._provinces = provinces

    @classmethod
    def make(cls, parts: Parts) -> Topic:
        return cls(Scope(load_scope()), parts.catalogue.named_provinces)

    def read(self, query: Query) -> Query:
        provinces = self._provinces(query.question)
        return replace(query, topic=self._scope.elsewhere(normalise(query.question)), provinces=provinces)
