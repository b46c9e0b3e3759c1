"""Working days of Việt Nam and the due date of a dossier.

Public holidays, swapped days and the counting of working days come from the package `holidays`; `calendar.yml` corrects
it day by day. Receiving after 15:00 counts from the next working day (see /docs/sources.md): that rule is the offices'
own and stands here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import holidays
import yaml
from dateutil.relativedelta import relativedelta

from knowledge.schema.conditions import TimeUnit
from knowledge.schema.procedure import TimeLimit

CUT_OFF = dt.time(15, 0)
OVERRIDES = Path(__file__).with_name("calendar.yml")


class WorkingDays:
    """The calendar of the offices.

    Args:
        worked: weekends or holidays on which offices work; a day that is also in `closed` is worked.
        closed: weekdays on which they do not.
    """

    def __init__(self, worked: Iterable[dt.date] = (), closed: Iterable[dt.date] = ()) -> None:
        self._days = holidays.country_holidays("VN")
        for day in closed:
            self._days[day] = OVERRIDES.name
            self._days.weekend_workdays.discard(day)
        for day in worked:
            if day in self._days:
                self._days.pop(day)
            self._days.weekend_workdays.add(day)

    @classmethod
    def load(cls, overrides: Path = OVERRIDES) -> WorkingDays:
        """The calendar with its dated corrections.

        Raises:
            OSError, yaml.YAMLError, KeyError: the file is missing or broken.
        """
        data = yaml.safe_load(overrides.read_text(encoding="utf-8"))
        return cls(data["worked"], data["closed"])

    def is_working(self, day: dt.date) -> bool:
        """Whether offices work on this day."""
        return bool(self._days.is_working_day(day))

    def due_date(self, limit: TimeLimit, received: dt.datetime) -> dt.date | None:
        """The day the result is due for a dossier handed in at `received`; None when the limit gives no days."""
        if limit.amount is None or limit.unit in (TimeUnit.HOUR, TimeUnit.PUBLISHED):
            return None
        start = self._received_on(received, limit)
        if limit.same_day_before:
            return start
        if limit.unit is TimeUnit.WORKING_DAY:
            return self._working_day(start, limit.amount)
        span = relativedelta(months=limit.amount) if limit.unit is TimeUnit.MONTH else relativedelta(days=limit.amount)
        return self._working_day(start + span, 0)

    def _received_on(self, received: dt.datetime, limit: TimeLimit) -> dt.date:
        """The working day from which the time runs: today until the cut-off, else the next one."""
        today = received.date()
        cut_off = dt.time.fromisoformat(limit.same_day_before) if limit.same_day_before else CUT_OFF
        in_time = self.is_working(today) and received.time() < cut_off
        return today if in_time else self._working_day(today, 1)

    def _working_day(self, day: dt.date, count: int) -> dt.date:
        """The working day that is `count` working days after `day`; with 0 the first that is not before it."""
        return self._days.get_nth_working_day(day, count)


@lru_cache(maxsize=1)
def working_days() -> WorkingDays:
    """The calendar of this process, read once."""
    return WorkingDays.load()
