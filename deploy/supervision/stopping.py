"""Ending the parts: the gateway first, so that turns in flight are answered; then the others; nothing stays behind."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Sequence

from deploy.supervision.part import Part

FIRST_GRACE = 24.0
"""Seconds for the gateway, which gives the turns in flight 20 of them (`gateway.FINISH`)."""
GRACE = 8.0
LAST_GRACE = 3.0
"""Seconds for the others, and after all were ended; together below the 40 s after which systemd ends what is left."""
FIRST = "web"


def stop_all(parts: Sequence[Part], hurry: threading.Event) -> None:
    """Ask the parts to end, in their order, and end what does not; `hurry`: without waiting any longer."""
    first = [part for part in parts if part.name == FIRST]
    others = [part for part in parts if part.name != FIRST]
    for some, grace in ((first, FIRST_GRACE), (others, GRACE)):
        for part in some:
            part.send(signal.SIGTERM)
        _wait(some, grace, hurry)
    for part in parts:
        part.send(signal.SIGKILL)  # also what an ended part may have left behind
    _wait(parts, LAST_GRACE, threading.Event())


def _wait(parts: Sequence[Part], seconds: float, hurry: threading.Event) -> None:
    end = time.monotonic() + seconds
    while any(part.runs for part in parts) and time.monotonic() < end and not hurry.is_set():
        time.sleep(0.05)
