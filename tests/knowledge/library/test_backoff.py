"""Waits double up to a limit, whatever the wall clock does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.library.backoff import Backoff


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_waits_double_and_are_waited_for() -> None:
    clock = Clock()
    backoff = Backoff(1, 10, clock)
    assert backoff.is_over
    assert [backoff.failed() for _ in range(6)] == [1, 2, 4, 8, 10, 10]
    clock.now += 9.9
    assert not backoff.is_over
    clock.now += 0.2
    assert backoff.is_over


def test_after_a_success_the_first_wait_is_the_first_one() -> None:
    backoff = Backoff(1, 10, Clock())
    backoff.failed()
    backoff.failed()
    backoff.reset()
    assert backoff.is_over
    assert backoff.failed() == 1


def test_a_wait_of_its_own() -> None:
    clock = Clock()
    backoff = Backoff(1, 10, clock)
    backoff.wait(600)
    clock.now += 599
    assert not backoff.is_over
    clock.now += 1
    assert backoff.is_over


@given(failures=st.integers(1, 3_000), first=st.floats(0.001, 100), most=st.floats(0.001, 1e6))
def test_no_wait_is_longer_than_the_limit(failures: int, first: float, most: float) -> None:
    backoff = Backoff(first, most, Clock())
    waits = [backoff.failed() for _ in range(failures)]
    assert waits == sorted(waits)
    assert waits[-1] <= most
