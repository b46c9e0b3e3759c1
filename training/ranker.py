"""Fit the ranker and the judges: `python -m training.ranker [--dev FILE] [--out FILE]`.

The ranker is a conditional logit over the candidates of each train question, the judges are logistic regressions over
its outcome. Thresholds are chosen on the dev questions, which share neither procedure nor author with the train
questions, and on the train questions as regressions that have not met them see them: the words in scope.yml were
written with dev at hand, so that dev alone takes the scope for easier than it is. The mass of the conformal set is
from dev. Needs the national catalogue imported and indexed in DIMOTLAN_VAR.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Protocol

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from knowledge.library.assemble import load_catalogue
from knowledge.search.evidence import Evidence
from knowledge.search.judges import features, probability
from knowledge.search.learned import LEARNED, Logistic, RankConfig
from knowledge.search.pipeline import Pipeline
from knowledge.search.steps.decide import FEWEST, MOST
from knowledge.search.steps.rank import Rank, candidates
from knowledge.search.types import Decision
from knowledge.settings import ROOT, get_settings
from training.outside import cross_fitted, fit_outside
from training.questions import Labelled, read_labelled, train_files

STRENGTH = 0.7
"""Of the pull of the weights towards nothing (L2)."""
DECLINED = 0.01
"""At most this share of the questions that are ours may be declined."""
HELD = 0.95
"""How often asking back is to hold the procedure meant."""
Floats = NDArray[np.float64]


class Heads(Protocol):
    """The catalogue: the codes that are searched, and the one that stands for a code."""

    def searched(self) -> list[str]: ...

    def head(self, code: str) -> str: ...

    def current(self, code: str) -> str: ...


@dataclass(frozen=True)
class Seen:
    """One question with what the retrievers found, its candidates' features, and which candidates are meant."""

    labelled: Labelled
    evidence: Evidence
    places: NDArray[np.int64]
    features: Floats
    meant: Floats

    def ranked(self, rank: Rank) -> Evidence:
        """The evidence with the candidates in the order of this ranker."""
        return replace(self.evidence, ranking=rank.order(self.places, self.features.astype(np.float32)))

    @property
    def judged(self) -> bool:
        """Whether the judges are asked: there are candidates and content words."""
        return bool(self.places.size and self.evidence.words)

    @property
    def ours(self) -> bool:
        """Whether the question is one for the one-stop desk."""
        return bool(self.labelled.accept)


Row = tuple[Seen, Mapping[str, float]]
"""A question and the features that the judges see of it."""


def look(pipeline: Pipeline, rank: Rank, catalogue: Heads, questions: Iterable[Labelled]) -> list[Seen]:
    """Run the retrievers over the questions."""
    seen = []
    place = {code: i for i, code in enumerate(catalogue.searched())}
    for labelled in questions:
        evidence = pipeline.follow(labelled.question)
        places = candidates(evidence)
        heads = {catalogue.head(catalogue.current(code)) for code in labelled.accept}
        accepted = [place[head] for head in sorted(heads) if head in place]
        meant = np.isin(places, accepted).astype(np.float64)
        seen.append(Seen(labelled, evidence, places, rank.features(evidence, places).astype(np.float64), meant))
    return seen


def fit_ranker(seen: Sequence[Seen], strength: float = STRENGTH) -> Floats:
    """The weights that make the meant candidates likeliest: any of them when clear, all alike when asking back."""
    questions = [question for question in seen if question.meant.any()]
    start = np.zeros(questions[0].features.shape[1])

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = strength * float(weights @ weights) / 2, strength * weights
        for question in questions:
            scores = question.features @ weights
            odds = np.exp(scores - scores.max())
            share, meant = odds / odds.sum(), question.meant
            if question.labelled.expect is Decision.ANSWER:
                target = share * meant / max(float(share @ meant), 1e-12)
                total -= float(np.log(max(float(share @ meant), 1e-12)))
            else:
                target = meant / meant.sum()
                total -= float(target @ np.log(np.maximum(share, 1e-12)))
            slope = slope + question.features.T @ (share - target)
        return total, slope

    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x)


def fit_judge(
    rows: Sequence[Mapping[str, float]], labels: Sequence[bool], names: Sequence[str], balanced: bool
) -> Logistic:
    """A logistic regression over named features; when balanced, both classes weigh alike."""
    matrix = np.array([[row[name] for name in names] for row in rows])
    model = LogisticRegression(C=3.0, class_weight="balanced" if balanced else None, max_iter=5000).fit(
        matrix, np.array(labels)
    )
    weights = {name: round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True)}
    return Logistic(bias=round(float(model.intercept_[0]), 3), weights=weights)


IN_SCOPE = (
    "lexical",
    "coverage",
    "covered",
    "dense",
    "nearest",
    "dice",
    "clause",
    "dense_clause",
    "held",
    "elsewhere",
    "ours",
    "together",
    "short",
    "long",
    "restored",
    "dense_restored",
    "first",
)
CLEAR = ("first", "margin", "short", "dice", "held_first", "long", "ours")
TWO_NEEDS = "two_needs"
"""The stratum of the step TwoNeeds; the judge of clear questions does not learn from it."""


def main() -> None:
    parser = argparse.ArgumentParser(description="fit the ranker and the judges")
    parser.add_argument("--dev", type=Path, default=ROOT / "tests" / "knowledge" / "search" / "dev.jsonl")
    parser.add_argument("--out", type=Path, default=LEARNED)
    arguments = parser.parse_args()
    settings = get_settings()
    catalogue = load_catalogue(settings)
    pipeline = Pipeline.open(catalogue, settings)
    rank = Rank(catalogue, catalogue.searched(), RankConfig(weights={}))
    train = look(pipeline, rank, catalogue, chain.from_iterable(map(read_labelled, train_files())))
    dev = look(pipeline, rank, catalogue, read_labelled(arguments.dev))
    weights = fit_ranker(train)
    named = {name: round(float(weight), 3) for name, weight in zip(rank.names, weights, strict=True)}
    rank = Rank(catalogue, catalogue.searched(), RankConfig(weights=named))
    learned = {"rank": {"weights": named}, "decide": judges(rank, train, dev)}
    head = "# Made by `python -m training.ranker`; do not edit by hand.\n"
    text = head + yaml.safe_dump(learned, sort_keys=False, width=150)
    arguments.out.write_text(text, encoding="utf-8")
    print(report(rank, dev))


def judges(rank: Rank, train: Sequence[Seen], dev: Sequence[Seen]) -> dict[str, object]:
    """Both judges from train; their thresholds; the mass of the set shown from dev."""
    asked = [seen for seen in train if seen.judged]
    embedded = [seen for seen in asked if seen.evidence.meaning.size]
    meanings = np.array([seen.evidence.meaning for seen in embedded])
    told = np.array([seen.ours for seen in embedded])
    outside, apart = fit_outside(meanings, told), iter(cross_fitted(meanings, told))
    rows = [
        (seen, features(seen.ranked(rank), next(apart) if seen.evidence.meaning.size else outside)) for seen in asked
    ]
    in_scope = fit_judge([row for _, row in rows], [seen.ours for seen, _ in rows], IN_SCOPE, balanced=True)
    single = _single_needs(rows)
    answered = [seen.labelled.expect is Decision.ANSWER for seen, _ in single]
    clear = fit_judge([row for _, row in single], answered, CLEAR, balanced=False)
    held = [*rows, *((seen, features(seen.ranked(rank), outside)) for seen in dev if seen.judged)]
    return {
        "outside": outside.model_dump(mode="json"),
        "in_scope": in_scope.model_dump(),
        "clear": clear.model_dump(),
        "scope_threshold": scope_threshold(in_scope, held),
        "clear_threshold": clear_threshold(clear, rank, _single_needs(held)),
        "mass": conformal_mass(rank, [seen for seen in dev if seen.judged and seen.ours]),
    }


def _single_needs(rows: Sequence[Row]) -> list[Row]:
    return [(seen, row) for seen, row in rows if seen.ours and seen.labelled.stratum != TWO_NEEDS]


def scope_threshold(judge: Logistic, held: Sequence[Row]) -> float:
    """The threshold of the best balanced accuracy that declines few enough of the questions that are ours."""
    ours = np.array([probability(judge, row) for seen, row in held if seen.ours])
    others = np.array([probability(judge, row) for seen, row in held if not seen.ours])
    able = [t for t in np.arange(0.02, 0.98, 0.01) if (ours < t).mean() <= DECLINED]
    return round(float(max(able, key=lambda t: ((others < t).mean() + (ours >= t).mean(), -t))), 3)


def clear_threshold(judge: Logistic, rank: Rank, held: Sequence[Row]) -> float:
    """The threshold under which most people are served rightly."""

    def right(threshold: float) -> int:
        return sum(_right(rank, seen, probability(judge, row) >= threshold) for seen, row in held)

    return round(float(max(np.arange(0.02, 0.98, 0.01), key=lambda t: (right(t), -abs(t - 0.5)))), 3)


def conformal_mass(rank: Rank, held: Sequence[Seen]) -> float:
    """The least probability of a shown set that holds HELD of the dev questions' procedures (split conformal)."""
    needed = []
    for seen in held:
        ranking = seen.ranked(rank).ranking
        meant = np.isin(ranking.places, seen.places[seen.meant > 0])
        if meant.any():
            needed.append(float(ranking.probabilities[: int(np.argmax(meant)) + 1].sum()))
        else:
            needed.append(1.0)
    level = min(1.0, np.ceil((len(needed) + 1) * HELD) / len(needed))
    return round(min(0.999, float(np.quantile(needed, level))), 3)


def _right(rank: Rank, seen: Seen, answers: bool) -> bool:
    order = seen.ranked(rank).ranking.places
    meant = set(seen.places[seen.meant > 0].tolist())
    wanted = (seen.labelled.expect, seen.labelled.also)
    if answers:
        return Decision.ANSWER in wanted and int(order[0]) in meant
    return Decision.ASK_BACK in wanted and bool(meant & set(order[:MOST].tolist()))


def report(rank: Rank, dev: Sequence[Seen]) -> str:
    """R@1, R@3, R@10 on the dev questions that are clear."""
    clear = [seen for seen in dev if seen.labelled.expect is Decision.ANSWER and seen.ours]
    firsts = []
    for seen in clear:
        meant = np.isin(seen.ranked(rank).ranking.places, seen.places[seen.meant > 0])
        firsts.append(int(np.argmax(meant)) if meant.any() else 999)
    shares = "  ".join(f"R@{k} {np.mean(np.array(firsts) < k):.3f}" for k in (1, 3, 10))
    return f"dev, {len(clear)} clear questions: {shares}; shown when asking back {FEWEST}–{MOST}"


if __name__ == "__main__":
    main()
