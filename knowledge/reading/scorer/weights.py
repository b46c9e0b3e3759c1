"""The scorer's weights: a file of 8-bit numbers, and the graph that is compiled from it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.reading.scorer.formula import Weights
from knowledge.reading.scorer.second_look import SecondWeights
from knowledge.text.embedder.onnx_graph import VERSION, layers_graph, write_small
from knowledge.text.embedder.packed_model import EmbeddedModelError, model_file, read_model, read_tensors

WEIGHTS = Path(__file__).with_name("scorer.safetensors")
SECOND = Path(__file__).with_name("second_look.safetensors")
FIRST, ALONE = 6, 9
"""The block of the embedder from which the scorer's began to learn (they stand over the whole lower graph), and the one
from which on the first look's make vectors: what comes before is enough to tell how alike two texts are."""
_SCALE, OVER = ".scale", "over"
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


@dataclass(frozen=True)
class Graphs:
    """Where the compiled graphs are, and the weights of the two formulas.

    Attributes:
        alone: over the lower graph of the embedder, reads each text alone.
        first: over that, each text alone still; `weights`: of the formula over it.
        together: over the lower graph, a message with a question and its options; `second`: of the formula over it.
    """

    alone: Path
    first: Path
    together: Path
    weights: Weights
    second: SecondWeights


def compiled(first: Path, together: Path, folder: Path) -> Graphs:
    """The graphs over the lower one of the embedder, made in `folder` when they are not there yet.

    Args:
        first: the weights of the blocks that read each text alone.
        together: of those that read a message with a question.
        folder: where graphs are kept.

    Raises:
        EmbeddedModelError: the weights or the model are missing or not readable.
    """
    own, joined = (unpack(read_tensors(path)) for path in (first, together))
    if not np.array_equal(joined.get(OVER, np.zeros(0)), over(first)):
        raise EmbeddedModelError(
            f"{together.name} was not learned over this {first.name}: restore it from the repository, or train it again"
        )
    second = SecondWeights(first_weights(joined), joined["said.weight"][0], joined["silent.weight"][0], joined["kinds"])
    end = read_model(model_file()).sizes["layers"]
    return Graphs(
        _graph("alone", first, folder, range(FIRST, ALONE)),
        _graph("first", first, folder, range(ALONE, end)),
        _graph("together", together, folder, range(FIRST, end), between=True),
        first_weights(own),
        second,
    )


def over(first: Path) -> Floats:
    """What a second look carries of the first one that it was learned over: the bytes of its digest as numbers."""
    return np.frombuffer(hashlib.sha256(first.read_bytes()).digest(), dtype=np.uint8).astype(np.float32)


def first_weights(state: Mapping[str, Floats]) -> Weights:
    """The weights of the formula beside the blocks."""
    nothing, unknown, sides = (
        (state[f"{name}.weight"], state[f"{name}.bias"]) for name in ("nothing", "unknown", "sides")
    )
    return Weights(state["words.weight"], nothing, unknown, sides, state["scales"])


def _graph(name: str, path: Path, folder: Path, blocks: range, *, between: bool = False) -> Path:
    digest = hashlib.sha256(f"{VERSION}\0{FIRST}\0{ALONE}\0".encode() + path.read_bytes()).hexdigest()[:16]
    made = folder / f"{digest}.{name}.onnx"
    if not made.exists():
        packed = read_model(model_file())
        state = unpack(read_tensors(path))
        write_small(made, layers_graph(packed.sizes, packed.epsilon, state, blocks, between=between))
    return made
