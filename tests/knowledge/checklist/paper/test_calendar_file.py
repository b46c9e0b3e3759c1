"""Calendar files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from icalendar import Calendar

from knowledge.checklist.paper.calendar_file import calendar_file, deadline_day, due_day
from knowledge.messages import Checklist
from knowledge.schema.guidance import Deadline
from tests.knowledge.factory import checklist_of

ADDRESS = "https://mot-cua.example/thu-tuc/1.000001?paper=yes"
FILED = dt.date(2026, 11, 23)


@pytest.fixture
def checklist(tmp_path: Path) -> Checklist:
    return checklist_of(tmp_path)


def deadline() -> Deadline:
    return Deadline.model_validate(
        {"say": "Làm trong 60 ngày.", "within": {"amount": 60, "unit": "day"}, "since": "ngày sinh con"}
    )


def test_the_due_day_as_a_calendar_reads_it(checklist: Checklist) -> None:
    day = due_day(checklist, FILED, ADDRESS)
    assert day
    (event,) = Calendar.from_ical(calendar_file(checklist, [day], ADDRESS)).walk("VEVENT")
    assert event.decoded("dtstart") == checklist.due_date
    assert event["summary"] == "Nhận kết quả: Thủ tục thử"
    assert event["location"] == "UBND cấp xã"
    assert event["url"] == ADDRESS
    assert "23/11/2026" in str(event["description"])
    assert event["transp"] == "TRANSPARENT"
    assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == [dt.timedelta(hours=8)]


def test_the_own_deadline_reminds_a_week_and_a_day_before(checklist: Checklist) -> None:
    day = deadline_day(checklist, deadline(), dt.date(2026, 10, 1), ADDRESS)
    (event,) = Calendar.from_ical(calendar_file(checklist, [day], ADDRESS)).walk("VEVENT")
    assert event.decoded("dtstart") == dt.date(2026, 11, 30)
    assert "ngày sinh con 01/10/2026" in str(event["description"])
    reminders = {event.decoded("dtstart") + alarm.decoded("trigger") for alarm in event.walk("VALARM")}
    assert reminders == {dt.date(2026, 11, 23), dt.date(2026, 11, 29)}


def test_the_same_day_twice_is_one_entry_in_a_calendar(checklist: Checklist) -> None:
    day = due_day(checklist, FILED, ADDRESS)
    assert day
    assert calendar_file(checklist, [day], ADDRESS) == calendar_file(checklist, [day], ADDRESS)
    later = deadline_day(checklist, deadline(), FILED, ADDRESS)
    events = Calendar.from_ical(calendar_file(checklist, [day, later], ADDRESS)).walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == 2


def test_no_due_day_where_none_is_known(checklist: Checklist) -> None:
    assert due_day(checklist.model_copy(update={"due_date": None}), FILED, ADDRESS) is None


def test_lines_are_folded_and_ended_as_the_format_wants(checklist: Checklist) -> None:
    day = due_day(checklist, FILED, ADDRESS)
    assert day
    lines = calendar_file(checklist, [day], ADDRESS).split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert lines[0] == b"BEGIN:VCALENDAR"
