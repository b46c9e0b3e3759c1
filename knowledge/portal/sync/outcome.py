"""What a sync did, and how the last sync went: var/sync/last.json, which /healthz and /metrics read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.files import write_in_one_move
from knowledge.portal.files.faults import Fault
from knowledge.portal.importing import LARGEST_LOSS, ImportReport
from knowledge.portal.sync.plan import Plan
from knowledge.settings import Settings

FOLDER = "sync"


class Outcome(BaseModel):
    """The result of a sync. `ok`: everything asked for was given and imported; `imported`: there was an import.

    Times are in UTC. `listed`, `fetched` … count procedures, `requests` counts tries too; `missing` details
    were not given by the portal and are asked for next time.
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

    `held` is the number of procedures in the store before the sync; `missing` are the details the portal did not give,
    with their place in the list as line; `gave_up` says why the rest was not asked for.
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
        """Whether the list lacks so many of the procedures in the store that it was probably cut short."""
        return len(self.plan.ended) > LARGEST_LOSS * self.held

    def outcome(self, error: str = "") -> Outcome:
        """The report in figures, ended now."""
        import_ = self.imported.result if self.imported else None
        return Outcome(
            started=self.started,
            finished=dt.datetime.now(dt.UTC),
            ok=not error and not self.gave_up,
            imported=import_ is not None,
            resumed=self.resumed,
            base=self.base,
            listed=self.listed,
            fetched=self.fetched,
            unchanged=self.plan.unchanged,
            new=import_.new if import_ else 0,
            changed=import_.changed if import_ else 0,
            ended=import_.ended if import_ else 0,
            unusable=import_.unusable - len(self.missing) if import_ else 0,
            missing=len(self.missing),
            requests=self.requests,
            error=error or self.gave_up,
        )


def outcome_file(settings: Settings) -> Path:
    """The file of the last outcome."""
    return settings.var / FOLDER / "last.json"


def last_outcome(settings: Settings) -> Outcome | None:
    """The outcome of the last sync that ended; None if there was no sync or the file cannot be read."""
    try:
        return Outcome.model_validate_json(outcome_file(settings).read_bytes())
    except (OSError, ValidationError):
        return None


def write_outcome(settings: Settings, outcome: Outcome) -> None:
    """Write the outcome of the last sync.

    Raises:
        OSError: the data folder cannot be written.
    """
    write_in_one_move(outcome_file(settings), f"{outcome.model_dump_json(indent=2)}\n".encode())
