"""Structured log lines for every process: one JSON object a line, never the text of a message."""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys


class JsonLines(logging.Formatter):
    """Formats a record as {"time","process","level","logger","event"}; an exception keeps only its kind and place."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self.process = process

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON; keys given as `extra={"fields": {...}}` are added."""
        line: dict[str, object] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "process": self.process,
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": _event(record.getMessage()),
        }
        fields = getattr(record, "fields", None)
        if isinstance(fields, dict):
            line.update(fields)
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            trace = record.exc_info[2]
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            if trace is not None:
                line["at"] = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        return json.dumps(line, ensure_ascii=False, default=str)


def _event(message: str) -> str:
    """The name of a structlog event (Rasa logs them as JSON): what else it holds may be a person's words."""
    if message.startswith("{"):
        try:
            return str(json.loads(message).get("event", "event"))
        except ValueError:
            return "event"
    return message


def log_json(process: str, level: int = logging.INFO) -> None:
    """Send all logging of this process to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(process))
    logging.basicConfig(level=level, handlers=[handler], force=True)
