"""Time limits as published, with their unit, or a number of days "theo công bố" when no unit is told."""

from __future__ import annotations

import re

from knowledge.portal.parse.fees import METHODS, READ, cut
from knowledge.portal.parse.vocabulary import Expression, vocabulary
from knowledge.portal.record import FilingMethod, Record
from knowledge.portal.repair import without_filler
from knowledge.schema.conditions import TimeUnit
from knowledge.schema.procedure import TimeLimit

LONGEST = 600
"""Words beside a time longer than this are cut, in characters."""
_UNITS = {
    "DAY": TimeUnit.DAY,
    "WORKING_DAY": TimeUnit.WORKING_DAY,
    "HOUR": TimeUnit.HOUR,
    "MONTH": TimeUnit.MONTH,
}
_SPAN = Expression("time.span")
_SENTENCE = re.compile(r"(?<=[.;])\s+")
GLUED = 100
"""A number without a unit from here on has run together with a fee ("1" and "40.000" → 140): it is no time."""
MOST = 1_000
"""No office takes longer, whatever the unit: such a number is no time."""


def read_times(record: Record) -> tuple[TimeLimit, ...]:
    """The time limits of a record; what is the same for every way of filing is one entry."""
    by_method = [(METHODS[way.method], read_time(way)) for way in record.methods if way.method in METHODS]
    if not by_method:
        return (TimeLimit(unpublished=True),)
    first = by_method[0][1]
    if all(_same(limit, first) for _, limit in by_method):
        return (next((limit for _, limit in by_method if limit.several), first),)
    return tuple(limit.model_copy(update={"method": method}) for method, limit in by_method)


def _same(limit: TimeLimit, other: TimeLimit) -> bool:
    return (limit.amount, limit.unit) == (other.amount, other.unit)


def times_in(words: str) -> list[tuple[int, TimeUnit]]:
    """The different spans of time a text names, in their order."""
    units = vocabulary()["time"]["unit"]
    spans = ((int(number), TimeUnit(units[unit.lower()])) for number, unit in _SPAN.findall(words))
    return list(dict.fromkeys(span for span in spans if span[0]))


def read_time(method: FilingMethod) -> TimeLimit:
    """One published time understood; words that tell another time make it unverified and stand in the note."""
    words = without_filler(method.words[:READ])
    spans = times_in(words)
    amount = _whole(method.time)
    unit = _UNITS.get(method.unit)
    if amount is None:
        if len(spans) == 1:
            return TimeLimit(amount=spans[0][0], unit=spans[0][1])
        return TimeLimit(unpublished=True, several=bool(spans), note=_about_time(words) if spans else "")
    if unit is None:
        same = [span for span in spans if span[0] == amount]
        if not same and amount >= GLUED:
            return TimeLimit(unpublished=True, several=bool(spans), note=_about_time(words) if spans else "")
        unit = same[0][1] if len(same) == 1 else TimeUnit.PUBLISHED
    if not spans or spans == [(amount, unit)]:
        return TimeLimit(amount=amount, unit=unit)
    agrees = (amount, unit) in spans
    return TimeLimit(amount=amount, unit=unit, several=True, note=_about_time(words), verified=agrees)


def _about_time(words: str) -> str:
    """The sentences that name a span of time."""
    sentences = _SENTENCE.split(" ".join(words.split()))
    return cut(" ".join(sentence for sentence in sentences if _SPAN.search(sentence)), LONGEST)


def _whole(time: float | None) -> int | None:
    return int(time) if time is not None and 0 < time <= MOST and time == int(time) else None
