"""Working days of Việt Nam and the due date of a dossier.

Public holidays and swapped days come from the package `holidays`; `calendar.yml` corrects it day by day. Receiving
after 15:00 counts from the next working day (see /docs/sources.md).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import holidays
import yaml

from knowledge.schema.conditions import TimeUnit
from knowledge.schema.procedure import TimeLimit

CUT_OFF = dt.time(15, 0)
OVERRIDES = Path(__file__).with_name("calendar.yml")


@dataclass(frozen=True)
class WorkingDays:
    """The calendar of the offices."""

    working: frozenset[dt.date] = frozenset()
    off: frozenset[dt.date] = frozenset()
    _holidays: holidays.HolidayBase = field(default_factory=lambda: holidays.country_holidays("VN"), compare=False)

    @classmethod
    def load(cls, overrides: Path = OVERRIDES) -> WorkingDays:
        """Read the calendar with its dated corrections."""
        data = yaml.safe_load(overrides.read_text(encoding="utf-8")) or {}
        return cls(frozenset(data.get("working") or ()), frozenset(data.get("off") or ()))

    def is_working(self, day: dt.date) -> bool:
        """Whether offices work on this day."""
        if day in self.working:
            return True
        return day not in self.off and bool(self._holidays.is_working_day(day))

    def on_or_after(self, day: dt.date) -> dt.date:
        """The first working day that is not before `day`."""
        while not self.is_working(day):
            day += dt.timedelta(days=1)
        return day

    def after(self, day: dt.date, count: int) -> dt.date:
        """The working day that is `count` working days after `day`."""
        for _ in range(count):
            day = self.on_or_after(day + dt.timedelta(days=1))
        return day

    def due_date(self, limit: TimeLimit, received: dt.datetime) -> dt.date | None:
        """The day the result is due for a dossier handed in at `received`; None when the limit gives no days."""
        if limit.amount is None or limit.unit is TimeUnit.HOUR:
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
    """The same day `count` months later, or the last day of that month when it has no such day."""
    years, month = divmod(day.month - 1 + count, 12)
    first = dt.date(day.year + years, month + 1, 1)
    last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


@lru_cache(maxsize=1)
def working_days() -> WorkingDays:
    """The calendar of this process, read once."""
    return WorkingDays.load()
