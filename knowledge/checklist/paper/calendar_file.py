"""The days of one case as a calendar file (.ics): when the result is due, and by when the person must act."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from icalendar import Alarm, Calendar, Event, vText

from knowledge.checklist.paper.own_deadline import last_day
from knowledge.checklist.paper.wording import paper_wording
from knowledge.messages import Checklist
from knowledge.schema.guidance import Deadline
from knowledge.wording import say_day


@dataclass(frozen=True)
class Day:
    """A day to be kept: what it is, what to know about it, and how many days before one is reminded."""

    day: dt.date
    title: str
    about: str
    remind: Sequence[int]


def due_day(checklist: Checklist, filed: dt.date, address: str) -> Day | None:
    """The day the result is due for a dossier filed on a day; None when none can be computed."""
    if checklist.due_date is None:
        return None
    say = paper_wording().say
    return Day(
        checklist.due_date,
        say("calendar.due", name=checklist.short_name or checklist.name),
        say("calendar.about_due", day=say_day(filed), address=address),
        remind=(0,),
    )


def deadline_day(checklist: Checklist, deadline: Deadline, event: dt.date, address: str) -> Day:
    """The person's own last day, for an event on a day.

    Raises:
        ValueError: no day can be counted for this deadline.
    """
    say = paper_wording().say
    return Day(
        last_day(deadline, event),
        say("calendar.deadline", name=checklist.short_name or checklist.name),
        say("calendar.about_deadline", say=deadline.say, since=deadline.since, day=say_day(event), address=address),
        remind=(7, 1),
    )


def calendar_file(checklist: Checklist, days: Sequence[Day], address: str) -> bytes:
    """The days as whole-day events that do not block the day, each with its reminders at eight in the morning.

    Equal days have equal ids, so a file that is opened twice gives one entry.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Di Mot Lan//vi")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for day in days:
        calendar.add_component(_event(checklist, day, address))
    found: bytes = calendar.to_ical()
    return found


def _event(checklist: Checklist, day: Day, address: str) -> Event:
    event = Event()
    key = hashlib.sha256(f"{checklist.code} {day.title} {day.day}".encode()).hexdigest()[:32]
    event.add("uid", f"{key}@di-mot-lan")
    event.add("dtstamp", dt.datetime.combine(checklist.as_of, dt.time(), dt.UTC))
    event.add("dtstart", day.day)
    event.add("dtend", day.day + dt.timedelta(days=1))
    event.add("summary", vText(day.title))
    event.add("description", day.about)
    event.add("location", checklist.office.address if checklist.office else checklist.agency)
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    for before in day.remind:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", day.title)
        alarm.add("trigger", dt.timedelta(days=-before, hours=8))
        event.add_component(alarm)
    return event
