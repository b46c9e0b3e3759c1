from __future__ import annotations

from benchmarks.timing import line, percentile, timed


def test_percentile_is_one_of_the_values() -> None:
    values = list(range(1, 101))
    assert percentile(values, 0.5) == 51
    assert percentile(values, 0.95) == 96
    assert percentile(values, 1.0) == 100
    assert percentile([7], 0.5) == 7


def test_a_line_names_what_was_measured() -> None:
    assert line("a search", [1.0, 2.0, 3.0]).split() == "a search p50 2.00 ms p95 3.00 ms n 3".split()  # noqa: SIM905


def test_the_action_is_called_once() -> None:
    calls: list[int] = []
    assert timed(lambda: calls.append(1)) >= 0
    assert calls == [1]
