"""The person's own last day."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.due_date import working_days
from knowledge.checklist.paper.own_deadline import is_counted, last_day
from knowledge.checklist.paper.wording import paper_wording
from knowledge.library.checks.words import check_words
from knowledge.schema.guidance import Deadline


def deadline(amount: int, unit: str, say: str = "Làm trong thời gian ấy.", since: str = "ngày sinh con") -> Deadline:
    return Deadline.model_validate({"say": say, "within": {"amount": amount, "unit": unit}, "since": since})


@pytest.mark.parametrize(
    ("amount", "unit", "event", "last"),
    [
        (60, "day", "2026-10-01", "2026-11-30"),  # a Monday: the 60th day after the event
        (15, "day", "2026-11-20", "2026-12-04"),  # the 15th day is Saturday 5 December: Friday is in time
        (3, "month", "2026-08-31", "2026-11-30"),
        (1, "year", "2024-02-29", "2025-02-28"),
        (3, "working_day", "2026-11-26", "2026-12-01"),  # Thursday: Friday, Monday, Tuesday
        (1, "working_day", "2026-11-28", "2026-11-30"),  # Saturday: Monday is the first working day after it
    ],
)
def test_the_last_day(amount: int, unit: str, event: str, last: str) -> None:
    assert last_day(deadline(amount, unit), dt.date.fromisoformat(event)) == dt.date.fromisoformat(last)


def test_a_long_holiday_does_not_push_the_day_before_its_event() -> None:
    tet = dt.date(2026, 2, 16)  # the eve of Tết, a holiday in a row of them
    assert last_day(deadline(1, "day"), tet) == tet


@pytest.mark.parametrize(
    "not_counted",
    [
        deadline(15, "day", say="Làm trong 15 ngày trước ngày hết hạn tạm trú."),
        deadline(12, "hour"),
        deadline(10, "day", since=""),
        Deadline(say="Không có hạn."),
    ],
)
def test_no_day_is_made_up(not_counted: Deadline) -> None:
    assert not is_counted(not_counted)
    with pytest.raises(ValueError, match=r"no day can be counted"):
        last_day(not_counted, dt.date(2026, 11, 30))


def test_every_deadline_of_the_catalogue_that_is_counted_lies_after_its_event(catalogue: Catalogue) -> None:
    event = dt.date(2026, 11, 30)
    every = [deadline for one in catalogue.procedures.values() for deadline in one.deadline if deadline.within]
    counted = [deadline for deadline in every if is_counted(deadline)]
    assert len(counted) > 20
    for one in counted:
        assert "trước ngày" not in one.say
        assert last_day(one, event) > event
        assert working_days().is_working(last_day(one, event))
    assert {one.since for one in every if one not in counted} >= {"ngày hết hạn tạm trú", "lúc khách đến"}


def test_the_check_of_the_catalogue_knows_the_same_words() -> None:
    assert check_words().uncounted == tuple(paper_wording().list("own_deadline.before"))
