"""Working days of Việt Nam and due dates."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.checklist.due_date import WorkingDays, add_months
from knowledge.schema.conditions import TimeUnit
from knowledge.schema.procedure import TimeLimit
from knowledge.settings import VIETNAM

DAYS = WorkingDays.load()
SAME_DAY = TimeLimit(amount=1, same_day_before="15:00")


def at(day: str, hour: int) -> dt.datetime:
    return dt.datetime.fromisoformat(day).replace(hour=hour, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("limit", "received", "due"),
    [
        (SAME_DAY, at("2026-11-23", 9), "2026-11-23"),  # Monday morning: the same day
        (SAME_DAY, at("2026-11-23", 15), "2026-11-25"),  # from 15:00; the 24th is a public holiday from 2026
        (SAME_DAY, at("2026-11-22", 9), "2026-11-23"),  # Sunday: received on Monday
        (TimeLimit(amount=3), at("2026-11-20", 9), "2026-11-26"),  # Friday + 3, over a weekend and the 24th
        (TimeLimit(amount=3), at("2026-11-20", 16), "2026-11-27"),  # after 15:00 counts from Monday
        (TimeLimit(amount=5, unit=TimeUnit.DAY), at("2026-11-19", 9), "2026-11-25"),  # lands on the holiday: next day
        (TimeLimit(amount=1, unit=TimeUnit.MONTH), at("2026-12-31", 9), "2027-02-01"),  # 31/1 is a Sunday
        (TimeLimit(amount=2), at("2027-02-02", 9), "2027-02-11"),  # over Tết 4–10/2/2027
    ],
)
def test_due_dates(limit: TimeLimit, received: dt.datetime, due: str) -> None:
    assert DAYS.due_date(limit, received) == dt.date.fromisoformat(due)


def test_hours_and_unpublished_limits_have_no_day() -> None:
    assert DAYS.due_date(TimeLimit(amount=1, unit=TimeUnit.HOUR), at("2026-11-23", 9)) is None
    assert DAYS.due_date(TimeLimit(unpublished=True), at("2026-11-23", 9)) is None


def test_a_swapped_day_works_and_a_dated_override_wins() -> None:
    assert DAYS.is_working(dt.date(2026, 8, 22))
    day = dt.date(2026, 11, 23)
    assert not WorkingDays(off=frozenset({day})).is_working(day)
    sunday = dt.date(2026, 11, 22)
    assert WorkingDays(working=frozenset({sunday})).is_working(sunday)


def test_months_end_with_the_month() -> None:
    assert add_months(dt.date(2027, 1, 31), 1) == dt.date(2027, 2, 28)
    assert add_months(dt.date(2026, 11, 15), 14) == dt.date(2028, 1, 15)
