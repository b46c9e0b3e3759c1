"""Where two sources name different sums of money or spans of time, whatever the case or the way of filing.

Both are compared as sets: the catalogue tells fees and times by case, the portal by way of filing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.portal.parse.fees import amounts_in
from knowledge.portal.parse.times import times_in
from knowledge.portal.parse.vocabulary import Expression
from knowledge.portal.record import Record
from knowledge.schema.conditions import TimeUnit
from knowledge.schema.procedure import Fee, TimeLimit

Span = tuple[float, TimeUnit]
_AT_ONCE = Expression("time.at_once")
_UNTIL = Expression("fee.until")
_SENTENCE = re.compile(r"(?<=[.;])\s+|\n")
_DAYS = {TimeUnit.PUBLISHED, TimeUnit.DAY, TimeUnit.WORKING_DAY}


@dataclass(frozen=True)
class Sums:
    """Sums in đồng that only one side ("authored" or "record") names; none: one side is free, the other is not."""

    side: str
    sums: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Spans:
    """Spans of time that only one side names."""

    side: str
    spans: frozenset[Span]


def fee_difference(own: tuple[Fee, ...], other: tuple[Fee, ...], record: Record, today: dt.date) -> Sums | None:
    """What the authored fees and a record's fees disagree about, if anything.

    Args:
        own: the authored fees.
        other: the record's fees as parsed.
        record: an amount its words name is no disagreement.
        today: periods that ended before do not count.
    """
    ours, theirs = _sums(own, today), _sums(other, today)
    main = {fee.amount for fee in own if fee.amount and fee.currency == "VND" and not fee.label}
    ours_free, theirs_free = any(fee.free for fee in own), any(fee.free for fee in other)
    if (ours_free and theirs and not ours) or (theirs_free and main and not theirs and not ours_free):
        return Sums("authored" if ours_free else "record")
    if theirs - ours:
        return Sums("record", frozenset(theirs - ours))
    named = {amount for method in record.methods for fee in method.fees for amount in amounts_in(fee.words)}
    only = main - theirs - named if theirs else set()
    return Sums("authored", frozenset(only)) if only else None


def _sums(fees: Iterable[Fee], today: dt.date) -> set[int]:
    """All sums in đồng that fees name, in numbers or words, without those that are over."""
    found: set[int] = set()
    for fee in fees:
        if fee.valid_to and fee.valid_to < today:
            continue
        if fee.amount and fee.currency == "VND" and not _is_over(fee.note, today):
            found.add(fee.amount)
        for part in _SENTENCE.split(" ".join([fee.published, fee.note, *fee.exempt])):
            if not _is_over(part, today):
                found.update(amounts_in(part))
    return found


def _is_over(text: str, today: dt.date) -> bool:
    """Whether the words speak of a period that ended before today."""
    until = _UNTIL.search(text)
    if not until:
        return False
    try:
        return dt.date(int(until[3]), int(until[2]), int(until[1])) < today
    except ValueError:
        return False


def time_difference(
    own: tuple[TimeLimit, ...], other: tuple[TimeLimit, ...], texts: Iterable[str], record: Record
) -> Spans | None:
    """What the authored time limits and a record's disagree about, if anything.

    Args:
        own: the authored limits.
        other: the record's limits as parsed.
        texts: everything the record says; an authored span named there is no disagreement.
        record: its numbers count as named as well, whatever their unit.
    """
    notes = " ".join(limit.note for limit in own)
    noted = {int(number) for number in re.findall(r"\d+", notes)}
    ours, theirs = set(_spans(own)), set(_spans(other))
    left_open = any(limit.unpublished for limit in own)
    only_theirs = {
        span
        for limit in other
        for span in _spans([limit])
        # the words beside a number may say better what it means
        if not any(_meets(near, ours) for near in (span, *times_in(limit.note)))
        and span[0] not in noted
        # a number without a unit is as good as none, an hour is as good as "ngay"
        and not (span[1] is TimeUnit.PUBLISHED and left_open)
        and not (span[1] is TimeUnit.HOUR and _AT_ONCE.search(notes))
    }
    if only_theirs:
        return Spans("record", frozenset(only_theirs))
    named = {span for text in (*texts, notes) for span in times_in(text)}
    named |= {(round(method.time), TimeUnit.PUBLISHED) for method in record.methods if method.time}
    only_ours = {span for span in ours if theirs and not _meets(span, theirs | named)}
    return Spans("authored", frozenset(only_ours)) if only_ours else None


def _spans(limits: Iterable[TimeLimit]) -> Iterator[Span]:
    return ((limit.amount, limit.unit) for limit in limits if limit.amount)


def _meets(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span is among others; a number of days without a unit meets days of either kind."""
    return any(
        _in_days(span) == _in_days(other) or (span[0] == other[0] and _any_days(span, other)) for other in others
    )


def _any_days(span: Span, other: Span) -> bool:
    """Whether both are days and at least one has no unit of its own."""
    units = {span[1], other[1]}
    return TimeUnit.PUBLISHED in units and units <= _DAYS


def _in_days(span: Span) -> Span:
    """24 hours are a day, 8 hours a working day, a month 30 days."""
    amount, unit = span
    if unit is TimeUnit.HOUR and amount % 24 == 0:
        return amount // 24, TimeUnit.DAY
    if unit is TimeUnit.HOUR and amount == 8:
        return 1, TimeUnit.WORKING_DAY
    return (amount * 30, TimeUnit.DAY) if unit is TimeUnit.MONTH else span
