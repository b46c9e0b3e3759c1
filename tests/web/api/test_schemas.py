"""A moment of filing is read on the clock of Việt Nam, and is near enough for the calendar to be known."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.settings import VIETNAM, now_in_vietnam
from web.api.schemas import near


def test_a_moment_without_a_zone_is_meant_in_viet_nam() -> None:
    morning = now_in_vietnam().replace(hour=9, minute=0, second=0, microsecond=0)
    assert near(morning.replace(tzinfo=None)) == morning
    assert near(morning.astimezone(dt.UTC)).hour == 9
    assert near(morning.astimezone(dt.UTC)).tzinfo is VIETNAM


@pytest.mark.parametrize("days", [-731, 731])
def test_what_is_years_away_is_refused(days: int) -> None:
    with pytest.raises(ValueError, match="two years"):
        near(now_in_vietnam() + dt.timedelta(days=days))


@pytest.mark.parametrize("moment", [dt.datetime.min, dt.datetime.max])
@pytest.mark.parametrize("hours", [-14, 14])
def test_the_ends_of_time_are_refused_too(moment: dt.datetime, hours: int) -> None:
    with pytest.raises(ValueError, match="two years"):
        near(moment.replace(tzinfo=dt.timezone(dt.timedelta(hours=hours))))
