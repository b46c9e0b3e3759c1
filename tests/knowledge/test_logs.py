"""Log lines: one JSON object for each event, with an exception's kind and place but never its words."""

from __future__ import annotations

import io
import json
import logging
import logging.config
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given
from hypothesis import settings as budget
from hypothesis import strategies as st

from knowledge.logs import events_of, json_lines, log_json

SECRET = "bimatcuatoi"
Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def logger() -> logging.Logger:
    logger = logging.Logger("dimotlan.test", logging.INFO)
    logger.addHandler(logging.StreamHandler(io.StringIO()))
    logger.handlers[0].setFormatter(json_lines("test"))
    return logger


@pytest.fixture
def lines(logger: logging.Logger) -> Lines:
    stream = logger.handlers[0].stream  # type: ignore[attr-defined]
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_event_of_ours_is_one_line_with_its_fields(logger: logging.Logger, lines: Lines) -> None:
    events_of(logger).warning("sync_end", code=1, name="Đăng ký", path=Path("/x"))
    (line,) = lines()
    assert list(line) == ["time", "process", "level", "logger", "event", "code", "name", "path"]
    assert line["time"].endswith("+00:00")
    del line["time"]
    assert line == {
        "process": "test", "level": "warning", "logger": "dimotlan.test", "event": "sync_end",
        "code": 1, "name": "Đăng ký", "path": "/x",
    }  # fmt: skip


def test_a_plain_logging_call_gives_the_same_line(logger: logging.Logger, lines: Lines) -> None:
    logger.error("refused %s", "twice", extra={"fields": {"reason": "x"}, "other": SECRET})
    (line,) = lines()
    assert (line["level"], line["event"], line["reason"]) == ("error", "refused twice", "x")
    assert SECRET not in json.dumps(line)


@pytest.mark.parametrize("ours", [True, False])
def test_an_exception_keeps_its_kind_and_its_place_only(logger: logging.Logger, lines: Lines, ours: bool) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        if ours:
            events_of(logger).exception("fault")
            events_of(logger).error("fault", exc_info=error)
        else:
            logger.exception("fault", stack_info=True)
    for line in lines():
        assert line["error"] == "ValueError"
        assert line["at"].partition(":")[0].endswith("test_logs.py")
        assert SECRET not in json.dumps(line)
        assert set(line) == {"time", "process", "level", "logger", "event", "error", "at"}


def test_what_rasa_adds_to_an_event_is_dropped(logger: logging.Logger, lines: Lines) -> None:
    logger.info(json.dumps({"event": "processor.message", "text": SECRET}))
    logger.info('{"event": "' + SECRET)
    assert [line["event"] for line in lines()] == ["processor.message", "event"]


@budget(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(message=st.text(), fields=st.dictionaries(st.text(max_size=5), st.text() | st.integers(), max_size=3))
def test_whatever_is_logged_is_one_line(logger: logging.Logger, message: str, fields: dict[str, Any]) -> None:
    record = logging.LogRecord("x", logging.INFO, "x.py", 1, message, (), None)
    record.fields = fields
    written = json_lines("test").format(record)
    assert "\n" not in written
    assert isinstance(json.loads(written), dict)


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """The root logger, put back as it was."""
    logger = logging.getLogger()
    before = (logger.level, logger.handlers[:])
    yield logger
    logger.setLevel(before[0])
    logger.handlers[:] = before[1]


def test_the_action_server_logs_in_lines(root: logging.Logger, capsys: pytest.CaptureFixture[str]) -> None:
    log_json("actions")
    logging.getLogger("actions").info("ready")
    assert json.loads(capsys.readouterr().err)["process"] == "actions"


def test_rasas_configuration_asks_for_the_same_lines(root: logging.Logger) -> None:
    path = Path(__file__).parents[2] / "bot" / "logging.yml"
    logging.config.dictConfig(yaml.safe_load(path.read_text(encoding="utf-8")))
    formatter = root.handlers[0].formatter
    assert formatter is not None
    record = logging.LogRecord("rasa.core", logging.INFO, "x.py", 1, '{"event": "e", "text": "x"}', (), None)
    line = json.loads(formatter.format(record))
    assert (line["process"], line["event"]) == ("rasa", "e")
    assert "text" not in line
