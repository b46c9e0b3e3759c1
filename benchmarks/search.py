"""Measure search: `python -m benchmarks.search [dev|test|FILE] [--off STEP …] [--fit] [--misses]`.

Prints R@1 and R@3 (over clear questions whose procedure is in the catalogue), the share of right behaviour (answer with
the right one first, ask back with a right one among the candidates, decline) per stratum, and latency.
`--fit` fits the two judges of Decide on the file and prints them for search.yml; never run it on test.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.loader import load_catalogue
from knowledge.search import Decision, Searcher, build_index, index_is_current
from knowledge.search.config import SearchConfig, load_config
from knowledge.search.decide import features
from knowledge.settings import get_settings

QUESTIONS = Path(__file__).resolve().parent.parent / "tests" / "knowledge" / "search"
IN_SCOPE, CLEAR = "in_scope", "clear"
JUDGES = {IN_SCOPE: ("dense", "lexical", "dice", "short"), CLEAR: ("margin", "dice_gap", "short")}


@dataclass(frozen=True)
class Case:
    """One labelled question. `accept` holds only codes that stand in the catalogue."""

    question: str
    accept: frozenset[str]
    expect: Decision
    stratum: str


@dataclass(frozen=True)
class Outcome:
    """What search did with a case; `rank` is that of the first accepted code among all (0-based), or None."""

    case: Case
    decision: Decision
    rank: int | None
    shown: tuple[str, ...]
    milliseconds: float

    @property
    def right(self) -> bool:
        """Whether a person would have been helped, or told honestly."""
        if self.decision is not self.case.expect:
            return False
        if self.decision is Decision.ANSWER:
            return self.rank == 0
        return self.decision is Decision.OUT_OF_SCOPE or bool(self.case.accept & set(self.shown))


def read_cases(file: Path, codes: Iterable[str]) -> tuple[list[Case], int]:
    """The cases of a file, and how many were left out because none of their procedures is in the catalogue."""
    known = frozenset(codes)
    cases, missing = [], 0
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        accept = frozenset(row["accept"]) & known
        if row["accept"] and not accept:
            missing += 1
            continue
        cases.append(Case(row["question"], accept, Decision(row["expect"]), row["stratum"]))
    return cases, missing


def measure(searcher: Searcher, cases: Iterable[Case]) -> list[Outcome]:
    """Run every case once."""
    outcomes = []
    for case in cases:
        started = time.perf_counter()
        result = searcher.search(case.question)
        spent = (time.perf_counter() - started) * 1000
        ranked = searcher.ranked(case.question)
        rank = next((i for i, code in enumerate(ranked) if code in case.accept), None)
        shown = tuple(one.code for one in result.candidates)
        outcomes.append(Outcome(case, result.decision, rank, shown, spent))
    return outcomes


def table(outcomes: list[Outcome]) -> str:
    """A line a stratum, then all."""
    lines = [f"{'stratum':14} {'n':>4} {'R@1':>6} {'R@3':>6} {'right':>6}"]
    strata = list(dict.fromkeys(one.case.stratum for one in outcomes))
    for name in [*strata, "all"]:
        group = [one for one in outcomes if name in (one.case.stratum, "all")]
        clear = [one for one in group if one.case.expect is Decision.ANSWER]
        first = _share([one.rank == 0 for one in clear])
        third = _share([one.rank is not None and one.rank < 3 for one in clear])
        lines.append(f"{name:14} {len(group):4} {first:>6} {third:>6} {_share([one.right for one in group]):>6}")
    spent = np.array([one.milliseconds for one in outcomes])
    lines.append(f"latency p50 {np.percentile(spent, 50):.1f} ms, p95 {np.percentile(spent, 95):.1f} ms")
    return "\n".join(lines)


def fit(searcher: Searcher, cases: list[Case]) -> str:
    """Fit both judges by logistic regression on the features of the cases; lines for search.yml."""
    from sklearn.linear_model import LogisticRegression

    rows = [(case, features(searcher.evidence(searcher.understand(case.question)))) for case in cases]
    lines = []
    for judge, names in JUDGES.items():
        used = [(case, row) for case, row in rows if judge == IN_SCOPE or case.expect is not Decision.OUT_OF_SCOPE]
        matrix = np.array([[row[name] for name in names] for _, row in used])
        wanted = Decision.OUT_OF_SCOPE if judge == IN_SCOPE else Decision.ASK_BACK
        labels = np.array([case.expect is not wanted for case, _ in used])
        model = LogisticRegression(C=3.0, class_weight="balanced", max_iter=5000).fit(matrix, labels)
        weights = ", ".join(f"{name}: {weight:.2f}" for name, weight in zip(names, model.coef_[0], strict=True))
        lines.append(f"  {judge}: {{bias: {model.intercept_[0]:.2f}, weights: {{{weights}}}}}")
        lines.append(f"  # {judge}: accuracy {model.score(matrix, labels):.3f} on {len(labels)}")
    return "\n".join(lines)


def without(config: SearchConfig, off: list[str]) -> SearchConfig:
    """The configuration with the named steps switched off."""
    steps = config.steps.model_copy(update=dict.fromkeys(off, False))
    return config.model_copy(update={"steps": steps})


def _share(hits: list[bool]) -> str:
    return f"{sum(hits) / len(hits):.3f}" if hits else "–"


def main() -> None:
    parser = argparse.ArgumentParser(description="measure search")
    parser.add_argument("file", nargs="?", default="dev", help="dev, test or a file of labelled questions")
    parser.add_argument("--off", nargs="*", default=[], choices=["correct", "restore", "lexical", "dense", "needs"])
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--misses", action="store_true", help="print every question that was not handled right")
    arguments = parser.parse_args()
    settings = get_settings()
    catalogue = load_catalogue(settings)
    if not index_is_current(catalogue, settings):
        build_index(catalogue, settings, print)
    searcher = Searcher.open(catalogue, settings, without(load_config(), arguments.off))
    named = QUESTIONS / f"{arguments.file}.jsonl"
    cases, missing = read_cases(named if named.exists() else Path(arguments.file), catalogue.procedures)
    searcher.search("làm nóng")
    if arguments.fit:
        print(fit(searcher, cases))
        return
    outcomes = measure(searcher, cases)
    print(table(outcomes))
    print(f"left out, procedure not in the catalogue: {missing}")
    for one in outcomes if arguments.misses else []:
        if not one.right:
            wanted = ",".join(sorted(one.case.accept))
            print(f"{one.case.stratum} | {one.case.question} | {one.case.expect} {wanted} | {one.decision} {one.shown}")


if __name__ == "__main__":
    main()
