"""What the office announces ("hôm nay cúp điện"), and whether the chat is paused: read from one file, at once.

The file is YAML; a person of the office writes it while everything runs:

    notices:
      - text: Chiều 24/11 cúp điện, Bộ phận Một cửa nghỉ từ 13 giờ 30.
        from: 24/11/2026
        to: 24/11/2026 17:00
    pause:
      text: Trợ lý nghỉ để bảo trì đến 15 giờ.
      to: 24/11/2026 15:00

Days count whole, times are those of Việt Nam; without `from` it holds already, without `to` until it is taken out.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from knowledge.settings import VIETNAM, now_in_vietnam
from web.logs import event

LOOK_EVERY = 1.0
"""Seconds between two looks at the file."""
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:\s+(\d{1,2}):(\d{2}))?")


def _moment(value: Any) -> Any:
    """A day or a moment as people write it here, 24/11/2026 17:00; what else YAML or ISO has goes through."""
    if isinstance(value, str) and (parts := _DAY_FIRST.fullmatch(value.strip())):
        day, month, year, hour, minute = (int(part) if part else None for part in parts.groups())
        date = dt.date(year or 0, month or 0, day or 0)
        return date if hour is None else dt.datetime.combine(date, dt.time(hour, minute or 0))
    return value


Moment = Annotated[dt.datetime | dt.date, BeforeValidator(_moment)]


class Announcement(BaseModel):
    """A sentence of the office and when it holds."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    text: str = Field(min_length=1, max_length=400)
    since: Moment | None = Field(default=None, alias="from")
    until: Moment | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Announcement:
        if self.since is not None and self.until is not None and _start(self.since) >= _end(self.until):
            raise ValueError("`to` is before `from`")
        return self

    def holds(self, now: dt.datetime) -> bool:
        """Whether it is to be said now."""
        return (self.since is None or _start(self.since) <= now) and (self.until is None or now < _end(self.until))


class NoticeFile(BaseModel):
    """All of the file."""

    model_config = ConfigDict(extra="forbid")

    notices: list[Announcement] = Field(default_factory=list, max_length=10)
    pause: Announcement | None = None


@dataclass(frozen=True)
class Announced:
    """What holds now: the office's sentences, and the one that says why no message is taken ("" when they are)."""

    notices: tuple[str, ...] = ()
    pause: str = ""


class NoticeBoard:
    """Reads the file again when it has changed. A broken one is logged and told on /healthz; the last good one holds.

    Args:
        file: where it lies; it need not exist.
        clock: the present moment in Việt Nam.
    """

    def __init__(self, file: Path, clock: Callable[[], dt.datetime] = now_in_vietnam) -> None:
        self._file = file
        self._clock = clock
        self._lock = threading.Lock()
        self._looked_at = float("-inf")
        self._stamp: tuple[int, int] | None = None
        self._held = NoticeFile()
        self.problem = ""
        """Why the file as it stands is not followed; empty when it is."""

    def now(self) -> Announced:
        """What holds at this moment."""
        with self._lock:
            if time.monotonic() - self._looked_at >= LOOK_EVERY:
                self._look()
            held, moment = self._held, self._clock()
        pause = held.pause.text if held.pause is not None and held.pause.holds(moment) else ""
        return Announced(tuple(notice.text for notice in held.notices if notice.holds(moment)), pause)

    def _look(self) -> None:
        self._looked_at = time.monotonic()
        try:
            status = self._file.stat()
            stamp = (status.st_mtime_ns, status.st_size)
        except FileNotFoundError:
            self._held, self._stamp, self.problem = NoticeFile(), None, ""
            return
        except OSError as error:
            self._refuse(type(error).__name__)
            return
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            read = yaml.safe_load(self._file.read_text(encoding="utf-8"))
            self._held, self.problem = NoticeFile.model_validate(read or {}), ""
        except ValidationError as error:
            fault = error.errors()[0]
            self._refuse(f"{'.'.join(str(step) for step in fault['loc'])}: {fault['msg']}")
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            mark = getattr(error, "problem_mark", None)
            self._refuse(f"{type(error).__name__}{f' in line {mark.line + 1}' if mark else ''}")

    def _refuse(self, why: str) -> None:
        problem = f"{self._file.name}: {why}"
        if problem != self.problem:
            event("notice_refused", logging.ERROR, why=problem)
        self.problem = problem


def _start(moment: dt.datetime | dt.date) -> dt.datetime:
    if isinstance(moment, dt.datetime):
        return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
    return dt.datetime.combine(moment, dt.time(), VIETNAM)


def _end(moment: dt.datetime | dt.date) -> dt.datetime:
    """A day holds to its end."""
    return _start(moment) if isinstance(moment, dt.datetime) else _start(moment + dt.timedelta(days=1))
