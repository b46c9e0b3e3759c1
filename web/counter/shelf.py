"""The index of the catalogue that serves, made once for each and kept in memory and in the data folder."""

from __future__ import annotations

import asyncio
import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from knowledge.catalogue_files.catalogue import Catalogue
from web.counter.index import make_index
from web.logs import event

MADE_AS = "2"
"""Changes when the index is made otherwise, so that nobody is given one of the older kind."""
MOST_FILES = 3


def version_of(catalogue: Catalogue) -> str:
    """12 hexadecimal digits that change with the catalogue, and with the way the index is made of it."""
    return hashlib.sha256(f"{MADE_AS}:{catalogue.fingerprint}".encode()).hexdigest()[:12]


class Shelf:
    """The newest index. Made when it is first asked for: that takes seconds, in a thread.

    Args:
        folder: where it is kept for the next start; a folder that cannot be written is done without.
        make: makes the compressed index; tests bring their own.
    """

    def __init__(self, folder: Path, make: Callable[[Catalogue], bytes] = make_index) -> None:
        self._folder = folder
        self._make = make
        self._held: tuple[str, bytes] = ("", b"")
        self._lock = asyncio.Lock()

    async def index(self, catalogue: Catalogue, version: str) -> bytes | None:
        """The compressed index of this version; None when the catalogue is not (or no longer) of this version."""
        if version != version_of(catalogue):
            return None
        async with self._lock:  # two clerks who come at once wait for one making
            if self._held[0] != version:
                self._held = (version, await asyncio.to_thread(self._find_or_make, catalogue, version))
        return self._held[1]

    def _find_or_make(self, catalogue: Catalogue, version: str) -> bytes:
        path = self._folder / f"index-{version}.json.gz"
        try:
            return path.read_bytes()
        except OSError:
            packed = self._make(catalogue)
        try:
            self._keep(path, packed)
        except OSError as error:
            event("counter_index_not_kept", error=type(error).__name__)
        return packed

    def _keep(self, path: Path, packed: bytes) -> None:
        """Write in one move, and drop the oldest beyond `MOST_FILES`."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
            file.write(packed)
        os.replace(file.name, path)
        kept = sorted(self._folder.glob("index-*.json.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in kept[MOST_FILES:]:
            old.unlink(missing_ok=True)
