"""What a step of the search is.

A new step is a class in a file of its own in `steps/`; besides, it needs a line in the list `STEPS` (pipeline.py), its
switch in search.yml, and its test.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import ClassVar

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.search.config import SearchConfig
from knowledge.search.evidence import Evidence, Scores
from knowledge.search.index.build import StoredIndex
from knowledge.search.index.texts import IndexedText
from knowledge.search.learned import Learned
from knowledge.search.terms import Terms
from knowledge.search.types import Candidate, Query
from knowledge.settings import Settings
from knowledge.text.restore import Restorer

Act = Callable[[Evidence], Evidence]


class Stage(Enum):
    """What a step works at. The order of the steps is that of the list; a part of a run takes the steps of a stage."""

    UNDERSTAND = auto()
    """The question as it was typed → the query."""
    FIND = auto()
    """The query → ranked candidates."""
    SETTLE = auto()
    """May set the result."""


class Searched:
    """The searched procedures by their places: the positions that all scores share."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.codes = catalogue.searched()
        self._names = [catalogue.name(code) for code in self.codes]
        self._places = {code: place for place, code in enumerate(self.codes)}

    def __len__(self) -> int:
        return len(self.codes)

    def place(self, code: str) -> int | None:
        """Where a procedure stands; None when it is not searched."""
        return self._places.get(code)

    def candidate(self, place: int, score: float) -> Candidate:
        """The procedure at a place as a candidate."""
        return Candidate(self.codes[place], self._names[place], score)


@dataclass(frozen=True)
class Parts:
    """What steps are made of.

    `find` runs the steps of stage FIND on another query. Without `index` (and the `settings` it was read with) there
    are no vectors.
    """

    catalogue: Catalogue
    searched: Searched
    texts: Sequence[IndexedText]
    terms: Terms
    config: SearchConfig
    learned: Learned
    restorer: Restorer
    find: Callable[[Query], Evidence]
    index: StoredIndex | None = None
    settings: Settings | None = None


class Step(ABC):
    """One step. It is thread-safe: nothing in it changes after it is made."""

    name: ClassVar[str]
    """Its switch in search.yml, and in the times that a run keeps."""
    stage: ClassVar[Stage]
    switches: ClassVar[tuple[str, ...]] = ()
    """Further switches in search.yml, for a part of what it does."""

    @classmethod
    def make(cls, parts: Parts) -> Step | None:
        """The step, ready to run; None when there is nothing it could do (there are no vectors, for example)."""
        return cls()

    @classmethod
    def instead(cls, parts: Parts) -> Act | None:
        """What stands in for the step when it is switched off; None: nothing."""
        return None

    @abstractmethod
    def __call__(self, evidence: Evidence) -> Evidence:
        """The evidence with what this step adds."""


class QueryStep(Step):
    """A step that makes another query of the query."""

    stage = Stage.UNDERSTAND

    def __call__(self, evidence: Evidence) -> Evidence:
        return replace(evidence, query=self.read(evidence.query))

    @abstractmethod
    def read(self, query: Query) -> Query:
        """The query as this step understands it."""


class Retriever(Step):
    """A step that scores every procedure; Fuse and Rank take its scores by its name."""

    stage = Stage.FIND

    def __call__(self, evidence: Evidence) -> Evidence:
        scores = self.scores(evidence)
        if scores is None:
            return evidence
        return replace(evidence, retrieved={**evidence.retrieved, self.name: scores})

    @abstractmethod
    def scores(self, evidence: Evidence) -> Scores | None:
        """What it finds; None when it does not look."""
