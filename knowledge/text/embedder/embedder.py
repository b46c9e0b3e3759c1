"""The embedded model ready to embed: tokenizer, packed word embeddings, and its two graphs in ONNX Runtime.

It offers what a SentenceTransformer offers (`encode`, `prompts`; mean pooling, normalised) without torch, whose import
alone takes seconds and 200 MB.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.text.embedder.onnx_graph import compiled
from knowledge.text.embedder.packed_model import model_file, read_model, unpack
from knowledge.text.embedder.tokenizer import vocabulary

PROMPTS = {"query": "query: ", "passage": "passage: "}
_FAR = -1e4
_KEPT = 64
"""Texts that are kept as the lower graph read them, some 40 kB each: a turn's message is read by search and scorer."""
Floats = NDArray[np.float32]


class Embedded:
    """Thread-safe: with one thread a text is embedded in the thread that asks."""

    prompts = PROMPTS

    def __init__(self, folder: Path, adapter: Path | None, threads: int = 1) -> None:
        """`folder` keeps the compiled graph; the first time it is made (some seconds).

        Raises:
            EmbeddedModelError: the model or the adapter is not installed or not readable.
        """
        self._lower, self._upper = (session_of(graph, threads) for graph in compiled(folder, adapter))
        packed = read_model(model_file())
        self._hidden = packed.sizes["hidden"]
        self._words = packed.tensors["emb.word"][1].reshape(-1, self._hidden // 32 * 18)
        kinds = packed.floats("emb.type").reshape(-1, self._hidden)
        self._start = packed.floats("emb.pos").reshape(-1, self._hidden) + kinds[0]
        self._tokenizer, self._row = vocabulary(packed, folder)
        self._tokenizer.no_padding()
        self._alone = lru_cache(maxsize=_KEPT)(self._read_alone)
        self.start, self.end, self._pad = (self._tokenizer.token_to_id(sign) for sign in ("<s>", "</s>", "<pad>"))

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

    def ids(self, text: str) -> list[int]:
        """The ids of the tokens of a text, without `start` and `end`."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def lower(self, ids: Sequence[Sequence[int]]) -> tuple[Floats, Floats]:
        """What the lower graph makes of texts given by ids: tokens (texts, tokens, hidden), mask (texts, tokens).

        One text alone is kept as it was read; nobody may write to it.
        """
        return self._alone(tuple(ids[0])) if len(ids) == 1 else self._read(ids)

    def _read_alone(self, ids: tuple[int, ...]) -> tuple[Floats, Floats]:
        found = self._read([ids])
        for part in found:
            part.setflags(write=False)
        return found

    def _read(self, ids: Sequence[Sequence[int]]) -> tuple[Floats, Floats]:
        longest = max(map(len, ids))
        padded = np.array([[*text, *[self._pad] * (longest - len(text))] for text in ids])
        mask = np.array([[1.0] * len(text) + [0.0] * (longest - len(text)) for text in ids], dtype=np.float32)
        words = unpack(self._words[self._row[padded.reshape(-1)]]).reshape(*padded.shape, self._hidden)
        given = {"values": words + self._start[:longest], "mask": far_where_padded(mask)}
        return self._lower.run(None, given)[0], mask

    def _batch(self, texts: list[str]) -> Floats:
        values, mask = self.lower([text.ids for text in self._tokenizer.encode_batch(texts)])
        tokens = self._upper.run(None, {"values": values, "mask": far_where_padded(mask)})[0]
        mean = (tokens * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), dtype=np.float32)


def session_of(graph: Path, threads: int) -> Any:
    """A graph ready to run in ONNX Runtime."""
    from onnxruntime import InferenceSession, SessionOptions  # type: ignore[import-untyped]  # slow to import

    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def far_where_padded(mask: Floats) -> Floats:
    """What is added to attention (texts, 1, 1, tokens), so that nothing looks at padding; mask: (texts, tokens)."""
    return np.asarray(((1 - mask) * _FAR)[:, None, None, :], dtype=np.float32)
