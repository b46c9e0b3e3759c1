"""Time limits as published, with their unit, or a number of days "theo công bố" when no unit is told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.portal.parse.fees import METHODS, READ, cut
from knowledge.portal.parse.vocabulary import CAPITALS, Expression, vocabulary
from knowledge.portal.record import FilingMethod, Record
from knowledge.portal.repair import without_filler
from knowledge.portal.wording import portal_wording
from knowledge.schema.conditions import Method, TimeUnit
from knowledge.schema.procedure import TimeLimit
from knowledge.wording import wording

LONGEST = 600
"""Words beside a time longer than this are cut, in characters."""
_UNITS = {
    "DAY": TimeUnit.DAY,
    "WORKING_DAY": TimeUnit.WORKING_DAY,
    "HOUR": TimeUnit.HOUR,
    "MONTH": TimeUnit.MONTH,
}
_SPAN, _STAGE = Expression("time.span"), Expression("time.stage")
_BEGINS = r"(?:Không quá|Thời (?:hạn|gian)|Trong (?:thời|vòng)|Đối với|Trường hợp|Tối đa|\d)"
"""With these words a line begins a sentence; other lines of a record may be broken anywhere."""
_SENTENCE = re.compile(rf"(?<=\.)\s+|(?<=;)\s+(?=[-+*({CAPITALS}])|(?<=[:)])\n+|\n+(?=[-+*•]|{_BEGINS})")
GLUED = 100
"""A number without a unit from here on has run together with a fee ("1" and "40.000" → 140): it is no time."""
MOST = 1_000
"""No office takes longer, whatever the unit: such a number is no time."""


def read_times(record: Record) -> tuple[TimeLimit, ...]:
    """The time limits of a record; what is the same for every way of filing is one entry."""
    ways: dict[Method, list[FilingMethod]] = {}
    for way in record.methods:
        if way.method in METHODS:
            ways.setdefault(METHODS[way.method], []).append(way)
    if not ways:
        return (TimeLimit(unpublished=True),)
    by_method = [(method, _of_one_way(rows)) for method, rows in ways.items()]
    first = by_method[0][1]
    if all(_same(limit, first) for _, limit in by_method):
        return (next((limit for _, limit in by_method if limit.several), first),)
    return tuple(limit.model_copy(update={"method": method}) for method, limit in by_method)


def _of_one_way(rows: Sequence[FilingMethod]) -> TimeLimit:
    """What several rows of one way of filing come to: they are the times of several cases or stages, each told."""
    limits = [read_time(row) for row in rows]
    if all(_same(limit, limits[0]) for limit in limits):
        return next((limit for limit in limits if limit.several), limits[0])
    told = dict.fromkeys(_told(row, limit) for row, limit in zip(rows, limits, strict=True))
    times = "; ".join(text for text in told if text)
    return TimeLimit(unpublished=True, several=True, note=portal_wording().say("times_of_cases", times=times))


def _told(row: FilingMethod, limit: TimeLimit) -> str:
    """One of several times: the sentences that name it, or the number alone."""
    sentences = _about_time(without_filler(row.words[:READ])).strip(" *")
    if sentences or limit.amount is None:
        return sentences
    return wording().say("time.amount", amount=limit.amount, unit=wording().group("units")[limit.unit])


def _same(limit: TimeLimit, other: TimeLimit) -> bool:
    if limit.amount is None and other.amount is None:
        return limit.note == other.note
    return (limit.amount, limit.unit) == (other.amount, other.unit)


def times_in(words: str) -> list[tuple[float, TimeUnit]]:
    """The different spans of time a text names ("7,5 ngày làm việc" too), in their order."""
    units = vocabulary()["time"]["unit"]
    spans = (
        (float(number.replace(",", ".")), TimeUnit(units[unit.lower()]))
        for number, unit in _SPAN.findall(" ".join(words.split()))
    )
    return list(dict.fromkeys(span for span in spans if span[0]))


def _in_stages(words: str) -> bool:
    """Whether one and the same span runs several times, each from something else: it is not the time in all."""
    return len({since.casefold() for since in _STAGE.findall(words)}) > 1


def read_time(method: FilingMethod) -> TimeLimit:
    """One published time understood; words that tell another time make it unverified and stand in the note."""
    words = without_filler(method.words[:READ])
    spans = times_in(words)
    amount = _whole(method.time)
    unit = _UNITS.get(method.unit)
    if amount is None:
        if len(spans) == 1 and spans[0][0].is_integer() and not _in_stages(words):
            return TimeLimit(amount=int(spans[0][0]), unit=spans[0][1])
        return TimeLimit(unpublished=True, several=bool(spans), note=_about_time(words) if spans else "")
    if unit is None:
        same = [span for span in spans if span[0] == amount]
        if not same and amount >= GLUED:
            return TimeLimit(unpublished=True, several=bool(spans), note=_about_time(words) if spans else "")
        unit = same[0][1] if len(same) == 1 else TimeUnit.PUBLISHED
    if not spans or (spans == [(amount, unit)] and not _in_stages(words)):
        return TimeLimit(amount=amount, unit=unit)
    agrees = (amount, unit) in spans
    return TimeLimit(amount=amount, unit=unit, several=True, note=_about_time(words), verified=agrees)


def _about_time(words: str) -> str:
    """The sentences that name a span of time."""
    sentences = (" ".join(sentence.split()) for sentence in _SENTENCE.split(words))
    return cut(" ".join(sentence for sentence in sentences if _SPAN.search(sentence)), LONGEST)


def _whole(time: float | None) -> int | None:
    return int(time) if time is not None and 0 < time <= MOST and time == int(time) else None
