"""The days for which a published text holds: "từ ngày 01/7/2025 đến hết ngày 31/12/2026", phrase by phrase."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.portal.parse.vocabulary import Expression

_DAY = r"(\d{1,2})\s*(?:/|-|tháng)\s*(\d{1,2})\s*(?:/|-|năm)\s*(20\d\d)"
_PERIOD, _SINCE, _DIGIT = Expression("period.between"), Expression("period.since"), re.compile(r"\d")
_ANY_DAY = re.compile(_DAY)
_SPELLED = Expression("period.spelled")
_OWN = Expression("period.own")
_BRACKET = re.compile(r"\([^()]*(?:\)|$)")
_ENDS = re.compile(r"(?<=[.;])\s+|\n|;|\s(?=[-+*]\s)")
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Phrase:
    """A part of a text with the days for which it holds, both included; None: without end on that side."""

    text: str
    first: dt.date | None = None
    last: dt.date | None = None

    @property
    def dated(self) -> bool:
        """Whether it tells of a day from or until which it holds."""
        return self.first is not None or self.last is not None

    def holds_on(self, day: dt.date) -> bool:
        """Whether it holds on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def phrases_of(words: str) -> tuple[Phrase, ...]:
    """The phrases of a text in their order. What stands in brackets with a period and a sum of its own is one apart."""
    flat = re.sub(r"[^\S\n]+", " ", _SPELLED.sub(" ", words))
    found: list[Phrase] = []
    for part in _ENDS.split(flat):
        rest = part or ""
        apart = [
            match.group() for match in _BRACKET.finditer(rest) if _OWN.search(match.group()) and _dates(match.group())
        ]
        for bracket in apart:
            rest = rest.replace(bracket, " ", 1)
        for text in (rest, *apart):
            bare = text.strip(" -+*;.,()") if text in apart else _unpaired(text.strip(" -+*;.,"))
            days = _dates(bare)
            if re.search(r"\w", bare) and (days or not bare.endswith(":")):
                found.append(Phrase(bare, *(days or (None, None))))
    return tuple(found)


def breaks_of(phrases: Sequence[Phrase]) -> list[dt.date]:
    """The days on which another set of phrases begins to hold."""
    days = {phrase.first for phrase in phrases if phrase.first}
    days |= {phrase.last + ONE_DAY for phrase in phrases if phrase.last}
    return sorted(days)


def _dates(text: str) -> tuple[dt.date | None, dt.date | None] | None:
    """The first period that a text tells of."""
    if match := _PERIOD.search(text):
        days = [_day(found) for found in _ANY_DAY.finditer(match.group())]
        if not days or None in days:
            return None
        return (days[0], days[-1]) if len(days) > 1 else (None, days[0])
    if match := _SINCE.search(text):
        day = _ANY_DAY.search(match.group())
        first = _day(day) if day else None
        return (first, None) if first else None
    return None


def _day(match: re.Match[str]) -> dt.date | None:
    day, month, year = (int(number) for number in match.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _unpaired(text: str) -> str:
    """The text without a bracket at its ends that has no partner."""
    text = text.lstrip(")") if text.count(")") > text.count("(") else text
    if text.count(")") > text.count("("):
        text = text.rstrip(")")
    return text.strip() if text.count("(") <= text.count(")") else text.replace("(", "", 1).strip()
