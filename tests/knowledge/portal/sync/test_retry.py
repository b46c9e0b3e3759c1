"""A Retry-After is understood in both its forms; waits grow and are never shorter than the portal asks."""

from __future__ import annotations

import datetime as dt

import tenacity
from hypothesis import given
from hypothesis import strategies as st

from knowledge.portal.sync.retry import LONGEST_BACKOFF, Backoff, TransientFault, retry_after


def wait_after(attempt: int, fault: Exception, first: float = 1.0) -> float:
    """The seconds that are waited after so many attempts, the last of which failed with `fault`."""
    state = tenacity.RetryCallState(tenacity.Retrying(), None, (), {})
    state.attempt_number = attempt
    state.outcome = tenacity.Future.construct(attempt, fault, has_exception=True)
    return Backoff(first)(state)


def test_retry_after_is_a_number_or_a_date() -> None:
    now = dt.datetime(2026, 11, 22, 8, 0, tzinfo=dt.UTC)
    assert retry_after("120") == 120
    assert retry_after("Sun, 22 Nov 2026 08:01:00 GMT", now) == 60
    assert retry_after("Sun, 22 Nov 2026 07:01:00 GMT", now) == 0
    assert [retry_after(text) for text in (None, "", "soon", "-1", "٣")] == [None] * 5


@given(st.text(max_size=40))
def test_any_retry_after_is_seconds_or_nothing(header: str) -> None:
    seconds = retry_after(header)
    assert seconds is None or seconds >= 0


def test_waits_double_with_jitter() -> None:
    for attempt, shortest in enumerate((1, 2, 4, 8, 16), start=1):
        assert shortest <= wait_after(attempt, TransientFault("x")) <= shortest + 1
    assert wait_after(30, TransientFault("x")) <= LONGEST_BACKOFF


def test_the_portal_may_ask_for_longer_but_not_for_shorter_waits() -> None:
    assert wait_after(1, TransientFault("x", 429, 300)) == 300
    assert wait_after(4, TransientFault("x", 429, 0)) >= 8
    assert 1 <= wait_after(1, ValueError("another fault")) <= 2
