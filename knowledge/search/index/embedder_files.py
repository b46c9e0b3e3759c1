"""The compiled embedder in the data folder: what is truncated or changed is thrown away, so that it is made anew.

A file is sealed with its digest (`<file>.sha256`, as sha256sum writes it) once it has been opened; from then on its
content is compared, which takes milliseconds.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from pathlib import Path

from knowledge.files import write_in_one_move
from knowledge.search.index.manifest import digest_of

LOGGER = logging.getLogger("dimotlan.search")
PATTERNS = ("*.onnx", "rows.*.npy", "tokenizer.*.json")
"""What the embedder and the scorer keep there; nothing else is touched."""
SEAL = ".sha256"


def damaged(folder: Path) -> list[Path]:
    """The files that differ from their seals or, not sealed yet, cannot be opened."""
    return [path for path in _files(folder) if not (_fits_its_seal(path) if _seal(path).exists() else _opens(path))]


def mend(folder: Path) -> list[Path]:
    """Throw away what is damaged, seal the rest, and give what was thrown away: it is made when it is next needed."""
    gone = damaged(folder)
    for path in gone:
        for file in (_seal(path), path):
            file.unlink(missing_ok=True)
        LOGGER.warning("embedder_file_damaged", extra={"fields": {"file": path.name}})
    for path in _files(folder):
        if not _seal(path).exists():
            with contextlib.suppress(OSError):  # a data folder that cannot be written costs time, not answers
                write_in_one_move(_seal(path), f"{digest_of(path)}  {path.name}\n".encode())
    return gone


def _files(folder: Path) -> Iterator[Path]:
    for pattern in PATTERNS:
        yield from sorted(folder.glob(pattern))


def _seal(path: Path) -> Path:
    return path.with_name(path.name + SEAL)


def _fits_its_seal(path: Path) -> bool:
    try:
        return _seal(path).read_text(encoding="utf-8").split(maxsplit=1)[:1] == [digest_of(path)]
    except (OSError, ValueError):
        return False


def _opens(path: Path) -> bool:
    """Whether a file can be opened by what opens it in earnest. What these raise has no class in common."""
    try:
        if path.suffix == ".onnx":
            from knowledge.text.embedder.embedder import session_of

            session_of(path, 1)
        elif path.suffix == ".npy":
            import numpy as np

            np.load(path)
        else:
            from tokenizers import Tokenizer  # type: ignore[import-untyped]  # slow to import

            Tokenizer.from_file(str(path))
    except Exception:
        return False
    return True
