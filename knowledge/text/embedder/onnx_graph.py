"""The embedded model as two ONNX graphs with 8-bit weights: a quarter of the memory, and four times as fast on a CPU.

The lower graph reads a text; the upper one makes of it what an embedding is made of. The reader has an upper graph of
its own over the same lower one. A graph takes seconds to make and is kept in the data folder. Word embeddings stay
outside, packed as they come.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.text.embedder.packed_model import model_file, read_adapter, read_model, state_of

VERSION = 3
LOWER = 8
"""Blocks of the lower graph; the others are the upper one's."""
_OPSET, _IR = 18, 9
Floats = NDArray[np.float32]


def compiled(folder: Path, adapter: Path | None) -> tuple[Path, Path]:
    """The lower and the upper graph of the embedded model with an adapter (None: the stock model), made when missing.

    Raises:
        EmbeddedModelError: the model is not installed or not readable.
    """
    source = adapter.read_bytes() if adapter else b"stock"
    digest = hashlib.sha256(f"{VERSION}\0{LOWER}\0{model_file().stat().st_size}\0".encode() + source).hexdigest()[:16]
    lower, upper = folder / f"{digest}.lower.onnx", folder / f"{digest}.upper.onnx"
    if not (lower.exists() and upper.exists()):
        packed = read_model(model_file())
        state = state_of(packed)
        for name, change in read_adapter(adapter).items() if adapter else ():
            state[name] = state[name] + change
        layers = packed.sizes["layers"]
        write_small(lower, layers_graph(packed.sizes, packed.epsilon, state, range(LOWER), embeds=True))
        write_small(upper, layers_graph(packed.sizes, packed.epsilon, state, range(LOWER, layers)))
    return lower, upper


def write_small(path: Path, model: Any) -> None:
    """Write a graph with 8-bit weights: beside the place, then moved there, since two processes may do so at once."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]

    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".graph-", dir=path.parent) as beside:
        whole, small = Path(beside, "whole.onnx"), Path(beside, "small.onnx")
        onnx.save(model, str(whole))
        logging.getLogger().addFilter(_quiet)
        try:
            quantize_dynamic(str(whole), str(small), weight_type=QuantType.QInt8, per_channel=True)
        finally:
            logging.getLogger().removeFilter(_quiet)
        os.replace(small, path)


def _quiet(record: logging.LogRecord) -> bool:
    return "pre-processing before quantization" not in record.getMessage()


class _Builder:
    """Nodes and constants of a graph in the making; each method returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: dict[str, Any] = {}

    def constant(self, name: str, value: Any) -> str:
        from onnx import numpy_helper

        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def do(self, kind: str, inputs: list[str], name: str, **how: Any) -> str:
        from onnx import helper

        self.nodes.append(helper.make_node(kind, inputs, [name], **how))
        return name

    def linear(self, values: str, weight: Floats, bias: Floats, name: str) -> str:
        product = self.do("MatMul", [values, self.constant(f"{name}.weight", weight.T)], f"{name}.product")
        return self.do("Add", [product, self.constant(f"{name}.bias", bias)], name)

    def norm(self, values: str, state: Mapping[str, Floats], name: str, epsilon: float) -> str:
        parts = [self.constant(f"{name}.{kind}", state[f"{name}.{kind}"]) for kind in ("weight", "bias")]
        return self.do("LayerNormalization", [values, *parts], name, axis=-1, epsilon=epsilon)


def layers_graph(
    sizes: Mapping[str, int],
    epsilon: float,
    state: Mapping[str, Floats],
    layers: range,
    *,
    embeds: bool = False,
    between: bool = False,
) -> Any:
    """Blocks of the model: values (texts, words, hidden) and mask (texts, 1, 1, words; 0 or very negative) → tokens.

    Args:
        sizes: of the model.
        epsilon: of its layer norms.
        state: the weights, by the names of a BertModel.
        layers: which blocks.
        embeds: the values are sums of word embeddings, which are normalised first.
        between: the mask says for each two words how one sees the other: (texts, 1, words, words).
    """
    from onnx import TensorProto, helper

    hidden, heads = sizes["hidden"], sizes["heads"]
    make = _Builder()
    make.constant("scale", np.float32((hidden // heads) ** -0.5))
    make.constant("split", np.array([0, 0, heads, hidden // heads], np.int64))
    make.constant("join", np.array([0, 0, hidden], np.int64))
    for name, value in (("half", 0.5), ("one", 1.0), ("root", 2**-0.5)):
        make.constant(name, np.float32(value))
    values = make.norm("values", state, "embeddings.LayerNorm", epsilon) if embeds else "values"
    for i in layers:
        values = _layer(make, values, state, f"encoder.layer.{i}", epsilon)
    make.do("Identity", [values], "tokens")
    shape: list[str | int | None] = ["texts", "words", hidden]
    graph = helper.make_graph(
        make.nodes,
        "embedder",
        [
            helper.make_tensor_value_info("values", TensorProto.FLOAT, shape),
            helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["texts", 1, "words" if between else 1, "words"]),
        ],
        [helper.make_tensor_value_info("tokens", TensorProto.FLOAT, shape)],
        list(make.constants.values()),
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)])
    model.ir_version = _IR
    return model


def _layer(make: _Builder, values: str, state: Mapping[str, Floats], name: str, epsilon: float) -> str:
    def weights(*parts: str) -> tuple[Floats, Floats]:
        weight, bias = (
            np.concatenate([state[f"{name}.{part}.{kind}"] for part in parts]) for kind in ("weight", "bias")
        )
        return weight, bias

    def head(part: str, turn: list[int]) -> str:
        linear = make.linear(values, *weights(f"attention.self.{part}"), f"{name}.{part}")
        return make.do(
            "Transpose", [make.do("Reshape", [linear, "split"], f"{linear}.heads")], f"{linear}.turned", perm=turn
        )

    query, key, value = head("query", [0, 2, 1, 3]), head("key", [0, 2, 3, 1]), head("value", [0, 2, 1, 3])
    near = make.do("Mul", [make.do("MatMul", [query, key], f"{name}.near"), "scale"], f"{name}.scaled")
    share = make.do("Softmax", [make.do("Add", [near, "mask"], f"{name}.masked")], f"{name}.share", axis=-1)
    mixed = make.do(
        "Transpose", [make.do("MatMul", [share, value], f"{name}.mixed")], f"{name}.back", perm=[0, 2, 1, 3]
    )
    mixed = make.linear(
        make.do("Reshape", [mixed, "join"], f"{name}.joined"), *weights("attention.output.dense"), f"{name}.out"
    )
    values = make.norm(
        make.do("Add", [values, mixed], f"{name}.first"), state, f"{name}.attention.output.LayerNorm", epsilon
    )
    inner = make.linear(values, *weights("intermediate.dense"), f"{name}.up")
    error = make.do("Erf", [make.do("Mul", [inner, "root"], f"{name}.rooted")], f"{name}.erf")
    gate = make.do(
        "Mul",
        [make.do("Mul", [inner, "half"], f"{name}.halved"), make.do("Add", [error, "one"], f"{name}.gate")],
        f"{name}.gelu",
    )
    down = make.linear(gate, *weights("output.dense"), f"{name}.down")
    return make.norm(make.do("Add", [values, down], f"{name}.second"), state, f"{name}.output.LayerNorm", epsilon)
