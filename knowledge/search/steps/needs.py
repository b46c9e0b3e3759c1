"""Step Needs: needs that people name too briefly, and needs that are never ours, as authored in needs.yml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from knowledge.files import read_own_yaml
from knowledge.search.evidence import Evidence
from knowledge.search.step import Parts, Searched, Stage, Step
from knowledge.search.terms import Terms
from knowledge.search.types import Decision, SearchResult
from knowledge.text.fold import fold
from knowledge.text.normalise import normalise

FILE = Path(__file__).with_name("needs.yml")


class Need(BaseModel):
    """What people say, and the procedures it may mean; no codes: out of scope."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    says: tuple[str, ...]
    codes: tuple[str, ...] = ()


class NeedsFile(BaseModel):
    """The whole of needs.yml. Fillers are words that do not make a need clearer."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    fillers: tuple[str, ...]
    vague: tuple[Need, ...]
    never: tuple[Need, ...]


class Needs(Step):
    """Recognises a need when the question's content words are those of one of its phrases, in order, fillers apart."""

    name = "needs"
    stage = Stage.SETTLE

    def __init__(self, needs: NeedsFile, terms: Terms, searched: Searched) -> None:
        self._searched = searched
        self._terms = terms
        self._fillers = frozenset(fold(word) for word in needs.fillers)
        self._places: dict[tuple[str, ...], tuple[int, ...]] = {}
        for need in needs.never:
            self._add(need, ())
        for need in needs.vague:
            places = tuple(place for code in need.codes if (place := searched.place(code)) is not None)
            if len(places) > 1:  # with one procedure left there is nothing to ask
                self._add(need, places)

    @classmethod
    def make(cls, parts: Parts) -> Needs:
        return cls(load_needs(), parts.terms, parts.searched)

    def __call__(self, evidence: Evidence) -> Evidence:
        places = self.places(evidence.words)
        if places is None:
            return evidence
        question, words = evidence.query.question, evidence.words
        if not places:
            return replace(evidence, result=SearchResult(question, Decision.OUT_OF_SCOPE, (), words, elsewhere=True))
        shown = [self._searched.candidate(place, evidence.ranking.of(place)) for place in places[: evidence.limit]]
        return replace(evidence, result=SearchResult(question, Decision.ASK_BACK, tuple(shown), words))

    def places(self, words: Sequence[str]) -> tuple[int, ...] | None:
        """What the need that these content words name may mean: places, none when never ours; None: no such need."""
        return self._places.get(self._key(words))

    def _add(self, need: Need, places: tuple[int, ...]) -> None:
        for phrase in need.says:
            key = self._key(self._terms(normalise(phrase)))
            if key:
                self._places[key] = places

    def _key(self, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(word for word in words if word not in self._fillers)


def load_needs(path: Path = FILE) -> NeedsFile:
    """Read and check needs.yml."""
    return NeedsFile.model_validate(read_own_yaml(path))
