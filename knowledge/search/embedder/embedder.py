"""The embedded model ready to embed: tokenizer, packed word embeddings, and the graph in ONNX Runtime.

It offers what a SentenceTransformer offers (`encode`, `prompts`; mean pooling, normalised) without torch, whose import
alone takes seconds and 200 MB.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.search.embedder.onnx_graph import compiled
from knowledge.search.embedder.packed_model import model_file, read_model, unpack
from knowledge.search.embedder.tokenizer import vocabulary

PROMPTS = {"query": "query: ", "passage": "passage: "}
_FAR = -1e4
Floats = NDArray[np.float32]


class Embedded:
    """Thread-safe: with one thread a text is embedded in the thread that asks."""

    prompts = PROMPTS

    def __init__(self, folder: Path, adapter: Path | None, threads: int = 1) -> None:
        """`folder` keeps the compiled graph; the first time it is made (some seconds).

        Raises:
            EmbeddedModelError: the model or the adapter is not installed or not readable.
        """
        from onnxruntime import InferenceSession, SessionOptions  # type: ignore[import-untyped]  # slow to import

        options = SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = InferenceSession(str(compiled(folder, adapter)), options, providers=["CPUExecutionProvider"])
        packed = read_model(model_file())
        self._hidden = packed.sizes["hidden"]
        self._words = packed.tensors["emb.word"][1].reshape(-1, self._hidden // 32 * 18)
        kinds = packed.floats("emb.type").reshape(-1, self._hidden)
        self._start = packed.floats("emb.pos").reshape(-1, self._hidden) + kinds[0]
        self._tokenizer, self._row = vocabulary(packed, folder)

    def encode(self, texts: str | Sequence[str], prompt: str = "", batch_size: int = 32, **_: Any) -> Floats:
        """Normalised vectors: (dimensions,) for one text, (texts, dimensions) for several."""
        if isinstance(texts, str):
            return np.asarray(self._batch([prompt + texts])[0])
        by_length = sorted(range(len(texts)), key=lambda i: (len(texts[i]), i))
        out = np.zeros((len(texts), self._hidden), dtype=np.float32)
        for start in range(0, len(texts), batch_size):
            chunk = by_length[start : start + batch_size]
            out[chunk] = self._batch([prompt + texts[i] for i in chunk])
        return out

    def _batch(self, texts: list[str]) -> Floats:
        encoded = self._tokenizer.encode_batch(texts)
        ids = np.array([text.ids for text in encoded])
        mask = np.array([text.attention_mask for text in encoded], dtype=np.float32)
        words = unpack(self._words[self._row[ids.reshape(-1)]]).reshape(*ids.shape, self._hidden)
        given = {"values": words + self._start[: ids.shape[1]], "mask": ((1 - mask) * _FAR)[:, None, None, :]}
        tokens = self._session.run(None, given)[0]
        mean = (tokens * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), dtype=np.float32)
