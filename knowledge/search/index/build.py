"""Build the index: embed the catalogue's texts (only those that changed) and write it in one move.

The index holds vectors.npy with keys.json, and texts.json (every text as the search reads it); the lexical side is
built from these when a Pipeline opens.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.errors import IndexMissing
from knowledge.search.config import load_config, reading_digest
from knowledge.search.index.texts import EXTRA, Reading, indexed_texts
from knowledge.search.terms import terms_of
from knowledge.search.types import IndexReport
from knowledge.settings import Settings
from knowledge.text.embedder.model import embed_passages, model_digest
from knowledge.text.normalise import dictionary_digest

VERSION = 3
_FOLDER = "dense"
_CHUNK = 512
LEFT_BEHIND = 3600.0
"""Seconds after which an unfinished folder is left over from a build that was killed."""
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class StoredIndex:
    """The vectors of the texts, found by the text's key, and the texts as they were read (see Reading)."""

    keys: tuple[str, ...]
    vectors: Floats
    texts: Mapping[str, tuple[str, str]]


def key_of(text: str) -> str:
    """The cache key of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def build_index(catalogue: Catalogue, settings: Settings, report: Callable[[str], None]) -> IndexReport:
    """Write the index of `catalogue` into settings.index_dir, embedding only texts whose vector is not there yet.

    `report` is called with the progress in plain lines. Same catalogue and model, same bytes.
    """
    started = time.monotonic()
    reading = Reading(terms_of(load_config()), _texts_read(settings))
    wanted = list(dict.fromkeys(text.text for text in indexed_texts(catalogue, reading) if text.kind != EXTRA))
    vectors_by_key = _vectors_by_key(settings)
    missing = [text for text in wanted if key_of(text) not in vectors_by_key]
    procedures = len(catalogue.searched())
    report(f"{procedures} procedures, {len(wanted)} texts, {len(missing)} to embed")
    for start in range(0, len(missing), _CHUNK):
        chunk = missing[start : start + _CHUNK]
        vectors_by_key |= zip(
            map(key_of, chunk), embed_passages(settings.dense_model, settings.embedder_dir, chunk), strict=True
        )
        report(f"embedded {start + len(chunk)}/{len(missing)}")
    keys = sorted(key_of(text) for text in wanted)
    vectors = np.stack([vectors_by_key[key] for key in keys]) if keys else np.zeros((0, 1), dtype=np.float32)
    header = _header_of(catalogue.fingerprint, settings.dense_model)
    _write(settings.index_dir, header, keys, vectors, reading.used)
    return IndexReport(procedures, len(wanted), len(missing), time.monotonic() - started)


def index_is_current(catalogue: Catalogue, settings: Settings) -> bool:
    """Whether the index on disk was built from this catalogue with this model and these rules of reading."""
    return _header(settings) == _header_of(catalogue.fingerprint, settings.dense_model)


def read_index(catalogue: Catalogue, settings: Settings) -> StoredIndex:
    """The index on disk.

    Raises:
        IndexMissing: it was not built, or from another catalogue or model.
    """
    if not index_is_current(catalogue, settings):
        raise IndexMissing(
            f"the search index in {settings.index_dir} is missing or not of this catalogue: "
            "run `python -m knowledge index`"
        )
    folder = settings.index_dir / _FOLDER
    keys = json.loads((folder / "keys.json").read_text(encoding="utf-8"))["keys"]
    return StoredIndex(tuple(keys), np.load(folder / "vectors.npy", mmap_mode="r"), _texts_read(settings))


def _header_of(fingerprint: str, model: str) -> dict[str, str | int]:
    return {
        "version": VERSION,
        "fingerprint": fingerprint,
        "model": model_digest(model),
        "rules": _rules(),
    }


def _header(settings: Settings) -> dict[str, str | int] | None:
    _recover(settings.index_dir)
    try:
        data = json.loads((settings.index_dir / _FOLDER / "keys.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    header = data.get("header") if isinstance(data, dict) else None
    return header if isinstance(header, dict) else None


def _vectors_by_key(settings: Settings) -> dict[str, Floats]:
    """Vectors of an earlier build with the same model and version; empty when there is none."""
    header = _header(settings)
    if not header or header.get("model") != model_digest(settings.dense_model) or header.get("version") != VERSION:
        return {}
    folder = settings.index_dir / _FOLDER
    try:
        keys = json.loads((folder / "keys.json").read_text(encoding="utf-8"))["keys"]
        return dict(zip(keys, np.load(folder / "vectors.npy"), strict=True))
    except (OSError, ValueError, KeyError):
        return {}


def _texts_read(settings: Settings) -> Mapping[str, tuple[str, str]]:
    """The texts as an earlier build read them; none when the rules of reading have changed since."""
    try:
        data = json.loads((settings.index_dir / _FOLDER / "texts.json").read_text(encoding="utf-8"))
        return data["texts"] if data["rules"] == _rules() else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _rules() -> str:
    return f"{VERSION}-{reading_digest(load_config())}-{dictionary_digest()}"


def _recover(target: Path) -> None:
    """A process that was killed between the two renames of `_write` left the index beside its place."""
    final = target / _FOLDER
    if final.exists():
        return
    for beside in sorted(target.glob(".old-*")):
        if (beside / "keys.json").exists():
            with contextlib.suppress(OSError):  # another process was faster
                beside.rename(final)
            return


def _write(
    target: Path, header: Mapping[str, str | int], keys: list[str], vectors: Floats, texts: Mapping[str, object]
) -> None:
    """Write beside the old index, then swap: a reader sees the old index or the new one, never half of one."""
    target.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".dense-", dir=target))
    np.save(fresh / "vectors.npy", vectors)
    (fresh / "keys.json").write_text(json.dumps({"header": header, "keys": keys}), encoding="utf-8")
    read = json.dumps({"rules": _rules(), "texts": texts}, ensure_ascii=False)
    (fresh / "texts.json").write_text(read, encoding="utf-8")
    fresh.chmod(0o755)
    final, old = target / _FOLDER, target / f".old-{os.getpid()}"
    if final.exists():
        final.rename(old)
    fresh.rename(final)
    long_ago = time.time() - LEFT_BEHIND
    for left in (*target.glob(".old-*"), *target.glob(".dense-*")):
        if left == old or left.stat().st_mtime < long_ago:  # of this build, or of a build that was killed
            shutil.rmtree(left, ignore_errors=True)
