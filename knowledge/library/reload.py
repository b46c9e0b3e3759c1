"""The catalogue and the search of a running process, renewed without a restart.

A new import, a changed file or overlay is noticed within seconds. The new catalogue is loaded, checked and indexed
beside the old one and then takes its place; a broken one is refused and named, and the old one goes on serving.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Generic, TypeVar

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.errors import CatalogueError, KnowledgeError
from knowledge.library.assemble import load_catalogue
from knowledge.library.changes import Changes, Stamp
from knowledge.library.check import check_catalogue
from knowledge.library.index_beside import build_beside
from knowledge.settings import Settings, now_in_vietnam

LOGGER = logging.getLogger("dimotlan.knowledge")
S = TypeVar("S")


@dataclass(frozen=True)
class Snapshot(Generic[S]):
    """One catalogue with its search, which is opened when it is first asked for."""

    catalogue: Catalogue
    since: dt.datetime
    open_search: Callable[[], S]
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _opened: list[S] = field(default_factory=list, repr=False)

    @property
    def search(self) -> S:
        """The search over this catalogue.

        Raises:
            IndexMissing: its index is not built.
        """
        with self._lock:
            if not self._opened:
                self._opened.append(self.open_search())
            return self._opened[0]


class Live(Generic[S]):
    """Holds the snapshot that serves now.

    Args:
        settings: where the catalogue, the records and the index lie.
        open_search: opens the search over a catalogue whose index is built; it may be slow.
    """

    def __init__(self, settings: Settings, open_search: Callable[[Catalogue, Settings], S]) -> None:
        self._settings = settings
        self._open_search = open_search
        self._changes = Changes(settings)
        self._stamp: Stamp = ()
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._snapshot: Snapshot[S] | None = None
        self.problem = ""
        """Why the newest catalogue was refused; empty when it serves."""

    @property
    def now(self) -> Snapshot[S]:
        """The snapshot that serves; loaded now if that was not done before.

        Raises:
            KnowledgeError: the catalogue is not usable.
        """
        with self._lock:
            if self._snapshot is None:
                self._stamp = self._changes.stamp()
                self._snapshot = self._snap(load_catalogue(self._settings))
            return self._snapshot

    def start(self) -> None:
        """Watch in the background until the process ends."""
        threading.Thread(target=self._watch, name="live-catalogue", daemon=True).start()

    def stop(self) -> None:
        """Watch no longer."""
        self._stop.set()

    def renew(self) -> bool:
        """Look once; True when a new catalogue took the place of the old one."""
        stamp = self._changes.stamp()
        if stamp == self._stamp:
            return False
        started = time.monotonic()
        try:
            snapshot = self._next(stamp)
        except KnowledgeError as error:
            self._refuse(error)
            self._stamp = stamp  # it is looked at again when it changes again
            return False
        except Exception as error:  # whatever breaks, the old catalogue goes on serving
            LOGGER.exception("catalogue_refused")
            self.problem = type(error).__name__
            self._stamp = stamp
            return False
        if snapshot is None:
            return False
        with self._lock:
            self._snapshot = snapshot
        self._stamp, self.problem = stamp, ""
        seconds = round(time.monotonic() - started, 1)
        LOGGER.info(
            "catalogue_renewed",
            extra={"fields": {"procedures": len(snapshot.catalogue.procedures), "seconds": seconds}},
        )
        return True

    def _watch(self) -> None:
        while not self._stop.wait(self._settings.reload_every):
            try:
                self.renew()
            except (OSError, KnowledgeError) as error:  # the store may be busy; the next look comes soon
                LOGGER.warning("catalogue_not_looked_at", extra={"fields": {"reason": str(error)[:300]}})

    def _next(self, stamp: Stamp) -> Snapshot[S] | None:
        """The snapshot of what lies there now; None when it went on changing meanwhile.

        Raises:
            KnowledgeError: it is not sound.
        """
        catalogue = load_catalogue(self._settings)
        current = self._snapshot
        if current and catalogue.fingerprint == current.catalogue.fingerprint:
            return replace(current, catalogue=catalogue)  # seen again on a later day, and nothing else differs
        faults = check_catalogue(catalogue, now_in_vietnam().date()).faults
        if faults:
            raise CatalogueError(faults)
        build_beside(catalogue, self._settings)
        snapshot = self._snap(catalogue)
        _ = snapshot.search  # opened before it serves
        return snapshot if self._changes.stamp() == stamp else None

    def _snap(self, catalogue: Catalogue) -> Snapshot[S]:
        return Snapshot(catalogue, dt.datetime.now(dt.UTC), partial(self._open_search, catalogue, self._settings))

    def _refuse(self, error: KnowledgeError) -> None:
        first = error.faults[0] if isinstance(error, CatalogueError) and error.faults else str(error).split("\n", 1)[0]
        self.problem = first[:300]
        LOGGER.error("catalogue_refused", extra={"fields": {"reason": self.problem}})
