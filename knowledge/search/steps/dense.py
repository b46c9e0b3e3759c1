"""Step Dense: vectors of the texts in a flat FAISS index; the nearest text of a procedure counts."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from knowledge.search.evidence import Evidence, Floats, Scores
from knowledge.search.index.build import key_of
from knowledge.search.index.texts import EXTRA, NAME, IndexedText
from knowledge.search.step import Parts, Retriever
from knowledge.search.types import Query
from knowledge.settings import Settings
from knowledge.text.embedder.model import load_model, prompts_of

_NEAREST = 400
WORDS = 40
"""Words of a question that are embedded as a whole; what a longer one asks is embedded as its focus."""


class Dense(Retriever):
    """Scores every procedure by meaning, as cosines.

    `best`, those of its nearest text, of its `second` nearest, of its `name`, of the text nearest to the question's
    `focus`, and of that nearest to a `clause` of a story. It does not look where the words say it all (`exact`) or
    nothing.
    """

    name = "dense"

    def __init__(self, vectors: Floats, texts: Sequence[IndexedText], procedures: int, settings: Settings) -> None:
        """`texts[i]` is the text of `vectors[i]`; vectors are normalised."""
        import faiss  # slow to import

        self._places = np.array([text.place for text in texts], dtype=np.int64)
        self._procedures = procedures
        self._model = load_model(settings.dense_model, settings.embedder_dir)
        self._prompt = prompts_of(self._model, settings.dense_model)["query"]
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(np.ascontiguousarray(vectors))
        names = np.array([text.kind == NAME for text in texts], dtype=np.bool_)
        self._name_places = self._places[names]
        self._names = np.ascontiguousarray(vectors[names])
        self._lock = threading.Lock()
        self._embed = lru_cache(maxsize=2048)(self._encode)

    @classmethod
    def make(cls, parts: Parts) -> Dense | None:
        """Loads the model (a few seconds)."""
        if parts.index is None or parts.settings is None or not parts.index.keys:
            return None
        rows = {key: row for row, key in enumerate(parts.index.keys)}
        embedded = [text for text in parts.texts if text.kind != EXTRA]
        vectors = parts.index.vectors[[rows[key_of(text.text)] for text in embedded]]
        return cls(vectors, embedded, len(parts.searched), parts.settings)

    def __call__(self, evidence: Evidence) -> Evidence:
        evidence = super().__call__(evidence)
        if self.name not in evidence.retrieved:
            return evidence
        texts = dict.fromkeys((_beginning(evidence.query), evidence.query.focus or evidence.query.text))
        return replace(evidence, meaning=np.mean([self._embed(text) for text in texts], axis=0))

    def scores(self, evidence: Evidence) -> Scores | None:
        """For procedures beyond the nearest of all, the cosine is that of the last one of these."""
        query = evidence.query
        if evidence.exact or not evidence.words:
            return None
        vector = self._embed(_beginning(query))
        best, second = self._nearest(vector)
        name = np.full(self._procedures, best.min(), dtype=np.float32)
        name[self._name_places] = np.einsum("ij,j->i", self._names, vector)  # no BLAS threads, see Rank
        focused = query.focus.strip() not in ("", query.text)
        focus = self._nearest(self._embed(query.focus))[0] if focused else best
        parts = {"second": second, "name": name, "focus": focus}
        if not query.clauses:
            return Scores(best, parts, ("focus",))
        clause = np.maximum.reduce([self._nearest(self._embed(text))[0] for text in query.clauses])
        return Scores(best, {**parts, "clause": clause}, ("focus", "clause"))

    def _nearest(self, vector: Floats) -> tuple[Floats, Floats]:
        cosines, rows = self._index.search(vector[None, :], min(self._index.ntotal, _NEAREST))
        owners = self._places[rows[0]]
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


def _beginning(query: Query) -> str:
    """What of a question is embedded as a whole."""
    return " ".join(query.text.split()[:WORDS])
