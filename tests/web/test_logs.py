"""The gateway's log: its own events and the library's, on standard error, once."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from web.logs import ALL_OURS, configure_logs, event


@pytest.fixture
def fresh() -> Iterator[None]:
    """Our loggers as they are before the first start."""
    before = ALL_OURS.handlers[:]
    ALL_OURS.handlers.clear()
    yield
    ALL_OURS.handlers[:] = before


def test_events_of_ours_and_of_the_library_are_lines(fresh: None, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs()
    configure_logs()
    event("start", procedures=3)
    event("index_missing", logging.WARNING)
    logging.getLogger("dimotlan.knowledge").error("catalogue_refused", extra={"fields": {"reason": "x"}})
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["process"], line["event"], line["level"]) for line in lines] == [
        ("web", "start", "info"),
        ("web", "index_missing", "warning"),
        ("web", "catalogue_refused", "error"),
    ]
    assert (lines[0]["procedures"], lines[2]["reason"]) == (3, "x")
    assert logging.getLogger("uvicorn.access").disabled
