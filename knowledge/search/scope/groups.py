"""Step Groups: a message in another language, and one too broad to search, as authored in scope.yml."""

from __future__ import annotations

from dataclasses import replace

from knowledge.search.evidence import Evidence
from knowledge.search.scope.words import BROAD, Scope, ScopeFile, load_scope
from knowledge.search.step import Parts, Searched, Stage, Step
from knowledge.search.steps.needs import load_needs
from knowledge.search.terms import Terms
from knowledge.search.types import Decision, SearchResult
from knowledge.text.fold import fold
from knowledge.text.normalise import normalise


class Groups(Step):
    """Declines what is not Vietnamese; asks back about a group, or which of the groups is meant."""

    name = "groups"
    stage = Stage.SETTLE

    def __init__(self, file: ScopeFile, fillers: tuple[str, ...], terms: Terms, searched: Searched) -> None:
        self._scope = Scope(file)
        self._terms = terms
        self._fillers = frozenset(fold(word) for word in fillers)
        self._searched = searched
        self._groups = file.groups
        self._says = {
            key: name
            for name, group in file.groups.items()
            for said in group.says
            if (key := self._key(normalise(said)))
        }

    @classmethod
    def make(cls, parts: Parts) -> Groups:
        return cls(load_scope(), load_needs().fillers, parts.terms, parts.searched)

    def __call__(self, evidence: Evidence) -> Evidence:
        question = evidence.query.question
        if topic := self._scope.language(question):
            return replace(evidence, result=SearchResult(question, Decision.OUT_OF_SCOPE, (), topic=topic))
        if self._scope.is_broad(normalise(question)):
            return replace(evidence, result=SearchResult(question, Decision.ASK_BACK, (), topic=BROAD))
        name = self._says.get(self._key(evidence.query.text))
        if name is None:
            return evidence
        places = [self._searched.place(way.code) for way in self._groups[name].ways]
        found = tuple(self._searched.candidate(place, 0.0) for place in places if place is not None)
        if not found:
            return evidence
        return replace(evidence, result=SearchResult(question, Decision.ASK_BACK, found, topic=f"{BROAD}.{name}"))

    def _key(self, text: str) -> tuple[str, ...]:
        return tuple(word for word in self._terms(text) if word not in self._fillers)
