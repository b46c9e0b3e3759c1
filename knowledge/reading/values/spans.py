"""Spans of time: "3 tuần", "hơn hai tháng", "gần 2 năm", "mới đầy tháng", "nửa tháng"; in days, as a range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.reading.values.numbers import Number, number_at, vocabulary

FEW, MANY = 2.0, 6.0
"""What "vài" may mean."""
_JOINS = ("lẻ", "và", "với", "linh")
ROUGHLY = 0.2
"""How far "khoảng" may be off, as a share."""


@dataclass(frozen=True)
class Span:
    """A span of time in days between `low` and `high`, said by the words `start` to `end` (exclusive)."""

    low: float
    high: float
    start: int
    end: int
    unit: str = ""


def read_spans(words: Sequence[str]) -> list[Span]:
    """Every span of time in these words, none overlapping, in order."""
    found: list[Span] = []
    place = 0
    while place < len(words):
        span = _whole_at(words, place) or _counted_at(words, place)
        if span is None:
            place += 1
        else:
            span = _modified(words, span)
            place = span.end
            joined = found and all(word in _JOINS for word in words[found[-1].end : span.start])
            if joined and found[-1].unit != span.unit:  # "một năm ba tháng", "hai tuần lẻ ba ngày"
                before = found.pop()
                span = Span(before.low + span.low, before.high + span.high, before.start, span.end, span.unit)
            found.append(span)
    return found


def unit_at(words: Sequence[str], place: int) -> tuple[str, int] | None:
    """The unit that stands at a place, and where it ends."""
    units = vocabulary()["units"]
    for size in (2, 1):
        name = " ".join(words[place : place + size])
        if len(words) >= place + size and name in units:
            return name, place + size
    return None


def phrase_at(words: Sequence[str], place: int, phrases: Sequence[str] | dict[str, object]) -> tuple[str, int] | None:
    """The longest of these phrases that stands at a place, and where it ends."""
    for size in (4, 3, 2, 1):
        name = " ".join(words[place : place + size])
        if len(words) >= place + size and name in phrases:
            return name, place + size
    return None


def _whole_at(words: Sequence[str], place: int) -> Span | None:
    found = phrase_at(words, place, vocabulary()["spans"])
    if found is None:
        return None
    low, high = vocabulary()["spans"][found[0]]
    return Span(low, high, place, found[1], found[0])


def _counted_at(words: Sequence[str], place: int) -> Span | None:
    if unit := unit_at(words, place):  # "năm rưỡi"
        name, end = unit
        if end < len(words) and words[end] in vocabulary()["half"] and not (place and number_at(words, place - 1)):
            fewest, most = vocabulary()["units"][name]
            return Span(1.5 * fewest, 1.5 * most, place, end + 1, name)
        before = words[place - 1] if place else ""
        if before in ("hơn", "gần", "ngót") and (end == len(words) or words[end] in vocabulary()["so_far"]):
            fewest, most = vocabulary()["units"][name]  # "hơn tháng rồi"
            return Span(fewest, most, place, end, name)
    few = words[place] in vocabulary()["few"]
    number = Number(FEW, MANY, place, place + 1) if few else number_at(words, place)
    if number is not None and few and number.end < len(words) and words[number.end] in vocabulary()["ten"]:
        return None  # "mấy chục": too vague
    if number is None:
        return None
    unit = unit_at(words, number.end)
    if unit is None:
        return None
    name, end = unit
    fewest, most = vocabulary()["units"][name]
    half = end < len(words) and words[end] in vocabulary()["half"]
    low, high = number.low + half / 2, number.high + half / 2
    return Span(low * fewest, high * most, place, end + half, name)


def _modified(words: Sequence[str], span: Span) -> Span:
    """The span with what stands before it: "hơn", "gần", "khoảng"."""
    known = vocabulary()
    for size in (3, 2, 1):
        before = " ".join(words[max(0, span.start - size) : span.start])
        start = span.start - size
        if start < 0:
            continue
        step = _step(span)
        if before in known["more"]:
            return Span(span.high + 0.5, span.high + max(step, 0.2 * span.high), start, span.end, span.unit)
        if before in known["less"]:
            return Span(max(0.0, span.low - max(step, 0.3 * span.low)), span.low - 0.5, start, span.end, span.unit)
        if before in ("khoảng", "chừng", "tầm", "độ", "cỡ", "khoảng chừng", "đâu"):
            return Span(span.low * (1 - ROUGHLY), span.high * (1 + ROUGHLY), start, span.end, span.unit)
    if span.end < len(words) and words[span.end] in ("hơn", "mấy", "ngoài"):  # "hai tháng hơn"
        return Span(span.high + 0.5, span.high + max(_step(span), 0.2 * span.high), span.start, span.end + 1, span.unit)
    return span


def _step(span: Span) -> float:
    unit = vocabulary()["units"].get(span.unit)
    return float(unit[1]) if unit else 0.1 * span.high
