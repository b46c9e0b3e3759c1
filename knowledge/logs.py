"""Structured log lines for every process: one JSON object for each event, never the text of a message.

Everything is logged through the standard `logging` module, ours by structlog, Rasa's and the other packages' directly;
structlog's `ProcessorFormatter` turns both into lines.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
from types import TracebackType
from typing import Any

from structlog.processors import JSONRenderer
from structlog.stdlib import BoundLogger, ProcessorFormatter
from structlog.types import EventDict, Processor
from structlog.typing import WrappedLogger


def json_lines(process: str) -> ProcessorFormatter:
    """A formatter that writes {"time", "process", "level", "logger", "event", and the event's fields}.

    The fields of a plain logging call are given as `extra={"fields": {…}}`. An exception keeps only its kind ("error")
    and its place ("at"): its words could quote a message.
    """
    render = JSONRenderer(serializer=json.dumps, ensure_ascii=False, default=str)
    return ProcessorFormatter(processors=[_line_of(process), render])


def events_of(logger: logging.Logger) -> BoundLogger:
    """Writes events with fields to a logger of the standard library: `.info("start", procedures=3)`."""
    return BoundLogger(logger, processors=[ProcessorFormatter.wrap_for_formatter], context={})


def log_json(process: str, level: int = logging.INFO) -> None:
    """Send all logging of this process to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(json_lines(process))
    logging.basicConfig(level=level, handlers=[handler], force=True)


def _line_of(process: str) -> Processor:
    """The last step before the line is written: everything that may stand in it, in its order."""

    def line(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        record: logging.LogRecord = event.pop("_record")
        ours = event.pop("_from_structlog")
        head = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "process": process,
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": event.pop("event") if ours else _name_of(event.pop("event")),
        }
        fault = _kind_and_place(event.pop("exc_info", None))
        event.pop("stack_info", None)
        fields = event if ours else getattr(record, "fields", None)
        return {**head, **(fields if isinstance(fields, dict) else {}), **fault}

    return line


def _name_of(message: str) -> str:
    """The name of an event that Rasa wrote as JSON: what else it holds may be a person's words."""
    if message.startswith("{"):
        try:
            return str(json.loads(message).get("event", "event"))
        except ValueError:
            return "event"
    return message


def _kind_and_place(exc_info: Any) -> dict[str, str]:
    """{"error": "ValueError", "at": "file:line"} of what `exc_info` may be: True, an exception, or its three parts."""
    if isinstance(exc_info, BaseException):
        exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
    elif exc_info and not isinstance(exc_info, tuple):
        exc_info = sys.exc_info()
    if not exc_info or exc_info[0] is None:
        return {}
    trace: TracebackType | None = exc_info[2]
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = {"at": f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"} if trace is not None else {}
    return {"error": exc_info[0].__name__, **place}
