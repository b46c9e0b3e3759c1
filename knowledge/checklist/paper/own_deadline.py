"""The last day by which a person must act, where the source tells it as a span after an event."""

from __future__ import annotations

import datetime as dt

from dateutil.relativedelta import relativedelta

from knowledge.checklist.due_date import working_days
from knowledge.checklist.paper.wording import paper_wording
from knowledge.schema.guidance import Deadline

_SPANS = {"day": "days", "month": "months", "year": "years"}


def is_counted(deadline: Deadline) -> bool:
    """Whether a last day can be counted: a span of days or more from an event on.

    A span that lies before its event ("15 ngày trước ngày hết hạn") is a window or a notice, which its sentence alone
    tells apart: no day is given for it.
    """
    before = paper_wording().list("own_deadline.before")
    return bool(deadline.within and deadline.since and deadline.within.unit != "hour") and not any(
        word in deadline.say.lower() for word in before
    )


def last_day(deadline: Deadline, event: dt.date) -> dt.date:
    """The last day for an event on this day. The day of the event does not count; a day on which no office works is
    brought forward, so that whoever goes that day is in time.

    Raises:
        ValueError: no day can be counted for this deadline (`is_counted`).
    """
    span = deadline.within
    if span is None or not is_counted(deadline):
        raise ValueError(f"no day can be counted: {deadline.say}")
    is_working, one = working_days().is_working, dt.timedelta(days=1)
    day, left = event, span.amount
    if span.unit == "working_day":
        while left:
            day += one
            left -= is_working(day)
        return day
    end: dt.date = day + relativedelta(**{_SPANS[span.unit]: left})
    while end > event and not is_working(end):
        end -= one
    return end
