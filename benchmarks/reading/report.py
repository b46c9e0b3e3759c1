"""The reading as Markdown lines: goals, strata, steps switched off, calibration, times, the worst."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from benchmarks.reading.measure import (
    Counts,
    Outcome,
    Share,
    outcomes,
    phrase_matcher,
    scorer_alone,
    whole_reader,
)
from benchmarks.reading.messages import Labelled
from benchmarks.timing import percentile
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.reading.clauses import accented
from knowledge.reading.scorer.scorer import Scorer
from knowledge.reading.weighing import NOTED
from knowledge.text.fold import fold

GOALS = "≥ 0.92 | ≤ 0.01 | | ≤ 0.010 | ≥ 0.99 | ≥ 0.85"
HEAD = (
    "| | right | wrong | asked back | noted though not said | first messages: precision | recall |",
    "|---" * 7 + "|",
)
WORST = 30


def everything(messages: Sequence[Labelled], catalogue: Catalogue, scorer: Scorer, worst: int = WORST) -> Iterator[str]:
    """The whole report."""
    whole = whole_reader(catalogue, scorer)
    found = outcomes(messages, whole)
    bare = [replace(message, text=fold(message.text)) for message in messages]
    yield from ("", "## The goals, and each step switched off", "", *HEAD, f"| goal | {GOALS} |")
    yield _row("the reader", found)
    yield _row("the same messages without their marks", outcomes(bare, whole))
    yield _row("without the scorer: rules alone", outcomes(messages, whole_reader(catalogue, None)))
    yield _row("without the rules: the scorer alone", outcomes(messages, scorer_alone(catalogue, scorer, NOTED)))
    yield _row("the phrase matcher of before", outcomes(messages, phrase_matcher(catalogue)))
    yield from _strata("what makes it hard", found, lambda outcome: outcome.message.kind)
    yield from _strata("how it is spoken", found, lambda outcome: outcome.message.style)
    yield from _strata("the procedure", found, lambda outcome: _where(outcome.message.code, catalogue))
    yield from _calibration(messages, catalogue, scorer)
    yield from _times(found)
    yield from _worst(found, catalogue, scorer, worst)


def _row(name: str, found: Sequence[Outcome]) -> str:
    counts = Counts.of(found)
    shares = (counts.right, counts.wrong, counts.asked_back, counts.noted, counts.precision, counts.recall)
    return f"| {name} | {' | '.join(map(str, shares))} |"


def _where(code: str, catalogue: Catalogue) -> str:
    return "authored" if code in catalogue.authored else "imported"


def _strata(title: str, found: Sequence[Outcome], of: Callable[[Outcome], str]) -> Iterator[str]:
    yield from ("", f"## By {title}", "", *HEAD)
    for name in sorted({of(outcome) for outcome in found}):
        yield _row(name, [outcome for outcome in found if of(outcome) == name])


def _calibration(messages: Sequence[Labelled], catalogue: Catalogue, scorer: Scorer) -> Iterator[str]:
    """How often the scorer's best option is right, by how probable it holds it."""
    edges = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.01)
    bins: list[list[bool]] = [[] for _ in edges[1:]]
    for message in messages:
        question = catalogue.get(message.code).question(message.asking or "")
        scores = scorer.score(accented(message.text), [question], asking=question.id) if question else {}
        if question and question.id in scores:
            value, sure = scores[question.id].best()
            place = next(i for i, edge in enumerate(edges[1:]) if sure < edge)
            bins[place].append(message.said.get(question.id) == value)
    yield from ("", "## Calibration of the scorer", "", "| held as probable as | right |", "|---|---|")
    for low, high, own in zip(edges, edges[1:], bins, strict=False):
        yield f"| {low:.2f}–{min(high, 1):.2f} | {Share(sum(own), len(own))} of {len(own)} |"


def _times(found: Sequence[Outcome]) -> Iterator[str]:
    yield from ("", "## Time", "", "| | p50 | p95 |", "|---|---|---|")
    for name, first in (("an answer", False), ("a first message, over all questions of its procedure", True)):
        spent = [outcome.milliseconds for outcome in found if (outcome.message.asking is None) == first]
        if spent:
            yield f"| {name} | {percentile(spent, 0.5):.1f} ms | {percentile(spent, 0.95):.1f} ms |"


def _worst(found: Sequence[Outcome], catalogue: Catalogue, scorer: Scorer, most: int) -> Iterator[str]:
    """What was noted and is not so; those that the scorer was surest of first."""
    wrong = []
    for outcome in found:
        message = outcome.message
        scores = scorer.score(accented(message.text), catalogue.get(message.code).questions, asking=message.asking)
        for key, value in outcome.noted.items():
            said = message.said.get(key)
            looked_at = message.asking is None or key == message.asking
            if looked_at and said != value:
                wrong.append((scores[key].values.get(value, 0.0) if key in scores else 0.0, message, key, value, said))
    yield from ("", f"## The {most} worst", "", "| message | question | noted | said |", "|---|---|---|---|")
    for _, message, key, value, said in sorted(wrong, key=lambda one: -one[0])[:most]:
        yield f"| {message.text.replace('|', '/')} | {message.code} {key} | {value} | {said or '–'} |"
