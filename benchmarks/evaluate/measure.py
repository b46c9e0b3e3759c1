"""Running cases through a search, and what comes of it with bootstrap intervals."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.evaluate.cases import OUT, Case
from knowledge.search.pipeline import Pipeline
from knowledge.search.types import Decision

RESAMPLES = 2_000
SHOWN = 4


@dataclass(frozen=True)
class Outcome:
    """What the search did with a case.

    `rank` is that of the first accepted code (0-based; None: not among the candidates), `first` the probability of the
    first, `scope` that of the question being ours.
    """

    case: Case
    decision: Decision
    rank: int | None
    shown: tuple[str, ...]
    first: float
    scope: float
    milliseconds: float

    @property
    def right(self) -> bool:
        """Whether a person would have been helped, or honestly declined."""
        if self.decision not in (self.case.expect, self.case.also):
            return False
        if self.decision is Decision.ANSWER:
            return self.rank == 0
        return self.decision is Decision.OUT_OF_SCOPE or self.held

    @property
    def held(self) -> bool:
        """Whether a procedure that serves is among the buttons."""
        return bool(self.case.accept & set(self.shown))


@dataclass(frozen=True)
class Share:
    """A share with its 95 % bootstrap interval, over `n` cases."""

    value: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f}–{self.high:.3f})" if self.n else "–"


def run(pipeline: Pipeline, cases: Iterable[Case]) -> list[Outcome]:
    """Every case once, as a person would be served."""
    outcomes = []
    for case in cases:
        started = time.perf_counter()
        result = pipeline.search(case.question, SHOWN)
        spent = (time.perf_counter() - started) * 1000
        evidence = pipeline.follow(case.question)
        codes, probabilities = pipeline.codes(evidence), evidence.ranking.probabilities
        if result.decision is Decision.ANSWER and codes and result.candidates[0].code != codes[0]:
            codes = (result.candidates[0].code, *codes)  # a code or need that is named goes before the ranking
        rank = next((i for i, code in enumerate(codes) if code in case.accept), None)
        first = float(probabilities[0]) if len(probabilities) else 0.0
        shown = tuple(candidate.code for candidate in result.candidates)
        scope = pipeline.in_scope(evidence)
        outcomes.append(Outcome(case, result.decision, rank, shown, first, scope, spent))
    return outcomes


def share(hits: Sequence[bool], seed: int = 1) -> Share:
    """The share of hits; the interval by resampling cases."""
    if not hits:
        return Share(0, 0, 0, 0)
    values = np.array(hits, dtype=np.float64)
    picks = np.random.default_rng(seed).integers(0, len(values), (RESAMPLES, len(values)))
    low, high = np.percentile(values[picks].mean(axis=1), [2.5, 97.5])
    return Share(float(values.mean()), float(low), float(high), len(values))


def recall(outcomes: Iterable[Outcome], depth: int) -> Share:
    """R@depth over the clear cases."""
    return share([outcome.rank is not None and outcome.rank < depth for outcome in outcomes if outcome.case.clear])


def right(outcomes: Iterable[Outcome]) -> Share:
    return share([outcome.right for outcome in outcomes])


def held_when_asked_back(outcomes: Iterable[Outcome]) -> Share:
    """Of the questions that are ours and were asked back: how often a procedure that serves was among the buttons."""
    return share(
        [outcome.held for outcome in outcomes if outcome.case.accept and outcome.decision is Decision.ASK_BACK]
    )


def declined(outcomes: Iterable[Outcome]) -> Share:
    """The share of the questions that are ours and were declined."""
    return share([outcome.decision is Decision.OUT_OF_SCOPE for outcome in outcomes if outcome.case.accept])


def area_under_curve(outcomes: Sequence[Outcome], outside: Callable[[str], bool], seed: int = 1) -> Share:
    """How well P(ours) tells our questions from those of the strata that `outside` picks: AUROC."""
    ours = np.array([outcome.scope for outcome in outcomes if outcome.case.accept])
    others = np.array(
        [outcome.scope for outcome in outcomes if not outcome.case.accept and outside(outcome.case.stratum)]
    )
    if not len(ours) or not len(others):
        return Share(0, 0, 0, 0)
    chance = np.random.default_rng(seed)
    draws = [_area(chance.choice(ours, len(ours)), chance.choice(others, len(others))) for _ in range(300)]
    low, high = np.percentile(draws, [2.5, 97.5])
    return Share(_area(ours, others), float(low), float(high), len(others))


def near(stratum: str) -> bool:
    """Whether an out-of-scope stratum lies near the desk's matters."""
    return stratum in (f"{OUT}near", f"{OUT}abroad", f"{OUT}legal")


def far(stratum: str) -> bool:
    return stratum.startswith(OUT) and not near(stratum)


def _area(ours: NDArray[np.float64], others: NDArray[np.float64]) -> float:
    order = np.sort(others)
    below = np.searchsorted(order, ours, "left")
    level = np.searchsorted(order, ours, "right") - below
    return float((below + level / 2).mean() / len(others))
