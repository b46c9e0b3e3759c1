from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge.text.embedder import onnx_graph
from knowledge.text.embedder.onnx_graph import compiled
from knowledge.text.embedder.packed_model import ADAPTER


def test_each_adapter_has_a_graph_of_its_own_that_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Path] = []

    def write(path: Path, _: object) -> None:
        made.append(path)
        path.write_bytes(b"graph")

    monkeypatch.setattr(onnx_graph, "write_small", write)
    monkeypatch.setattr(onnx_graph, "layers_graph", lambda *_, **__: None)
    tuned, stock = compiled(tmp_path, ADAPTER), compiled(tmp_path, None)
    assert tuned != stock
    assert compiled(tmp_path, ADAPTER) == tuned
    assert made == [*tuned, *stock]


def test_a_graph_is_written_in_one_move(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import onnx
    from onnxruntime import quantization  # type: ignore[import-untyped]

    monkeypatch.setattr(onnx, "save", lambda model, path: Path(path).write_bytes(model))
    monkeypatch.setattr(quantization, "quantize_dynamic", lambda whole, small, **_: os.link(whole, small))
    onnx_graph.write_small(tmp_path / "embedder" / "a.onnx", b"whole")
    assert [path.name for path in (tmp_path / "embedder").iterdir()] == ["a.onnx"]
