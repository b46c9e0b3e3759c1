"""Dates as days before today: "hôm 20/11", "hôm qua", "tuần trước", "mùng 2 Tết", "đầu tháng", "tháng 9 năm ngoái".

Words and relative dates are ours: dateparser knows no Vietnamese weeks, lunar days or parts of a month. The lunar new
year comes from the package `holidays`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import holidays

from knowledge.reading.values.numbers import number_at, vocabulary, with_digits, words_of, years_in
from knowledge.text.words import whole_words

OLDEST = 130
"""Years back to which a year may lie."""
_NUMERIC = re.compile(r"(?<![0-9/.-])([0-9]{1,2})[/.-]([0-9]{1,2})(?:[/.-]([0-9]{4}|[0-9]{2}))?(?![0-9/-])")
_MONTH_YEAR = re.compile(r"(?<![0-9/.-])(?:tháng\s+)?([0-9]{1,2})/([0-9]{4})(?![0-9/-])")
_MONTH_NAME = r"[0-9]{1,2}|mười một|mười hai|giêng|chạp|\w+"
_NAMED = re.compile(
    rf"(?:ngày|hôm|mùng|mồng|bữa)\s+(\w+(?:\s\w+)?)\s+tháng\s+({_MONTH_NAME})(?:\s+năm\s+([0-9]{{4}}|nay|ngoái|trước))?"
)
_PLAIN = re.compile(
    r"(?<![0-9/.-])([0-9]{1,2})\s+tháng\s+([0-9]{1,2})(?![0-9])(?:\s+năm\s+([0-9]{4}|nay|ngoái|trước))?"
    r"(?!\s+(?:ngày|tuần|tuổi|bữa|hôm))"
)
_DAY = re.compile(r"(?<!\w)(?:hôm|bữa)\s+([0-9]{1,2})(?![0-9/.-])(?!\s+tháng)")
_MONTH = re.compile(
    rf"(?<![0-9] )(?<![0-9])(?:(đầu|giữa|cuối)\s+)?tháng\s+({_MONTH_NAME})"
    r"(?:\s+(?:năm\s+)?([0-9]{4}|nay|ngoái|trước))?(?!\s+(?:ngày|tuổi))"
)
_TET = re.compile(r"(?:(mùng|mồng|ngày)\s+(\w+)\s+)?(?:tết)(?!\w)(?:\s+(?:năm\s+)?([0-9]{4}|nay|ngoái|vừa rồi|rồi))?")
_WEEKDAY = re.compile(
    r"(?<!\w)(?:(?:(\w+)\s+)?thứ\s+(hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|(chủ nhật))(?!\w)"
    r"(?:\s+tuần\s+(này|trước|rồi|vừa rồi|qua))?"
)
_OF_A_SPAN = ("hơn", "gần", "cả")
"""Before a period these make it a span of time."""
_PERIOD = re.compile(
    r"(?<![0-9] )(?<!mấy )(?<!vài )(?:(đầu|giữa|cuối)\s+)?(tuần|tháng|năm)\s+"
    r"(trước nữa|vừa rồi|này|nay|trước|ngoái|rồi|qua|kia)(?!\w)"
)
_PART = re.compile(r"(?<!\w)(đầu|giữa|cuối)\s+(tháng|năm|tuần)(?!\s+(?:trước|này|nay|sau|ngoái|tới|[0-9]|m))")
_YEAR = re.compile(r"(?<!\w)(?:hồi |từ )?năm\s+((?:19|20)[0-9]{2})(?!\w)")
_NEW_YEAR = "Lunar New Year"


@dataclass(frozen=True)
class Date:
    """A day between `earliest` and `latest`, said by the characters `start` to `end` (exclusive) of the text."""

    earliest: dt.date
    latest: dt.date
    start: int
    end: int

    def days_before(self, today: dt.date) -> tuple[int, int]:
        """The fewest and the most days from the date to today; negative when it lies ahead."""
        return (today - self.latest).days, (today - self.earliest).days


def read_dates(text: str, today: dt.date, *, asked: bool = False) -> list[Date]:
    """Every date in a text, none overlapping, in order. A day without a year is the last such day.

    Numbers are written in digits first (`numbers.with_digits`), so `start` and `end` count in that text. With `asked`,
    a bare year is a date too: it answers the question when.
    """
    text = with_digits(text)
    found: list[Date] = []
    for date in _candidates(text, today):
        if all(date.end <= other.start or date.start >= other.end for other in found):
            found.append(date)
    if not found and asked:
        found = [Date(dt.date(first, 1, 1), dt.date(last, 12, 31), 0, len(text)) for first, last in years_in(text)]
    return sorted(found, key=lambda date: date.start)


def _candidates(text: str, today: dt.date) -> Iterator[Date]:
    """Dates by how precisely they are said."""
    for match in _NAMED.finditer(text):
        day, month = _number(match[1]), _month_number(match[2])
        if day and month and (found := _day(day, month, _year(match[3], today), today)):
            yield Date(found, found, *match.span())
    for match in _PLAIN.finditer(text):
        if found := _day(int(match[1]), int(match[2]), _year(match[3], today), today):
            yield Date(found, found, *match.span())
    for match in _DAY.finditer(text):
        if found := _last_day(int(match[1]), today):
            yield Date(found, found, *match.span())
    for match in _NUMERIC.finditer(text):
        year = int(match[3]) + (0 if len(match[3]) == 4 else 2000) if match[3] else None
        if found := _day(int(match[1]), int(match[2]), year, today):
            yield Date(found, found, *match.span())
    for match in _MONTH_YEAR.finditer(text):
        if 1 <= int(match[1]) <= 12:
            yield Date(*_month(int(match[1]), int(match[2])), *match.span())
    for match in _TET.finditer(text):
        yield from _new_year(match, today)
    for match in _relative().finditer(text):
        few, many = vocabulary()["days"][match.group()]
        yield Date(today - dt.timedelta(days=many), today - dt.timedelta(days=few), *match.span())
    for match in _WEEKDAY.finditer(text):
        yield from _weekday(match, today)
    for match in _MONTH.finditer(text):
        month = _month_number(match[2])
        if month:
            year = _year(match[3], today) or (today.year if (month <= today.month) else today.year - 1)
            yield Date(*_part(match[1], *_month(month, year)), *match.span())
    for match in _PERIOD.finditer(text):
        if words_of(text[: match.start()])[-1:] in ([word] for word in _OF_A_SPAN):
            continue  # "hơn tháng nay": how long, and not this month
        yield Date(*_period(match[1], match[2], vocabulary()["periods_before"][match[3]], today), *match.span())
    for match in _PART.finditer(text):
        yield Date(*_period(match[1], match[2], 0, today), *match.span())
    for match in _YEAR.finditer(text):
        if today.year - OLDEST < int(match[1]) <= today.year + 1:
            yield Date(dt.date(int(match[1]), 1, 1), dt.date(int(match[1]), 12, 31), *match.span())


@lru_cache(maxsize=1)
def _relative() -> re.Pattern[str]:
    return whole_words(vocabulary()["days"])


def _number(words: str) -> int | None:
    parts = words_of(words)
    number = number_at(parts, 0)
    return int(number.low) if number and number.low == number.high and number.end == len(parts) else None


def _month_number(words: str) -> int | None:
    if words in ("giêng", "một") and words == "giêng":
        return 1
    if words.startswith("chạp"):
        return 12
    value = _number(words) or _number(words.split()[0])
    return value if value and 1 <= value <= 12 else None


def _year(said: str | None, today: dt.date) -> int | None:
    if said is None:
        return None
    if said[0] in "0123456789":
        return int(said)
    return today.year - (0 if said == "nay" else 1)


def _day(day: int, month: int, year: int | None, today: dt.date) -> dt.date | None:
    """The day; without a year the last one that is not more than a month ahead."""
    for candidate in [year] if year else [today.year, today.year - 1]:
        try:
            found = dt.date(candidate, month, day)
        except ValueError:
            continue
        if year or found <= today + dt.timedelta(days=31):
            return found if found.year > today.year - OLDEST else None
    return None


def _last_day(day: int, today: dt.date) -> dt.date | None:
    """The last such day of a month, today or before ("hôm 23")."""
    for before in (0, 1):
        year, month = divmod(today.year * 12 + today.month - 1 - before, 12)
        if 1 <= day <= calendar.monthrange(year, month + 1)[1]:
            found = dt.date(year, month + 1, day)
            if found <= today:
                return found
    return None


def _month(month: int, year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _part(name: str | None, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    if name is None:
        return first, last
    days = (last - first).days + 1
    begin, end = (bound / 31 * days for bound in vocabulary()["parts_of_month"][name])
    return first + dt.timedelta(days=max(0, int(begin) - 1)), first + dt.timedelta(days=min(days, int(end)) - 1)


def _period(name: str | None, unit: str, before: int, today: dt.date) -> tuple[dt.date, dt.date]:
    if unit == "tuần":
        first = today - dt.timedelta(days=today.weekday() + 7 * before)
        last = first + dt.timedelta(days=6)
    elif unit == "tháng":
        year, month = divmod(today.year * 12 + today.month - 1 - before, 12)
        first, last = _month(month + 1, year)
    else:
        first, last = dt.date(today.year - before, 1, 1), dt.date(today.year - before, 12, 31)
    first, last = _part(name, first, last)
    return min(first, today), min(last, today) if before == 0 else last


def _weekday(match: re.Match[str], today: dt.date) -> Iterator[Date]:
    """ "Thứ ba tuần trước"; "con thứ ba" counts, and is no day."""
    before, named, sunday, week = match.groups()
    if not week and before in vocabulary()["counted_by"]:
        return
    number = 7 if sunday else int(named) - 1 if named.isdigit() else vocabulary()["weekdays"][named]
    monday = today - dt.timedelta(days=today.weekday())
    if week and week != "này":
        day = monday - dt.timedelta(days=7) + dt.timedelta(days=number - 1)
    else:
        day = monday + dt.timedelta(days=number - 1)
        if day > today:
            day -= dt.timedelta(days=7)
    start = match.start() if sunday else match.start(2) - len("thứ ")
    yield Date(day, day, start, match.end())


def _new_year(match: re.Match[str], today: dt.date) -> Iterator[Date]:
    number = _number(match[2]) if match[2] else 1
    if number is None or not 1 <= number <= 10:
        return
    years = [today.year] if match[3] in ("nay", None, "vừa rồi", "rồi") else [_year(match[3], today) or today.year]
    for year in [*years, *([today.year - 1] if match[3] is None else [])]:
        first = new_year_of(year)
        day = first + dt.timedelta(days=number - 1)
        if day <= today or match[3]:
            yield Date(day, day if match[2] else day + dt.timedelta(days=5), *match.span())
            return


@lru_cache(maxsize=64)
def new_year_of(year: int) -> dt.date:
    """The first day of the lunar year (mùng 1 Tết) that begins in a year."""
    days = holidays.country_holidays("VN", years=year, language="en_US")
    return next(day for day, name in sorted(days.items()) if name == _NEW_YEAR)
