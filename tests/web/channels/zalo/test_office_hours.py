"""Hours in which an office is open; 20 November 2026 is a Friday."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.settings import VIETNAM
from web.channels.zalo.office_hours import open_hours


def at(day: int, hour: float, month: int = 11) -> float:
    start = dt.datetime(2026, month, day, tzinfo=VIETNAM)
    return (start + dt.timedelta(hours=hour)).timestamp()


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        (at(20, 8), at(20, 10), 2),
        (at(20, 8), at(20, 14), 4.5),  # noon is free
        (at(20, 17), at(21, 9), 0),  # the night, and a Saturday
        (at(20, 16), at(23, 8.5), 2),  # over the weekend
        (at(19, 0), at(20, 0), 8),
        (at(20, 10), at(20, 9), 0),
        (at(1, 12, month=9), at(3, 12, month=9), 4),  # the national day: the 1st and 2nd of September
    ],
)
def test_only_hours_in_which_somebody_would_write_count(since: float, until: float, hours: float) -> None:
    assert open_hours(since, until) == pytest.approx(hours)


def test_a_moment_long_ago_is_no_work() -> None:
    assert open_hours(0.0, at(20, 10)) > 100
