"""An index that takes no model, for tests of what is done with indexes; and small changes to a catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.errors import IndexMissing
from knowledge.search.index import build
from knowledge.settings import Settings


def embed_by_length(_: str, __: Path, texts: Sequence[str]) -> Any:
    """Vectors that need no model."""
    return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)


def without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on indexes are built without a model, in this process."""
    monkeypatch.setattr(build, "embed_passages", embed_by_length)


class Opened:
    """Stands where the search would: it needs the index, and notes the catalogue it was opened over."""

    def __init__(self, catalogue: Catalogue, settings: Settings) -> None:
        self.catalogue = catalogue
        self.texts = build.read_index(catalogue, settings).texts


def missing(catalogue: Catalogue, settings: Settings) -> Opened:
    """A search that is never there."""
    raise IndexMissing("none")


def file_of(settings: Settings) -> Path:
    """The file of the first procedure."""
    return next(settings.catalogue.rglob("[0-9]*.yml"))


def rename(settings: Settings, name: str) -> None:
    """Give the first procedure another name."""
    lines = file_of(settings).read_text(encoding="utf-8").splitlines()
    changed = [f"name: {name}" if line.startswith("name:") else line for line in lines]
    file_of(settings).write_text("\n".join(changed) + "\n", encoding="utf-8")


def truncate(path: Path) -> None:
    """Lose the second half of a file."""
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
