"""What may serve: one catalogue with its search, from an edition or from the files; and which one a start takes."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from filelock import Timeout

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.errors import CatalogueError, KnowledgeError
from knowledge.library.assemble import load_catalogue
from knowledge.library.changes import Changes
from knowledge.library.editions import Editions, EditionUnusable
from knowledge.library.publish import last_outcome, publish
from knowledge.search.index.manifest import is_whole
from knowledge.settings import Settings

LOGGER = logging.getLogger("dimotlan.knowledge")
LOCK_WAIT = 5.0
"""Seconds that a start waits for another process that is publishing."""
S = TypeVar("S")


@dataclass(frozen=True)
class Snapshot(Generic[S]):
    """One catalogue with its search, which is opened when it is first asked for.

    Attributes:
        edition: its number; None when the catalogue was read from the files themselves.
        stamp: of these files (see `Changes`), when it was.
        index: where the index of an edition lies.
    """

    catalogue: Catalogue
    since: dt.datetime
    open_search: Callable[[], S]
    edition: int | None = None
    stamp: str = ""
    index: Path | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _opened: list[S] = field(default_factory=list, repr=False)

    @property
    def search(self) -> S:
        """The search over this catalogue.

        Raises:
            IndexMissing: its index is not built, or damaged.
        """
        with self._lock:
            if not self._opened:
                self._opened.append(self.open_search())
            return self._opened[0]

    @property
    def can_search(self) -> bool:
        """Whether the search was opened; does not wait while it is being opened."""
        return bool(self._opened)


class Snapshots(Generic[S]):
    """Makes snapshots.

    Args:
        settings: where the catalogue, the records, the editions and the index lie.
        open_search: opens the search over a catalogue whose index is built; it may be slow.
    """

    def __init__(self, settings: Settings, open_search: Callable[[Catalogue, Settings], S]) -> None:
        self._settings = settings
        self._open_search = open_search
        self._changes, self._editions = Changes(settings), Editions(settings)

    def at_start(self) -> tuple[Snapshot[S], str]:
        """What can serve, and what is wrong with the newest catalogue.

        The catalogue that lies there, if it is sound and indexed; else the last edition that can be searched; else the
        files without a search; else the last edition without one.

        Raises:
            KnowledgeError: nothing can serve; the message says what is wrong with the files.
        """
        problem = self._take_up()
        for number in self._editions.numbers():
            if self.is_indexed(number, by_size=False) and (snapshot := self.of_edition(number)):
                return snapshot, problem
        try:
            return self.of_files(), problem
        except KnowledgeError as error:
            for number in self._editions.numbers():
                if snapshot := self.of_edition(number):
                    return snapshot, problem or first_line(error)
            raise

    def of_files(self) -> Snapshot[S]:
        """The catalogue as the files, the overlays and the last import have it.

        Raises:
            KnowledgeError: it is not usable.
        """
        stamp = self._changes.stamp()
        return self._snap(load_catalogue(self._settings), stamp=stamp)

    def is_indexed(self, number: int, *, by_size: bool = True) -> bool:
        """Whether an edition is whole, and its index too (`by_size`: as far as sizes tell)."""
        try:
            return is_whole(self._index(self._editions.about(number).fingerprint), by_size=by_size)
        except EditionUnusable:
            return False

    def of_edition(self, number: int) -> Snapshot[S] | None:
        """The catalogue of an edition; None when that is not usable."""
        try:
            catalogue = self._editions.load(number)
        except (KnowledgeError, OSError) as error:
            fields = {"edition": number, "reason": first_line(error)}
            LOGGER.warning("edition_unusable", extra={"fields": fields})
            return None
        return self._snap(catalogue, edition=number, index=self._index(catalogue.fingerprint))

    def _index(self, fingerprint: str) -> Path:
        from knowledge.search.index.build import index_folder  # loads numpy, which a process without a search spares

        return index_folder(fingerprint, self._settings)

    def _take_up(self) -> str:
        """Make an edition of what lies there if that takes no time, its index being ready; what is wrong with it."""
        try:
            known = last_outcome(self._settings)
            if known is None or known.stamp != self._changes.stamp():
                with self._editions.lock(LOCK_WAIT):
                    known = publish(self._settings, build=False, report=LOGGER.info)
        except Timeout:
            return ""  # another process is publishing it: it is followed later
        except (KnowledgeError, OSError) as error:
            return f"{type(error).__name__}: {first_line(error)}"
        return known.reason

    def _snap(
        self, catalogue: Catalogue, *, edition: int | None = None, stamp: str = "", index: Path | None = None
    ) -> Snapshot[S]:
        opens = partial(self._open_search, catalogue, self._settings)
        return Snapshot(catalogue, dt.datetime.now(dt.UTC), opens, edition, stamp, index)


def first_line(error: Exception) -> str:
    """The first fault, or the first line of an error, short enough for a log and for /healthz."""
    first = error.faults[0] if isinstance(error, CatalogueError) and error.faults else str(error).split("\n", 1)[0]
    return first[:300]
