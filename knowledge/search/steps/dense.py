"""Step Dense: sentence-transformers vectors in a flat FAISS index, several a procedure, the nearest one counts."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.search.embedder.model import load_model, prompts_of
from knowledge.search.evidence import DenseScores
from knowledge.search.index.texts import NAME, IndexedText
from knowledge.search.types import Query
from knowledge.settings import Settings

Floats = NDArray[np.float32]
_NEAREST = 400
WORDS = 40
"""Words of a question that are embedded as a whole; what a longer one asks is embedded as its focus."""


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
