"""What an address of these pages tells besides the procedure: answers, and days."""

from __future__ import annotations

import datetime as dt

from fastapi import Request

FILED, EVENT, DEADLINE = "nop", "su-kien", "han"
"""The day of filing, the day of the event, and which of the procedure's deadlines (0, 1 …) that event is of."""
YEARS = range(1950, 2101)
_OWN = (FILED, EVENT, DEADLINE)
_HUNG_ON = ("utm_", "fbclid", "gclid", "zarsrc", "gidzl")
"""How the names begin of what Facebook, Google and Zalo add to a link that is shared."""


class WrongDay(ValueError):
    """A day in an address is none, or lies too far away."""


def facts_in(request: Request) -> list[tuple[str, str]]:
    """The pairs of an address that may be answers: all but our own and those that other sites hang on to links."""
    return [
        (name, value)
        for name, value in request.query_params.multi_items()
        if name not in _OWN and not name.startswith(_HUNG_ON)
    ]


def day_of(request: Request, name: str) -> dt.date | None:
    """A day in an address (2026-12-01); None when there is none.

    Raises:
        WrongDay: it is no day, or too far away.
    """
    text = request.query_params.get(name, "")
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise WrongDay(text) from None
    if day.year not in YEARS:
        raise WrongDay(text)
    return day


def place_of(request: Request) -> int | None:
    """Which deadline the address names; None when it names none, -1 when what it names is no number of one."""
    text = request.query_params.get(DEADLINE)
    if text is None:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else -1
