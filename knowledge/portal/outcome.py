"""How the last sync ended: written by `knowledge sync`, told by /healthz and /metrics."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.settings import Settings


class Outcome(BaseModel):
    """The end of one sync. `error` is one line for the operator; empty when all went well. Times are UTC."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    started: dt.datetime
    finished: dt.datetime
    ok: bool
    new: int = 0
    changed: int = 0
    ended: int = 0
    unusable: int = 0
    error: str = ""


def outcome_file(settings: Settings) -> Path:
    """Where it lies."""
    return settings.var / "sync" / "last.json"


def write_outcome(settings: Settings, outcome: Outcome) -> None:
    """Replace the last outcome at once."""
    path = outcome_file(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    beside.write_text(outcome.model_dump_json(), encoding="utf-8")
    beside.replace(path)


def read_outcome(settings: Settings) -> Outcome | None:
    """The last outcome; None when there was no sync yet, or the file is no outcome."""
    try:
        return Outcome.model_validate_json(outcome_file(settings).read_text(encoding="utf-8"))
    except (OSError, ValidationError):
        return None
