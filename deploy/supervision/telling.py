"""What the supervisor says: plainly on standard error for who watches, as JSON lines in var/logs for later."""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
from pathlib import Path
from typing import Any


class Teller:
    """Says what happens to the parts.

    Args:
        path: the log file, appended to. Where it cannot be written, only standard error is told.
    """

    def __init__(self, path: Path) -> None:
        logger = logging.getLogger("dimotlan.supervisor")
        logger.setLevel(logging.INFO)
        logger.propagate = False
        for old in logger.handlers[:]:
            logger.removeHandler(old)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handler: logging.Handler = _Quietly(path, encoding="utf-8")
        except OSError:
            handler = logging.NullHandler()
        logger.addHandler(handler)
        self._logger = logger

    def __call__(self, line: str, event: str, **fields: Any) -> None:
        """A plain line, and the event with its fields."""
        print(f"serve: {line}", file=sys.stderr, flush=True)
        self.event(event, **fields)

    def event(self, event: str, **fields: Any) -> None:
        """The event alone."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
        line = {"time": now, "process": "supervisor", "level": "info", "event": event, **fields}
        self._logger.info("%s", json.dumps(line, ensure_ascii=False, default=str))


class _Quietly(logging.FileHandler):
    """A full disk takes the line, not the supervisor's standard error."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # the name is logging's
        pass
