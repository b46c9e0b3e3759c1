from __future__ import annotations

import pytest

from benchmarks.nlu import Outcome, accuracy, f1, macro_f1, report

OUTCOMES = [
    Outcome("chào bạn", "greet", "greet", 0.9, 0.001),
    Outcome("xin chào", "greet", "thank", 0.6, 0.001),
    Outcome("cam on", "thank", "thank", 0.9, 0.001),
]


def test_f1_counts_what_was_meant_and_what_was_found() -> None:
    assert f1(OUTCOMES, "greet") == pytest.approx(2 / 3)
    assert f1(OUTCOMES, "thank") == pytest.approx(2 / 3)
    assert f1(OUTCOMES, "bye") == 0
    assert macro_f1(OUTCOMES) == pytest.approx(2 / 3)
    assert accuracy(OUTCOMES) == pytest.approx(2 / 3)


def test_the_report_shows_each_confusion() -> None:
    text = report(OUTCOMES)
    assert "1 × greet → thank" in text
    assert "xin chào" in text
    assert "toneless      1" in text
