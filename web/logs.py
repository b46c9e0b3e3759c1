"""The gateway's log: events with fields, without what people wrote."""

from __future__ import annotations

import logging
import sys

from knowledge.logs import JsonLines

LOGGER = logging.getLogger("dimotlan.web")


def configure_logs() -> None:
    """Send the gateway's events to stderr, once. uvicorn's access log is silenced: it would print questions in URLs."""
    if not LOGGER.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines("web"))
        LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("httpx").setLevel(logging.WARNING)


def event(name: str, level: int = logging.INFO, **fields: object) -> None:
    """Log one event. Fields are numbers, codes and hashes; never a message's text."""
    LOGGER.log(level, name, extra={"fields": fields})
