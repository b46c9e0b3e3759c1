"""A damaged file of the compiled embedder is thrown away, and made anew when it is needed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto, helper, save

from knowledge.search.index.embedder_files import SEAL, damaged, mend


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small graph and a row file, as they were made, and something that is none of ours."""
    value = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1])
    out = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1])
    graph = helper.make_graph([helper.make_node("Neg", ["x"], ["y"], doc_string="z" * 500)], "small", [value], [out])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)])
    model.ir_version = 9
    save(model, str(tmp_path / "small.onnx"))
    np.save(tmp_path / "rows.1.npy", np.arange(1000))
    (tmp_path / "notes.txt").write_text("mine")
    return tmp_path


def truncate(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def test_what_opens_is_sealed_and_stays(folder: Path) -> None:
    assert mend(folder) == []
    assert sorted(path.name for path in folder.glob(f"*{SEAL}")) == [f"rows.1.npy{SEAL}", f"small.onnx{SEAL}"]
    assert mend(folder) == damaged(folder) == []


@pytest.mark.parametrize("name", ["small.onnx", "rows.1.npy"])
@pytest.mark.parametrize("sealed", [True, False])
def test_a_truncated_file_goes(folder: Path, name: str, sealed: bool) -> None:
    if sealed:
        mend(folder)
    truncate(folder / name)
    assert [path.name for path in damaged(folder)] == [name]
    assert [path.name for path in mend(folder)] == [name]
    assert not (folder / name).exists()
    assert not (folder / (name + SEAL)).exists()
    assert mend(folder) == []
    assert (folder / "notes.txt").exists()


def test_a_changed_byte_shows_in_what_was_sealed(folder: Path) -> None:
    mend(folder)
    content = bytearray((folder / "rows.1.npy").read_bytes())
    content[-1] ^= 1
    (folder / "rows.1.npy").write_bytes(content)
    assert [path.name for path in mend(folder)] == ["rows.1.npy"]


def test_a_tokenizer_that_is_none_goes(folder: Path) -> None:
    (folder / "tokenizer.1.json").write_text('{"version": "1.0", "trunc')
    assert [path.name for path in mend(folder)] == ["tokenizer.1.json"]


def test_no_folder_no_fault(tmp_path: Path) -> None:
    assert mend(tmp_path / "nowhere") == []
