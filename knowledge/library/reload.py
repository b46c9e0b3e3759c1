"""The catalogue and the search of a running process, repaired and renewed without a restart.

Whoever serves follows the newest whole edition (see `editions`), and none makes one by itself: a process beside does,
when the files, the overlays or the import have changed, or when an edition or its index is missing or damaged. So no
two processes serve different catalogues for longer than a look apart. What fails is tried again, ever more rarely.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Generic, Literal, TypeVar

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.errors import KnowledgeError
from knowledge.library.backoff import Backoff
from knowledge.library.changes import Changes
from knowledge.library.editions import Editions
from knowledge.library.publish import State, last_outcome
from knowledge.library.publish_beside import Busy, PublishBeside
from knowledge.library.snapshots import Snapshot, Snapshots, first_line
from knowledge.search.index.manifest import is_whole
from knowledge.settings import Settings

LOGGER = logging.getLogger("dimotlan.knowledge")
FIRST_WAIT, LONGEST_WAIT = 5.0, 300.0
"""Seconds until what failed is tried again."""
REFUSED_WAIT = 600.0
"""Seconds until a refused catalogue is looked at again though it has not changed: the check knows the day."""
S = TypeVar("S")


class Live(Generic[S]):
    """Holds the snapshot that serves now.

    Args:
        settings: where the catalogue, the records and the index lie.
        open_search: opens the search over a catalogue whose index is built; it may be slow.
    """

    def __init__(self, settings: Settings, open_search: Callable[[Catalogue, Settings], S]) -> None:
        self._settings = settings
        self._changes, self._editions = Changes(settings), Editions(settings)
        self._snapshots = Snapshots(settings, open_search)
        self._beside = PublishBeside(settings)
        self._publishing = Backoff(FIRST_WAIT, LONGEST_WAIT)
        self._following = Backoff(FIRST_WAIT, LONGEST_WAIT)
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._snapshot: Snapshot[S] | None = None
        self._seen = self._settled = ""
        self._newest: list[int] = []
        self._builds = False
        self.problem = ""
        """Why the newest catalogue does not serve, with file and line if it is broken; empty when it serves."""

    @property
    def now(self) -> Snapshot[S]:
        """The snapshot that serves; before `open`, the catalogue is read from its files.

        Raises:
            KnowledgeError: the catalogue is not usable.
        """
        with self._lock:
            if self._snapshot is None:
                self._snapshot = self._snapshots.of_files()
            return self._snapshot

    @property
    def search_state(self) -> Literal["ok", "building", "missing"]:
        """Whether there is a search, or what is being done about it."""
        if self._snapshot is not None and self._snapshot.can_search:
            return "ok"
        return "building" if self._builds else "missing"

    def open(self) -> Snapshot[S]:
        """Take up what can serve (`Snapshots.at_start`); what it lacks, `start` has made.

        Raises:
            KnowledgeError: nothing can serve; the message says what is wrong with the files.
        """
        with self._lock:
            if self._snapshot is None:
                self._snapshot, problem = self._snapshots.at_start()
                self._tell(problem)
            return self._snapshot

    def start(self) -> None:
        """Watch in the background until the process ends; the first look is now."""
        threading.Thread(target=self._watch, name="live-catalogue", daemon=True).start()

    def stop(self) -> None:
        """Watch no longer."""
        self._stop.set()
        self._beside.stop()

    def renew(self) -> bool:
        """Look once, and have published what should be; True when another catalogue took the place of the old one."""
        if self._follow():
            return True
        if not self._should_publish():
            self._builds = False
            return False
        if not self._publishing.is_over:
            return False
        self._publish()
        if not self._follow():
            return False
        self._publishing.reset()
        return True

    def _watch(self) -> None:
        while not self._stop.is_set():
            try:
                self.renew()
            except (OSError, KnowledgeError) as error:  # the store may be busy; the next look comes soon
                LOGGER.warning("catalogue_not_looked_at", extra={"fields": {"reason": first_line(error)}})
            except Exception:  # whatever breaks, what serves goes on serving
                LOGGER.exception("catalogue_not_looked_at")
            self._stop.wait(self._settings.reload_every)

    # -- following --------------------------------------------------------------------------------------------------

    def _follow(self) -> bool:
        """Take over the newest edition that can be read and searched, unless it serves already."""
        current, numbers = self._snapshot, self._editions.numbers()
        if numbers[:1] != self._newest:
            self._newest = numbers[:1]
            self._following.reset()
        if not self._following.is_over:
            return False
        for number in numbers:
            if current and current.edition == number and current.can_search:
                return False
            if not self._snapshots.is_indexed(number):
                continue
            if (snapshot := self._opened(number, current)) is not None:
                with self._lock:
                    self._snapshot = snapshot
                self._following.reset()
                fields = {"edition": number, "procedures": len(snapshot.catalogue.procedures)}
                LOGGER.info("catalogue_renewed", extra={"fields": fields})
                return True
        return False

    def _opened(self, number: int, current: Snapshot[S] | None) -> Snapshot[S] | None:
        """An edition with its search opened; None when it cannot be."""
        snapshot = self._snapshots.of_edition(number)
        if snapshot is None:
            self._following.failed()
            return None
        if current and current.can_search and current.catalogue.fingerprint == snapshot.catalogue.fingerprint:
            # the same records seen again on a later day, or published since: the search stays
            return replace(current, catalogue=snapshot.catalogue, edition=number, index=snapshot.index)
        try:
            _ = snapshot.search
        except Exception as error:
            self._following.failed()
            self._tell(type(error).__name__)
            LOGGER.exception("edition_unusable", extra={"fields": {"edition": number}})
            return None
        return snapshot

    # -- having it published ----------------------------------------------------------------------------------------

    def _should_publish(self) -> bool:
        stamp, known, whole = self._changes.stamp(), last_outcome(self._settings), self._is_whole()
        if known is not None and known.stamp != stamp:
            known = None
        refused = known is not None and known.state is State.REFUSED
        if stamp != self._seen:
            self._seen = stamp
            self._publishing.reset()
            if refused and whole:
                self._publishing.wait(REFUSED_WAIT)
        if known is not None:
            self._settled = stamp
            if refused or whole:
                self._tell(known.reason)
        elif self._settled != stamp:
            current = self._snapshot
            return not (current and current.can_search and current.stamp == stamp)
        # settled, or once settled here and since then published from other files by another program: that is followed
        if whole and not refused:
            self._publishing.reset()
        return refused or not whole

    def _is_whole(self) -> bool:
        """Whether the newest edition serves, and it and its index are there, as far as sizes tell."""
        newest, current = self._editions.numbers()[:1], self._snapshot
        if current is None or [current.edition] != newest or current.index is None:
            return False
        return self._editions.is_there(newest[0]) and is_whole(current.index, by_size=True)

    def _publish(self) -> None:
        self._builds = True
        try:
            self._beside.run()
        except Busy:
            return  # another process is at it: it is followed when it is done
        except (KnowledgeError, OSError) as error:
            self._builds = False
            seconds = self._publishing.failed()
            self._tell(f"{first_line(error)}; tried again in {seconds:.0f} s")
            return
        self._builds = False
        # until it is followed: where publishing again helps nothing, it is not done at every look
        self._publishing.failed()
        outcome = last_outcome(self._settings)
        if outcome is not None and outcome.stamp == self._seen:
            self._tell(outcome.reason)
            if outcome.state is State.REFUSED:
                self._publishing.wait(REFUSED_WAIT)

    def _tell(self, problem: str) -> None:
        if problem and problem != self.problem:
            LOGGER.error("catalogue_refused", extra={"fields": {"reason": problem}})
        self.problem = problem
