"""What a folder of built files must hold: the size and the digest of each, so that a truncated or changed one is found.

The folder is made beside its place, sealed with its manifest, and moved there in one step.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

NAME = "manifest.json"


def seal(folder: Path) -> None:
    """Write the manifest of what lies in a folder, and wait until the disk holds all of it.

    Raises:
        OSError: the folder cannot be read or written.
    """
    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    held = {name: [(folder / name).stat().st_size, digest_of(folder / name)] for name in names}
    (folder / NAME).write_text(json.dumps(held), encoding="utf-8")
    for name in (*names, NAME):
        to_disk(folder / name)
    to_disk(folder)


def is_whole(folder: Path, *, by_size: bool = False) -> bool:
    """Whether a folder holds what its manifest says; `by_size`: without reading the files."""
    held = dict(_held(folder))
    sizes = {name: _size(folder / name) for name in held}
    if not held or any(sizes[name] != size for name, (size, _) in held.items()):
        return False
    try:
        return by_size or all(digest_of(folder / name) == digest for name, (_, digest) in held.items())
    except OSError:
        return False


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's content (a second for a gigabyte).

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def to_disk(path: Path) -> None:
    """Wait until the disk holds a file or a folder: else a power cut may leave it empty after it was moved.

    Raises:
        OSError: it cannot be opened, or the disk refuses.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _held(folder: Path) -> Iterator[tuple[str, tuple[int, str]]]:
    """Name → size and digest; nothing when there is no manifest that can be read."""
    try:
        held = json.loads((folder / NAME).read_text(encoding="utf-8"))
        yield from {str(name): (int(size), str(digest)) for name, (size, digest) in held.items()}.items()
    except (OSError, ValueError, TypeError, AttributeError):
        return


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1
