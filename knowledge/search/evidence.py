"""What is found out about one question, step by step: each step takes an Evidence and gives back a fuller one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowledge.search.types import Query, SearchResult

Floats = NDArray[np.float32]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Scores:
    """What one retriever says of every procedure, by the procedures' places; each array has the shape (procedures,).

    Args:
        best: the higher, the better. It is all a retriever must bring: its best procedures become candidates, and it
            takes part in the fusion.
        parts: what else the retriever tells apart, by name; the ranking weighs it.
        leading: the names of parts whose best procedures become candidates, too.
        together: what takes part in the fusion instead of `best`; None: `best`.
    """

    best: Floats
    parts: Mapping[str, Floats] = field(default_factory=dict)
    leading: tuple[str, ...] = ()
    together: Floats | None = None

    def get(self, part: str = "") -> Floats | None:
        """One part by its name, `best` without a name; None when the retriever does not bring it."""
        return self.parts.get(part) if part else self.best

    def lists(self) -> tuple[Floats, ...]:
        """The scores whose best procedures become candidates."""
        return (self.best, *(self.parts[name] for name in self.leading))


@dataclass(frozen=True)
class Ranking:
    """The candidates of one question, the likeliest first, with P(this candidate is meant | it is among them).

    `features` (candidates, features) are in the order of `places`; `names` and `weights` are those of the features.
    All are empty where the candidates are ranked without features.
    """

    places: Places = field(default_factory=lambda: np.zeros(0, np.int64))
    probabilities: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    features: Floats = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    names: tuple[str, ...] = ()
    weights: Floats = field(default_factory=lambda: np.zeros(0, np.float32))

    def of(self, place: int) -> float:
        """The probability of one place; 0 when it is no candidate."""
        return float(self.probabilities[self.places == place].sum())

    def why(self, row: int) -> dict[str, float]:
        """What each feature adds to a candidate's score against the average candidate's, the weightiest first."""
        if not self.names:
            return {}
        parts = (self.features[row] - self.features.mean(axis=0)) * self.weights
        order = np.argsort(-np.abs(parts), kind="stable")
        return {self.names[i]: float(parts[i]) for i in order if abs(parts[i]) > 1e-3}


@dataclass(frozen=True)
class Evidence:
    """What the steps so far found out about one question.

    Args:
        query: the question as it is understood.
        fused: the retrievers together, (procedures,); all 0 until Fuse has run.
        limit: how many candidates are wanted at most.
        words: the content words.
        retrieved: what each retriever found, by its name; a retriever that is switched off is missing.
        exact: whether the question has just the words of one procedure's name or alias (see Overlap).
        meaning: the vector of the question and its focus, (dimensions,); empty where it was not embedded.
        ranking: the candidates in order.
        result: the outcome; the step that sets it ends the run.
    """

    query: Query
    fused: Floats
    limit: int = 0
    words: tuple[str, ...] = ()
    retrieved: Mapping[str, Scores] = field(default_factory=dict)
    exact: bool = False
    meaning: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    ranking: Ranking = field(default_factory=Ranking)
    result: SearchResult | None = None

    def scores(self, retriever: str, part: str = "") -> Floats | None:
        """What a retriever found (`best`, or one part of it); None when it did not run or does not bring the part."""
        found = self.retrieved.get(retriever)
        return found.get(part) if found else None
