"""When a request to the portal is repeated, and after how long."""

from __future__ import annotations

import datetime as dt
import email.utils

import tenacity

LONGEST_BACKOFF = 60.0


class TransientFault(Exception):
    """A fault that may pass: the request is worth another try. `wait`: the seconds the portal asked for."""

    def __init__(self, reason: str, status: int | None = None, wait: float | None = None) -> None:
        self.status, self.wait = status, wait
        super().__init__(reason)


def retry_after(header: str | None, now: dt.datetime | None = None) -> float | None:
    """The seconds of a Retry-After (a number or a date), or None if it is neither."""
    text = (header or "").strip()
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return max((moment - (now or dt.datetime.now(dt.UTC))).total_seconds(), 0.0)


class Backoff(tenacity.wait.wait_base):
    """Waits that double, with jitter (many offices must not come back at once), and never less than the portal asks.

    Args:
        first: seconds before the second try.
    """

    def __init__(self, first: float) -> None:
        self._growing = tenacity.wait_exponential_jitter(initial=first, max=LONGEST_BACKOFF, jitter=first)

    def __call__(self, retry_state: tenacity.RetryCallState) -> float:
        own = self._growing(retry_state)
        fault = retry_state.outcome.exception() if retry_state.outcome else None
        asked = fault.wait if isinstance(fault, TransientFault) else None
        return own if asked is None else max(own, asked)
