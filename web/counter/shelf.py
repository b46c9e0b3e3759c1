"""The index of the catalogue that serves, made once for each and kept in memory and in the data folder."""

from __future__ import annotations

import asyncio
import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.settings import Settings
from web.counter.index import make_index
from web.logs import event

MADE_AS = "3"
"""Changes when the index is made otherwise, so that nobody is given one of the older kind."""
MOST_FILES = 3
MANY = 1_000
"""So many procedures take seconds of a processor: their index is made in a process beside, or every chat would wait."""
LONGEST_MAKING = 600.0


def version_of(catalogue: Catalogue) -> str:
    """12 hexadecimal digits that change with the catalogue, and with the way the index is made of it."""
    return hashlib.sha256(f"{MADE_AS}:{catalogue.fingerprint}".encode()).hexdigest()[:12]


def folder_of(settings: Settings) -> Path:
    """Where indexes are kept for the next start."""
    return settings.var / "counter"


def keep(folder: Path, version: str, packed: bytes) -> None:
    """Write an index in one move, and drop the oldest beyond `MOST_FILES`.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        file.write(packed)
    os.replace(file.name, _file(folder, version))
    kept = sorted(folder.glob("index-*.json.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in kept[MOST_FILES:]:
        old.unlink(missing_ok=True)


def make_beside(settings: Settings) -> None:
    """Have the index made by another process, which keeps it in the folder. Whoever needs it looks there."""
    command = [sys.executable, "-m", "web.counter"]
    environment = os.environ | settings.as_environment()
    try:
        done = subprocess.run(
            command, cwd=settings.root, env=environment, capture_output=True, check=False, timeout=LONGEST_MAKING
        )
        if done.returncode:
            event("counter_index_not_made_beside", code=done.returncode)
    except (OSError, subprocess.TimeoutExpired) as error:
        event("counter_index_not_made_beside", error=type(error).__name__)


class Shelf:
    """The newest index, made when it is first asked for; a data folder that cannot be written is done without.

    Args:
        settings: where the data folder and the catalogue are.
        make: makes the compressed index here; tests bring their own.
        beside: has the index of a large catalogue made in another process; tests bring their own.
    """

    def __init__(
        self,
        settings: Settings,
        make: Callable[[Catalogue], bytes] = make_index,
        beside: Callable[[Settings], None] = make_beside,
    ) -> None:
        self._settings = settings
        self._folder = folder_of(settings)
        self._make, self._beside = make, beside
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
        found = self._kept(version)
        if found is None and len(catalogue.entries) > MANY:
            self._beside(self._settings)
            found = self._kept(version)
        if found is not None:
            return found
        packed = self._make(catalogue)
        try:
            keep(self._folder, version, packed)
        except OSError as error:
            event("counter_index_not_kept", error=type(error).__name__)
        return packed

    def _kept(self, version: str) -> bytes | None:
        try:
            return _file(self._folder, version).read_bytes()
        except OSError:
            return None


def _file(folder: Path, version: str) -> Path:
    return folder / f"index-{version}.json.gz"
