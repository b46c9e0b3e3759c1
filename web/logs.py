"""The gateway's log: events with fields, without what people wrote."""

from __future__ import annotations

import logging
import sys

from knowledge.logs import events_of, json_lines

LOGGER = logging.getLogger("dimotlan.web")
ALL_OURS = logging.getLogger("dimotlan")
"""The parent of every logger of ours: the library logs in the gateway's process too."""


def configure_logs() -> None:
    """Send our events to standard error, once.

    uvicorn's access log is silenced: it would print questions in URLs.
    """
    if not ALL_OURS.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(json_lines("web"))
        ALL_OURS.addHandler(handler)
    ALL_OURS.setLevel(logging.INFO)
    ALL_OURS.propagate = False
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("httpx").setLevel(logging.WARNING)


def event(name: str, level: int = logging.INFO, **fields: object) -> None:
    """Log one event. Fields are numbers, codes and hashes; never a message's text."""
    events_of(LOGGER).log(level, name, **fields)
