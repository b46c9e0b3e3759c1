from __future__ import annotations

from pathlib import Path

import numpy as np

from knowledge.text.embedder.packed_model import model_file, read_model, vietnamese_pieces
from knowledge.text.embedder.tokenizer import tokenizer_of, vocabulary


def test_the_tokenizer_is_made_once_and_kept(tmp_path: Path) -> None:
    packed = read_model(model_file())
    first, rows = vocabulary(packed, tmp_path)
    kept = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    again, same = vocabulary(packed, tmp_path)
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == kept
    assert np.array_equal(rows, same)
    assert rows.tolist() == vietnamese_pieces(packed)
    text = "đăng ký khai sinh cho con"
    assert first.encode(text).ids == again.encode(text).ids
    assert first.encode(text).tokens[0] == "<s>"
    assert first.encode(text).tokens[-1] == "</s>"


def test_a_text_is_cut_to_the_longest() -> None:
    assert len(tokenizer_of(read_model(model_file()), 8).encode("khai sinh " * 50).ids) == 8
