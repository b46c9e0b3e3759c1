"""Build the index: embed the catalogue's texts (only those that changed) and put it in its place in one move.

An index is a folder named by what it was built from (catalogue, model, rules of reading). It holds vectors.npy with
keys.json, texts.json (every text as the search reads it), and a manifest, by which a truncated file is found. The
index before stays beside it; the lexical side is built from these when a Pipeline opens.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.errors import IndexMissing
from knowledge.search.config import load_config, reading_digest
from knowledge.search.index.embedder_files import damaged, mend
from knowledge.search.index.folders import FRESH, newest_first, put_in_place, remove_left_behind
from knowledge.search.index.halfway import Halfway
from knowledge.search.index.manifest import is_whole
from knowledge.search.index.texts import EXTRA, Reading, indexed_texts
from knowledge.search.terms import terms_of
from knowledge.search.types import IndexReport
from knowledge.settings import Settings
from knowledge.text.embedder.model import STOCK, TUNED, embed_passages, load_model, model_digest
from knowledge.text.normalise import dictionary_digest

VERSION = 3
_CHUNK = 512
Floats = NDArray[np.float32]
Header = Mapping[str, str | int]
Report = Callable[[str], None]


@dataclass(frozen=True)
class StoredIndex:
    """The vectors of the texts, found by the text's key, and the texts as they were read (see Reading)."""

    keys: tuple[str, ...]
    vectors: Floats
    texts: Mapping[str, tuple[str, str]]


def key_of(text: str) -> str:
    """The cache key of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def index_folder(fingerprint: str, settings: Settings) -> Path:
    """Where the index of the catalogue with this fingerprint lies, for this model and these rules of reading."""
    return settings.index_dir / _name_of(_header_of(fingerprint, settings.dense_model))


def index_is_current(catalogue: Catalogue, settings: Settings) -> bool:
    """Whether the index of this catalogue, for this model and these rules of reading, is there and undamaged.

    The compiled embedder counts as a part of it, as far as it is there. Reads every file: 30 ms for the authored
    catalogue.
    """
    return is_whole(index_folder(catalogue.fingerprint, settings)) and not _embedder_faults(settings)


def build_index(catalogue: Catalogue, settings: Settings, report: Report) -> IndexReport:
    """Build the index of `catalogue` below settings.index_dir, embedding only texts whose vector is nowhere there.

    One build runs at a time; another one is awaited. `report` is called with the progress in plain lines. Same
    catalogue and model, same bytes.

    Raises:
        OSError: the disk is full, or the embedder cannot be read.
    """
    settings.index_dir.mkdir(parents=True, exist_ok=True)
    with _alone(settings.index_dir, report):
        started = time.monotonic()
        remove_left_behind(settings.index_dir)
        if _has_embedder(settings) and mend(settings.embedder_dir):
            report("the compiled embedder was damaged: it is made anew")
            load_model(settings.dense_model, settings.embedder_dir)
        header = _header_of(catalogue.fingerprint, settings.dense_model)
        reading = Reading(terms_of(load_config()), _texts_read_before(settings))
        wanted = list(dict.fromkeys(text.text for text in indexed_texts(catalogue, reading) if text.kind != EXTRA))
        procedures = len(catalogue.searched())
        halfway = Halfway(settings.index_dir, f"{VERSION}-{model_digest(settings.dense_model)}")
        vectors_by_key = {**halfway.read(), **_vectors_by_key(settings)}
        missing = [text for text in wanted if key_of(text) not in vectors_by_key]
        report(f"{procedures} procedures, {len(wanted)} texts, {len(missing)} to embed")
        vectors_by_key |= _embedded(missing, settings, halfway, report)
        keys = sorted(key_of(text) for text in wanted)
        vectors = np.stack([vectors_by_key[key] for key in keys]) if keys else np.zeros((0, 1), dtype=np.float32)
        _write(settings.index_dir, header, keys, vectors, reading.used)
        halfway.forget()
        if _has_embedder(settings):
            mend(settings.embedder_dir)  # seals what has just been made
        return IndexReport(procedures, len(wanted), len(missing), time.monotonic() - started)


def read_index(catalogue: Catalogue, settings: Settings) -> StoredIndex:
    """The index on disk.

    Raises:
        IndexMissing: it was not built, is damaged, or is of another catalogue or model.
    """
    folder = index_folder(catalogue.fingerprint, settings)
    if not is_whole(folder):
        raise IndexMissing(
            f"the search index in {settings.index_dir} is missing, damaged, or not of this catalogue: "
            "run `python -m knowledge index`"
        )
    texts = _read_json(folder / "texts.json")["texts"]
    return StoredIndex(tuple(_read_json(folder / "keys.json")["keys"]), _vectors_of(folder, mapped=True), texts)


@contextlib.contextmanager
def _alone(target: Path, report: Report) -> Iterator[None]:
    lock = FileLock(target / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        report("another build is running: waiting for it")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _header_of(fingerprint: str, model: str) -> dict[str, str | int]:
    return {
        "version": VERSION,
        "fingerprint": fingerprint,
        "model": model_digest(model),
        "rules": _rules(),
    }


def _name_of(header: Header) -> str:
    return hashlib.sha256(json.dumps(header, sort_keys=True).encode()).hexdigest()[:20]


def _has_embedder(settings: Settings) -> bool:
    """Whether the model is one that is compiled into the data folder."""
    return settings.dense_model in (TUNED, STOCK)


def _embedder_faults(settings: Settings) -> bool:
    return _has_embedder(settings) and bool(damaged(settings.embedder_dir))


def _embedded(texts: list[str], settings: Settings, halfway: Halfway, report: Report) -> dict[str, Floats]:
    by_key: dict[str, Floats] = {}
    for start in range(0, len(texts), _CHUNK):
        chunk = texts[start : start + _CHUNK]
        keys = [key_of(text) for text in chunk]
        vectors = embed_passages(settings.dense_model, settings.embedder_dir, chunk)
        halfway.keep(keys, vectors)
        by_key |= zip(keys, vectors, strict=True)
        report(f"embedded {start + len(chunk)}/{len(texts)}")
    return by_key


def _vectors_by_key(settings: Settings) -> dict[str, Floats]:
    """Vectors of earlier builds with the same model and version; those of a damaged index are not trusted."""
    wanted = {"version": VERSION, "model": model_digest(settings.dense_model)}
    by_key: dict[str, Floats] = {}
    for folder in reversed(newest_first(settings.index_dir)):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            held = _read_json(folder / "keys.json")
            if wanted.items() <= held["header"].items() and is_whole(folder):
                by_key |= zip(held["keys"], _vectors_of(folder), strict=True)
    return by_key


def _texts_read_before(settings: Settings) -> Mapping[str, tuple[str, str]]:
    """The texts as the last whole build by the same rules of reading read them."""
    for folder in newest_first(settings.index_dir):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            data = _read_json(folder / "texts.json")
            if data["rules"] == _rules() and is_whole(folder):
                return dict(data["texts"])
    return {}


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _vectors_of(folder: Path, *, mapped: bool = False) -> Floats:
    vectors: Floats = np.load(folder / "vectors.npy", mmap_mode="r" if mapped else None)
    return vectors


def _rules() -> str:
    return f"{VERSION}-{reading_digest(load_config())}-{dictionary_digest()}"


def _write(target: Path, header: Header, keys: list[str], vectors: Floats, texts: Mapping[str, object]) -> None:
    """Write beside the other indexes, then move: a reader sees a whole index or none, never half of one."""
    target.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=FRESH, dir=target))
    np.save(fresh / "vectors.npy", vectors)
    (fresh / "keys.json").write_text(json.dumps({"header": header, "keys": keys}), encoding="utf-8")
    read = json.dumps({"rules": _rules(), "texts": texts}, ensure_ascii=False)
    (fresh / "texts.json").write_text(read, encoding="utf-8")
    put_in_place(fresh, target / _name_of(header))
