"""The hours in which an office is open: silence at night or at Tết means nothing."""

from __future__ import annotations

import datetime as dt

from knowledge.checklist.due_date import working_days
from knowledge.settings import VIETNAM

OPEN = ((dt.time(7, 30), dt.time(11, 30)), (dt.time(13, 0), dt.time(17, 0)))
"""From when to when offices are usually open on a working day."""
LONGEST = dt.timedelta(days=60)
"""Further back is not counted: it is long enough for any alarm."""


def open_hours(since: float, until: float) -> float:
    """How many hours an office was open between two moments (seconds since 1970); 0 when the second is not later."""
    end = dt.datetime.fromtimestamp(until, VIETNAM)
    start = max(dt.datetime.fromtimestamp(since, VIETNAM), end - LONGEST)
    seconds, day = 0.0, start.date()
    while day <= end.date():
        if working_days().is_working(day):
            seconds += sum(_overlap(day, opens, closes, start, end) for opens, closes in OPEN)
        day += dt.timedelta(days=1)
    return seconds / 3600


def _overlap(day: dt.date, opens: dt.time, closes: dt.time, start: dt.datetime, end: dt.datetime) -> float:
    """Seconds of one opening that lie between two moments."""
    first = max(dt.datetime.combine(day, opens, VIETNAM), start)
    last = min(dt.datetime.combine(day, closes, VIETNAM), end)
    return max(0.0, (last - first).total_seconds())
