"""Vectors of a build that is under way, kept chunk by chunk: a build that is killed goes on where it was."""

from __future__ import annotations

import contextlib
import hashlib
import io
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.files import write_in_one_move

Floats = NDArray[np.float32]


class Halfway:
    """The vectors that builds with one model have made so far.

    Args:
        target: the folder of the indexes.
        model: names the model and the way in which a text's key and vector are made.
    """

    def __init__(self, target: Path, model: str) -> None:
        self._folder = target / f".halfway-{hashlib.sha256(model.encode()).hexdigest()[:16]}"

    def read(self) -> dict[str, Floats]:
        """Key of a text → its vector; a chunk that cannot be read is passed over."""
        by_key: dict[str, Floats] = {}
        for path in sorted(self._folder.glob("*.npz")):
            with contextlib.suppress(OSError, ValueError, KeyError, zipfile.BadZipFile), np.load(path) as chunk:
                by_key |= zip(chunk["keys"].tolist(), chunk["vectors"], strict=True)
        return by_key

    def keep(self, keys: Sequence[str], vectors: Floats) -> None:
        """Keep a chunk. A disk that is full costs time after a kill, not this build."""
        buffer = io.BytesIO()
        np.savez(buffer, keys=np.array(keys), vectors=vectors)
        with contextlib.suppress(OSError):
            write_in_one_move(self._folder / f"{keys[0]}.npz", buffer.getvalue())

    def forget(self) -> None:
        """The build is done: its index holds them all."""
        shutil.rmtree(self._folder, ignore_errors=True)
