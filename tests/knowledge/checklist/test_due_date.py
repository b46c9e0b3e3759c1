"""Working days of Việt Nam and due dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.checklist.due_date import CUT_OFF, WorkingDays
from knowledge.schema.conditions import TimeUnit
from knowledge.schema.procedure import TimeLimit
from knowledge.settings import VIETNAM

DAYS = WorkingDays.load()
SAME_DAY = TimeLimit(amount=1, same_day_before="15:00")
MONTH = TimeUnit.MONTH


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
        (TimeLimit(amount=1, unit=MONTH), at("2026-12-31", 9), "2027-02-01"),  # 31/1 is a Sunday
        (TimeLimit(amount=2), at("2027-02-02", 9), "2027-02-11"),  # over Tết 4–10/2/2027
        (TimeLimit(amount=1, unit=MONTH), at("2026-01-30", 9), "2026-03-02"),  # no 30/2: 28/2 is a Saturday
        (TimeLimit(amount=14, unit=MONTH), at("2026-11-16", 9), "2028-01-17"),  # 16/1/2028 is a Sunday
    ],
)
def test_due_dates(limit: TimeLimit, received: dt.datetime, due: str) -> None:
    assert DAYS.due_date(limit, received) == dt.date.fromisoformat(due)


def test_hours_and_unpublished_limits_have_no_day() -> None:
    assert DAYS.due_date(TimeLimit(amount=1, unit=TimeUnit.HOUR), at("2026-11-23", 9)) is None
    assert DAYS.due_date(TimeLimit(amount=1, unit=TimeUnit.PUBLISHED), at("2026-11-23", 9)) is None
    assert DAYS.due_date(TimeLimit(unpublished=True), at("2026-11-23", 9)) is None


def test_a_swapped_day_works_and_a_dated_override_wins() -> None:
    swapped = dt.date(2026, 8, 22)
    assert DAYS.is_working(swapped)
    assert not WorkingDays(closed=[swapped]).is_working(swapped)
    monday, sunday, holiday = dt.date(2026, 11, 23), dt.date(2026, 11, 22), dt.date(2026, 11, 24)
    assert not WorkingDays(closed=[monday]).is_working(monday)
    assert WorkingDays(worked=[sunday]).is_working(sunday)
    assert WorkingDays(worked=[holiday]).is_working(holiday)
    assert WorkingDays([monday], [monday]).is_working(monday)


def test_the_overrides_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "calendar.yml"
    path.write_text("worked: [2026-11-22]\nclosed: [2026-11-23]\n", encoding="utf-8")
    days = WorkingDays.load(path)
    assert (days.is_working(dt.date(2026, 11, 22)), days.is_working(dt.date(2026, 11, 23))) == (True, False)


# The rule spelled out day by day, as it stood before the package did the counting.


@dataclass(frozen=True)
class DayByDay:
    worked: frozenset[dt.date]
    closed: frozenset[dt.date]
    _holidays: holidays.HolidayBase = field(default_factory=lambda: holidays.country_holidays("VN"), compare=False)

    def is_working(self, day: dt.date) -> bool:
        if day in self.worked:
            return True
        return day not in self.closed and bool(self._holidays.is_working_day(day))

    def on_or_after(self, day: dt.date) -> dt.date:
        while not self.is_working(day):
            day += dt.timedelta(days=1)
        return day

    def after(self, day: dt.date, count: int) -> dt.date:
        for _ in range(count):
            day = self.on_or_after(day + dt.timedelta(days=1))
        return day

    def due_date(self, limit: TimeLimit, received: dt.datetime) -> dt.date | None:
        if limit.amount is None or limit.unit in (TimeUnit.HOUR, TimeUnit.PUBLISHED):
            return None
        today = received.date()
        cut_off = dt.time.fromisoformat(limit.same_day_before) if limit.same_day_before else CUT_OFF
        in_time = self.is_working(today) and received.time() < cut_off
        start = today if in_time else self.on_or_after(today + dt.timedelta(days=1))
        if limit.same_day_before:
            return start
        if limit.unit is TimeUnit.WORKING_DAY:
            return self.after(start, limit.amount)
        if limit.unit is TimeUnit.DAY:
            return self.on_or_after(start + dt.timedelta(days=limit.amount))
        return self.on_or_after(add_months(start, limit.amount))


def add_months(day: dt.date, count: int) -> dt.date:
    years, month = divmod(day.month - 1 + count, 12)
    first = dt.date(day.year + years, month + 1, 1)
    last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


DATES = st.dates(dt.date(2024, 1, 1), dt.date(2029, 12, 31))
CLOSE = st.dates(dt.date(2026, 11, 1), dt.date(2027, 2, 28))  # overrides that lie near the days asked about
LIMITS = st.one_of(
    st.just(SAME_DAY),
    st.builds(TimeLimit, amount=st.integers(1, 60), unit=st.sampled_from([*TimeUnit])),
    st.just(TimeLimit(unpublished=True)),
)


@given(
    limit=LIMITS,
    day=st.one_of(DATES, CLOSE),
    time=st.times(),
    worked=st.frozensets(CLOSE, max_size=8),
    closed=st.frozensets(CLOSE, max_size=8),
)
def test_the_packages_counting_equals_the_rule_day_by_day(
    limit: TimeLimit, day: dt.date, time: dt.time, worked: frozenset[dt.date], closed: frozenset[dt.date]
) -> None:
    received = dt.datetime.combine(day, time)
    assert WorkingDays(worked, closed).due_date(limit, received) == DayByDay(worked, closed).due_date(limit, received)


@given(DATES)
def test_working_days_equal_the_rule_day_by_day(day: dt.date) -> None:
    assert DAYS.is_working(day) == DayByDay(frozenset(), frozenset()).is_working(day)
