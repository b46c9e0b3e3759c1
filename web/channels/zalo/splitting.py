"""Texts in the parts that Zalo takes: cut where a reader would pause."""

from __future__ import annotations

from collections.abc import Iterator

STOPS = ("\n\n", "\n", ". ", "; ", ", ", " ")
"""Where a text may be cut, the best places first."""
ENOUGH = 0.5
"""A part is at least so full, as long as there is another place to cut at."""


def length(text: str) -> int:
    """How long Zalo may hold a text to be: a sign beyond the basic plane (an emoji) counts twice."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def parts_of(text: str, longest: int) -> list[str]:
    """The text in parts of at most `longest` characters, none blank; only blanks at the cuts are left out.

    Raises:
        ValueError: `longest` is below 2.
    """
    if longest < 2:
        raise ValueError("a part needs room for a sign")
    return [part for part in map(str.strip, _cut(text.strip(), longest)) if part]


def _cut(text: str, longest: int) -> Iterator[str]:
    while length(text) > longest:
        place = _place(text, _room(text, longest))
        yield text[:place]
        text = text[place:].lstrip()
    yield text


def _room(text: str, longest: int) -> int:
    """How many signs of the text fit."""
    room = min(longest, len(text))
    while length(text[:room]) > longest:
        room -= 1
    return room


def _place(text: str, room: int) -> int:
    """Where to cut, at most at `room`: the best place that leaves the part full enough, else the fullest part."""
    places = [(text.rfind(stop, 0, room + 1 - len(stop.rstrip(" \n"))), stop) for stop in STOPS]
    found = [place + len(stop.rstrip(" \n")) for place, stop in places if place > 0]
    return next((place for place in found if place >= room * ENOUGH), max(found, default=room))
