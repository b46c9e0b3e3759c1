from __future__ import annotations

from pathlib import Path

from benchmarks.evaluate.cases import Case
from benchmarks.evaluate.measure import Outcome
from benchmarks.evaluate.report import _bins, _misses, head
from knowledge.search.types import Decision
from tests.knowledge.search.helpers import PROCEDURES, procedure, small_catalogue

CASE = Case("khai sinh ở đâu", frozenset(["1.001193"]), Decision.ANSWER, "event")


def test_the_head_says_what_was_measured() -> None:
    catalogue = small_catalogue(map(procedure, PROCEDURES), "small")
    text = "\n".join(head(Path("some/test.jsonl"), [CASE], 3, catalogue))
    assert "test.jsonl" in text
    assert "1 questions, 8 searchable procedures" in text
    assert "3 questions left out" in text


def test_bins_compare_probability_and_outcome() -> None:
    assert list(_bins([(0.1, False), (0.15, True), (1.0, True)])) == [
        "| 0.0–0.2 | 2 | 0.12 | 0.50 |",
        "| 0.9–1.0 | 1 | 1.00 | 1.00 |",
    ]


def test_the_worst_misses_come_first() -> None:
    bad = Outcome(CASE, Decision.ANSWER, 7, ("1.004194",), 0.5, 0.9, 1.0)
    worse = Outcome(CASE, Decision.OUT_OF_SCOPE, None, (), 0.5, 0.1, 1.0)
    fine = Outcome(CASE, Decision.ANSWER, 0, ("1.001193",), 0.9, 0.9, 1.0)
    lines = list(_misses([bad, fine, worse], 5))
    assert "## The worst 2 of 2 misses" in lines
    assert "not ranked" in lines[-2]
    assert "place 8" in lines[-1]
    assert "got answer 1.004194" in lines[-1]
