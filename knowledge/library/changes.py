"""Noticing that the catalogue on disk has changed, without reading it."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from knowledge.catalogue_files.overlays import FOLDER as OVERLAYS
from knowledge.portal.store.record_store import RecordStore
from knowledge.settings import Settings


class Changes:
    """Looks at the catalogue's files, the overlays and the last import.

    Args:
        settings: where they lie.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._store: RecordStore | None = None

    def stamp(self) -> str:
        """Differs whenever something has changed: the time and size of each file, and the last import.

        It is the same in every process with these settings.

        Raises:
            StoreError: there is a store of records, and it cannot be read.
        """
        stamps = [*_files(self._settings.catalogue), *_files(self._settings.var / OVERLAYS)]
        if self._store is None and RecordStore.exists(self._settings):
            self._store = RecordStore.open(self._settings)
        last = self._store.latest() if self._store else None
        if last is not None:
            stamps.append((last.fingerprint, last.id, 0))
        return hashlib.sha256(json.dumps(stamps).encode()).hexdigest()


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    for path in sorted(folder.rglob("*.yml")) if folder.is_dir() else ():
        with contextlib.suppress(OSError):  # it has just been moved away: the next look shows that
            status = path.stat()
            yield str(path), status.st_mtime_ns, status.st_size
