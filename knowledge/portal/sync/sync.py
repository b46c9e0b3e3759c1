"""`knowledge sync`: bring the imported records up to date with the portal, with as few requests as possible.

The list is read page by page; the details of records that are new, changed or were read long ago are fetched; then all
of it is imported at once. What was fetched is kept in a spool, so that an interrupted run goes on where it stopped.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import filelock

from knowledge.errors import KnowledgeError, StoreError, SyncRunning
from knowledge.portal.store.record_store import RecordStore
from knowledge.portal.sync.client import PortalClient
from knowledge.portal.sync.outcome import FOLDER, SyncReport, write_outcome
from knowledge.portal.sync.run import Progress, Run
from knowledge.portal.sync.spool import Spool
from knowledge.settings import Settings

SPOOL = "spool.db"
_UNITS = {"s": 1.0, "m": 60.0, "h": 3_600.0, "d": 86_400.0}
SHORTEST, LONGEST = 60.0, 366 * 86_400.0
"""Periods between two syncs, in seconds."""


def sync(
    store: RecordStore | None,
    client: PortalClient,
    settings: Settings,
    day: dt.date,
    *,
    full: bool = False,
    dry_run: bool = False,
    accept_loss: bool = False,
    progress: Progress = lambda *_: None,
) -> SyncReport:
    """Bring the store up to date.

    Args:
        store: where to import; None only in a dry run when nothing was ever imported.
        client: the portal's API; not closed here.
        settings: the data folder, and after how many days a detail is read again.
        day: the day the portal shows.
        full: fetch every detail, changed or not.
        dry_run: read the list alone, report what would be done, change nothing.
        accept_loss: go on even if more than a fifth of all procedures end.
        progress: called with the phase and how far it is.

    Raises:
        SyncRunning: another sync is running in the same data folder.
        PortalError: the portal does not give the list, or gives no detail at all; the next run goes on from here.
        ImportRefused: the list has lost too much; nothing was imported.
        StoreError: the database or the data folder cannot be used.
    """
    report = SyncReport(dt.datetime.now(dt.UTC), client.base, dry_run, accept_loss)
    folder = settings.var / FOLDER
    with _lock(folder, create=not dry_run):
        try:
            with Spool.open(folder / SPOOL, copy=dry_run) as spool:
                run = Run(client, spool, report, day, progress)
                run.read_list(full=full)
                run.plan(store, settings.sync_refresh_days)
                if not dry_run:
                    if store is None:
                        raise StoreError("a sync needs a store; only a dry run works without it")
                    run.fetch()
                    run.import_all(store)
        except BaseException as error:
            if not dry_run:
                reason = str(error) if isinstance(error, KnowledgeError) else f"interrupted ({type(error).__name__})"
                with contextlib.suppress(OSError):  # the first error is raised, not that its report cannot be written
                    write_outcome(settings, report.outcome(reason))
            raise
        if not dry_run:
            try:
                write_outcome(settings, report.outcome())
            except OSError as error:
                raise StoreError(f"{folder}: all is imported, but the outcome cannot be written: {error}") from None
    return report


@contextlib.contextmanager
def _lock(folder: Path, *, create: bool) -> Iterator[None]:
    """Hold the lock of the data folder. A folder that does not exist, and is not to be created, needs no lock."""
    if not create and not folder.is_dir():
        yield
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(folder / "lock")
        lock.acquire(timeout=0)
    except filelock.Timeout:
        raise SyncRunning(f"another sync is running in {folder}; wait until it has ended") from None
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror or error}") from None
    try:
        yield
    finally:
        lock.release()


def every_seconds(text: str) -> float:
    """The seconds of a period such as 24h, 7d, 90m or 1d12h.

    Raises:
        KnowledgeError: it is not a period, or shorter than a minute or longer than a year.
    """
    short = re.sub(r"\s+", "", text).lower()
    parts = re.findall(r"([0-9]{1,9}(?:\.[0-9]{1,3})?)([smhd])", short)
    if not parts or "".join(number + unit for number, unit in parts) != short:
        raise KnowledgeError(f"{text[:40]!r} is no period; write a period such as 24h, 7d or 90m (s, m, h, d)")
    seconds = sum(float(number) * _UNITS[unit] for number, unit in parts)
    if not SHORTEST <= seconds <= LONGEST:
        raise KnowledgeError(f"{text[:40]!r}: a period is between a minute (1m) and a year (366d)")
    return seconds
