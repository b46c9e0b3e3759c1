"""The indexes that lie beside each other: which is the newest, how one is put in its place, which go."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from knowledge.files import write_in_one_move
from knowledge.search.index.manifest import NAME, is_whole, seal

KEPT = 2
"""Indexes that stay: the newest, and the one that serves meanwhile, or when the newest is damaged."""
FRESH, OLD = ".new-", ".old-"
_ORDER = "order"
_LEFT = (f"{FRESH}*", f"{OLD}*", ".dense-*", "dense")
"""What killed builds leave behind, and what earlier versions of this program called an index."""


def newest_first(target: Path) -> list[Path]:
    """The folders of all indexes below `target`, by the order in which they were built (no clock is asked)."""
    folders = [path.parent for path in target.glob(f"[!.]*/{NAME}")]
    return sorted(folders, key=lambda folder: (_place(folder), folder.name), reverse=True)


def put_in_place(fresh: Path, final: Path) -> None:
    """Seal a folder that was written beside its place and move it there; the oldest indexes go.

    A whole index that is there already has the same content and stays: readers have it open.

    Raises:
        OSError: the disk is full.
    """
    if is_whole(final):
        shutil.rmtree(fresh)
    else:
        seal(fresh)
        fresh.chmod(0o755)
        old = fresh.with_name(fresh.name.replace(FRESH, OLD))
        if final.exists():
            final.rename(old)
        fresh.rename(final)
        shutil.rmtree(old, ignore_errors=True)
    place = max(map(_place, newest_first(final.parent)), default=0) + 1
    write_in_one_move(final / _ORDER, str(place).encode())
    for folder in newest_first(final.parent)[KEPT:]:
        shutil.rmtree(folder, ignore_errors=True)


def remove_left_behind(target: Path) -> None:
    """Remove what builds that were killed left behind. Call it where no other build can be running."""
    for pattern in _LEFT:
        for folder in target.glob(pattern):
            shutil.rmtree(folder, ignore_errors=True)


def _place(folder: Path) -> int:
    with contextlib.suppress(OSError, ValueError):
        return int((folder / _ORDER).read_text(encoding="utf-8"))
    return 0
