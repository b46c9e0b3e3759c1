"""What a sync did, and how the last one went: var/sync/last.json, read for /healthz and /metrics."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.portal.files.faults import Fault
from knowledge.portal.importing import LARGEST_LOSS, ImportReport
from knowledge.portal.sync.plan import Plan
from knowledge.settings import Settings

FOLDER = "sync"


class Outcome(BaseModel):
    """One sync. `ok`: everything asked for was given and imported; `imported`: an import was made at all.

    Times are UTC. `listed`, `fetched` … count procedures, `requests` counts tries too; `missing` were not given by the
    portal and are asked for next time.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    started: dt.datetime
    finished: dt.datetime
    ok: bool
    imported: bool = False
    resumed: bool = False
    base: str = ""
    listed: int = 0
    fetched: int = 0
    unchanged: int = 0
    new: int = 0
    changed: int = 0
    ended: int = 0
    unusable: int = 0
    missing: int = 0
    requests: int = 0
    error: str = ""


@dataclass
class SyncReport:
    """What a sync did, or would do (`dry_run`).

    `held` counts the procedures the store held before; `missing` are details the portal did not give, with their
    place in the list as line; `gave_up` says why it was not asked for the rest.
    """

    started: dt.datetime
    base: str
    dry_run: bool = False
    accept_loss: bool = False
    resumed: bool = False
    held: int = 0
    listed: int = 0
    fetched: int = 0
    requests: int = 0
    plan: Plan = field(default_factory=Plan)
    missing: list[Fault] = field(default_factory=list)
    gave_up: str = ""
    imported: ImportReport | None = None

    @property
    def lost_too_much(self) -> bool:
        """Whether the list lacks so many of the procedures held that it was probably cut short."""
        return len(self.plan.ended) > LARGEST_LOSS * self.held

    def outcome(self, error: str = "") -> Outcome:
        """The report in figures, ended now."""
        done = self.imported.result if self.imported else None
        return Outcome(
            started=self.started,
            finished=dt.datetime.now(dt.UTC),
            ok=not error and not self.gave_up,
            imported=done is not None,
            resumed=self.resumed,
            base=self.base,
            listed=self.listed,
            fetched=self.fetched,
            unchanged=self.plan.unchanged,
            new=done.new if done else 0,
            changed=done.changed if done else 0,
            ended=done.ended if done else 0,
            unusable=done.unusable - len(self.missing) if done else 0,
            missing=len(self.missing),
            requests=self.requests,
            error=error or self.gave_up,
        )


def outcome_file(settings: Settings) -> Path:
    """Where it is written."""
    return settings.var / FOLDER / "last.json"


def last_outcome(settings: Settings) -> Outcome | None:
    """The last sync that ended; None when there was none, or what is written of it cannot be read."""
    try:
        return Outcome.model_validate_json(outcome_file(settings).read_bytes())
    except (OSError, ValidationError):
        return None


def write_outcome(settings: Settings, outcome: Outcome) -> None:
    """Write it, whole or not at all.

    Raises:
        OSError: the data folder cannot be written.
    """
    path = outcome_file(settings)
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    with beside.open("w", encoding="utf-8") as file:
        file.write(outcome.model_dump_json(indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
