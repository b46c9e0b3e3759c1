"""Time limits as published, with their unit, or a number of days "theo công bố" when no unit is told."""

from __future__ import annotations

import re

from knowledge.portal.parse.fees import METHODS, READ, cut
from knowledge.portal.record import FilingMethod, Record
from knowledge.portal.repair import without_filler
from knowledge.schema.conditions import TimeUnit
from knowledge.schema.procedure import TimeLimit

LONGEST = 240
"""Words beside a time longer than this are cut, in characters."""
_UNITS = {
    "DAY": TimeUnit.DAY,
    "WORKING_DAY": TimeUnit.WORKING_DAY,
    "HOUR": TimeUnit.HOUR,
    "MONTH": TimeUnit.MONTH,
}
_SAID = re.compile(
    r"(?<![\d/.])(\d{1,3})\s*(?:\([^()\d]{1,20}\)\s*)?(ngày làm việc|ngày|giờ|tháng)(?!\s*\d|\s*tháng\s*\d)(?! tuổi)",
    re.IGNORECASE,
)
_SAID_UNITS = {
    "ngày làm việc": TimeUnit.WORKING_DAY,
    "ngày": TimeUnit.DAY,
    "giờ": TimeUnit.HOUR,
    "tháng": TimeUnit.MONTH,
}
GLUED = 100
"""A number without a unit from here on has run together with a fee ("1" and "40.000" → 140): it is no time."""
MOST = 1_000
"""No office takes longer, whatever the unit: such a number is no time."""


def read_times(record: Record) -> tuple[TimeLimit, ...]:
    """The time limits of a record; what is the same for every way of filing is said once."""
    by_method = [(METHODS[one.method], read_time(one)) for one in record.methods if one.method in METHODS]
    if not by_method:
        return (TimeLimit(unpublished=True),)
    first = by_method[0][1]
    if all(_same(limit, first) for _, limit in by_method):
        return (first,)
    return tuple(limit.model_copy(update={"method": method}) for method, limit in by_method)


def _same(one: TimeLimit, other: TimeLimit) -> bool:
    return (one.amount, one.unit) == (other.amount, other.unit)


def times_in(words: str) -> list[tuple[int, TimeUnit]]:
    """The different spans of time a text names, in their order."""
    found = ((int(number), _SAID_UNITS[unit.lower()]) for number, unit in _SAID.findall(words))
    return list(dict.fromkeys(one for one in found if one[0]))


def read_time(method: FilingMethod) -> TimeLimit:
    """One published time understood; words that tell another time make it unverified and stand in the note."""
    words = without_filler(method.words[:READ])
    said = times_in(words)
    amount = _whole(method.time)
    unit = _UNITS.get(method.unit)
    if amount is None:
        if len(said) == 1:
            return TimeLimit(amount=said[0][0], unit=said[0][1])
        return TimeLimit(unpublished=True, note=cut(words, LONGEST) if said else "")
    if unit is None:
        same = [one for one in said if one[0] == amount]
        if not same and amount >= GLUED:
            return TimeLimit(unpublished=True, note=cut(words, LONGEST) if said else "")
        unit = same[0][1] if len(same) == 1 else TimeUnit.PUBLISHED
    if not said or said == [(amount, unit)]:
        return TimeLimit(amount=amount, unit=unit)
    agrees = (amount, unit) in said
    return TimeLimit(amount=amount, unit=unit, note=cut(words, LONGEST), verified=agrees)


def _whole(time: float | None) -> int | None:
    return int(time) if time is not None and 0 < time <= MOST and time == int(time) else None
