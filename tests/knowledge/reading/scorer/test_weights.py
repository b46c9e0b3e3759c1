"""Weights are packed into 8 bits and come back nearly as they were; a broken file says what to do."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from knowledge.reading.scorer.weights import SECOND, WEIGHTS, compiled, pack, unpack
from knowledge.text.embedder.packed_model import EmbeddedModelError, read_tensors

MOST_BYTES = 25_000_000


def test_packing_loses_less_than_a_step_of_each_row() -> None:
    luck = np.random.default_rng(1)
    state = {
        "encoder.layer.8.output.dense.weight": luck.normal(size=(6, 9)).astype(np.float32),
        "encoder.layer.8.output.dense.bias": luck.normal(size=6).astype(np.float32),
        "nothing.weight": luck.normal(size=(2, 9)).astype(np.float32),
    }
    packed = pack(state)
    assert packed["encoder.layer.8.output.dense.weight"].dtype == np.int8
    back = unpack(packed)
    assert back.keys() == state.keys()
    for name, value in state.items():
        step = np.abs(value).max(axis=-1, keepdims=True) / 127
        assert (np.abs(back[name] - value) <= step).all(), name


def test_the_artifact_is_small_and_complete(tmp_path: Path) -> None:
    assert WEIGHTS.stat().st_size + SECOND.stat().st_size <= MOST_BYTES
    graphs = compiled(WEIGHTS, SECOND, tmp_path)
    assert all(graph.exists() for graph in (graphs.alone, graphs.first, graphs.together))
    assert graphs.weights.scales.shape == graphs.second.first.scales.shape == (4,)
    assert compiled(WEIGHTS, SECOND, tmp_path).together == graphs.together


def test_a_broken_file_says_where_to_get_it(tmp_path: Path) -> None:
    broken = tmp_path / "scorer.safetensors"
    broken.write_bytes(b"broken")
    for path in (broken, tmp_path / "missing"):
        with pytest.raises(EmbeddedModelError, match="restore it from the repository"):
            compiled(path, SECOND, tmp_path)
        with pytest.raises(EmbeddedModelError, match="restore it from the repository"):
            compiled(WEIGHTS, path, tmp_path)


def test_a_second_look_over_another_first_one_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "first.safetensors"
    save_file({**read_tensors(WEIGHTS), "scales": np.ones(4, np.float32)}, other)
    with pytest.raises(EmbeddedModelError, match="was not learned over this"):
        compiled(other, SECOND, tmp_path)
