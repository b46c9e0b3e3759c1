"""The scorer's weights: a file of 8-bit numbers, and the graph that is compiled from it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.reading.scorer.formula import Weights
from knowledge.text.embedder.onnx_graph import VERSION, layers_graph, write_small
from knowledge.text.embedder.packed_model import model_file, read_model, read_tensors

WEIGHTS = Path(__file__).with_name("scorer.safetensors")
FIRST = 6
"""The block of the embedder from which the scorer's began to learn; they stand over the whole lower graph."""
_SCALE = ".scale"
Floats = NDArray[np.float32]


def pack(state: Mapping[str, Floats]) -> dict[str, NDArray[np.generic]]:
    """Weights of linear layers as 8-bit rows with a scale each; the rest as it is."""
    packed: dict[str, NDArray[np.generic]] = {}
    for name, value in state.items():
        if not name.startswith("encoder.") or value.ndim != 2:
            packed[name] = value.astype(np.float32)
            continue
        scale = np.maximum(np.abs(value).max(axis=1, keepdims=True), 1e-8) / 127
        packed[name] = np.round(value / scale).astype(np.int8)
        packed[name + _SCALE] = scale.astype(np.float32)
    return packed


def unpack(packed: Mapping[str, NDArray[np.generic]]) -> dict[str, Floats]:
    """The weights of a packed file as float32."""
    return {
        name: np.asarray(value, np.float32) * np.asarray(packed.get(name + _SCALE, 1.0), np.float32)
        for name, value in packed.items()
        if not name.endswith(_SCALE)
    }


def compiled(path: Path, folder: Path) -> tuple[Path, Weights]:
    """The graph over the lower one of the embedder, made in `folder` when it is not there yet, and the other weights.

    Raises:
        EmbeddedModelError: the weights or the model are missing or not readable.
    """
    weights = unpack(read_tensors(path))
    digest = hashlib.sha256(f"{VERSION}\0{FIRST}\0".encode() + path.read_bytes()).hexdigest()[:16]
    graph = folder / f"{digest}.scorer.onnx"
    if not graph.exists():
        packed = read_model(model_file())
        layers = range(FIRST, packed.sizes["layers"])
        write_small(graph, layers_graph(packed.sizes, packed.epsilon, weights, layers))
    nothing, unknown, sides = (
        (weights[f"{name}.weight"], weights[f"{name}.bias"]) for name in ("nothing", "unknown", "sides")
    )
    return graph, Weights(weights["words.weight"], nothing, unknown, sides, weights["scales"])
