"""Which options the values in a message fit: "77 tuổi" and an option that means `{age: {from: 75}}`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.reading.values.ages import DAYS, read_ages
from knowledge.reading.values.counts import read_counts
from knowledge.reading.values.dates import read_dates
from knowledge.reading.values.grades import read_grades
from knowledge.reading.values.numbers import words_of
from knowledge.reading.values.spans import read_spans
from knowledge.reading.values.sums import read_sums
from knowledge.schema.means import Means, Range
from knowledge.schema.procedure import Question

KINDS = ("age", "days_since", "lasting", "count", "grade", "sum")


@dataclass(frozen=True)
class Value:
    """A value of one kind between `low` and `high`."""

    kind: str
    low: float
    high: float


def has_values(question: Question) -> bool:
    """Whether an option of the question stands for a value."""
    return any(_ranges(option.means) for option in question.options if option.means)


def asks_for_date_or_count(question: Question) -> bool:
    """Whether an option stands for a date or for how many there are."""
    return any({"count", "day"} & _ranges(option.means).keys() for option in question.options if option.means)


def fitting(question: Question, text: str, today: dt.date, *, asked: bool) -> dict[str, bool]:
    """For each option that stands for a value of a kind that the message holds, whether the value lies in it.

    Options on whose bound the value lies ("2 tháng" for 60 days) are left out: the message does not decide them. So are
    those that it fits, but that say more than the value (`partly`).

    Args:
        question: its options' `means` say what they stand for.
        text: normalised and accented.
        today: the day from which dates are counted.
        asked: the question is on the screen, so that a bare number is a value.
    """
    found: dict[str, bool] = {}
    for option in question.options:
        ranges = _ranges(option.means) if option.means else {}
        for kind, bounds in ranges.items():
            values = list(_values(kind, text, today, asked=asked))
            if len(values) != 1:
                continue
            inside = {bounds.holds(values[0].low), bounds.holds(values[0].high)}
            if len(inside) == 1 and not (inside == {True} and option.means and option.means.partly):
                found[option.value] = inside.pop()
    return found


def _ranges(means: Means | None) -> dict[str, Range]:
    if means is None:
        return {}
    ranges = {kind: bounds for kind in KINDS if (bounds := getattr(means, kind))}
    if means.before:
        ranges["day"] = Range(below=means.before.toordinal())
    if means.since:
        ranges["day"] = Range(least=means.since.toordinal())
    return ranges


def _values(kind: str, text: str, today: dt.date, *, asked: bool) -> Iterator[Value]:
    if kind == "age":
        for age in read_ages(text, today, asked=asked):
            yield Value(kind, age.low, age.high)
    elif kind == "grade":
        for grade in read_grades(text):
            yield Value(kind, grade, grade)
    elif kind == "sum":
        for low, high in read_sums(text):
            yield Value(kind, low, high)
    elif kind == "count":
        for count in read_counts(text, asked=asked):
            yield Value(kind, count.low, count.high)
    elif kind == "day":
        for date in read_dates(text, today, asked=asked):
            yield Value(kind, date.earliest.toordinal(), date.latest.toordinal())
    else:
        dates = [date.days_before(today) for date in read_dates(text, today, asked=asked)]
        spans = [(span.low, span.high) for span in read_spans(words_of(text))]
        ages = [(age.low * DAYS, age.high * DAYS) for age in read_ages(text, today)]
        for low, high in dates or spans or ages:
            if low >= 0:
                yield Value(kind, low, high)
