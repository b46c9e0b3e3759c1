from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from filelock import FileLock

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.errors import IndexMissing
from knowledge.search.config import SearchConfig
from knowledge.search.index import build as index_module
from knowledge.search.index.build import build_index, index_folder, index_is_current, read_index
from knowledge.search.pipeline import Pipeline
from knowledge.settings import Settings
from tests.web.helpers import wait_for


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were embedded; the vectors are made from their hash."""
    seen: list[str] = []

    def embed(_: str, __: Path, texts: Sequence[str]) -> Any:
        seen.extend(texts)
        rows = [np.frombuffer(hashlib.sha256(text.encode()).digest(), dtype=np.uint8)[:8] for text in texts]
        return np.array(rows, dtype=np.float32) / 255

    monkeypatch.setattr(index_module, "embed_passages", embed)
    return seen


def test_only_what_changed_is_embedded(
    catalogue: Catalogue, larger: Catalogue, asked: list[str], tmp_path: Path
) -> None:
    settings = Settings(var=tmp_path)
    lines: list[str] = []
    first = build_index(catalogue, settings, lines.append)
    assert first.embedded == first.texts == len(asked)
    assert lines
    folder = index_folder(catalogue.fingerprint, settings)
    bytes_before = (folder / "vectors.npy").read_bytes()
    assert build_index(catalogue, settings, lines.append).embedded == 0
    assert (folder / "vectors.npy").read_bytes() == bytes_before
    assert not index_is_current(larger, settings)
    asked.clear()
    assert build_index(larger, settings, lines.append).embedded == 1
    assert asked == ["khai báo tạm vắng"]
    assert index_is_current(larger, settings)
    assert index_is_current(catalogue, settings)  # it may serve until the larger one is taken up
    folders = {index_folder(some.fingerprint, settings).name for some in (catalogue, larger)}
    assert {path.name for path in settings.index_dir.iterdir()} == {*folders, ".lock"}


def test_another_model_starts_afresh(catalogue: Catalogue, asked: list[str], tmp_path: Path) -> None:
    build_index(catalogue, Settings(var=tmp_path), print)
    other = Settings(var=tmp_path, dense_model="some/other-model")
    assert not index_is_current(catalogue, other)
    report = build_index(catalogue, other, print)
    assert report.embedded == report.texts


def test_without_an_index_the_error_says_what_to_do(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="python -m knowledge index"):
        Pipeline.open(catalogue, Settings(var=tmp_path))


@pytest.mark.parametrize("name", ["keys.json", "texts.json", "vectors.npy", "manifest.json"])
def test_a_truncated_file_counts_as_missing_and_is_made_anew(
    catalogue: Catalogue, asked: list[str], tmp_path: Path, name: str
) -> None:
    settings = Settings(var=tmp_path)
    build_index(catalogue, settings, print)
    path = index_folder(catalogue.fingerprint, settings) / name
    before = path.read_bytes()
    path.write_bytes(before[:-3])
    assert not index_is_current(catalogue, settings)
    with pytest.raises(IndexMissing, match="damaged"):
        read_index(catalogue, settings)
    assert build_index(catalogue, settings, print).embedded > 0  # vectors of a damaged index are not trusted
    assert path.read_bytes() == before
    assert index_is_current(catalogue, settings)


def test_a_killed_build_goes_on_where_it_was(
    catalogue: Catalogue, asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, embed = Settings(var=tmp_path), vars(index_module)["embed_passages"]
    monkeypatch.setattr(index_module, "_CHUNK", 4)

    def embed_twice(*arguments: Any) -> Any:
        if len(asked) >= 8:
            raise KeyboardInterrupt
        return embed(*arguments)

    monkeypatch.setattr(index_module, "embed_passages", embed_twice)
    with pytest.raises(KeyboardInterrupt):
        build_index(catalogue, settings, print)
    first = len(asked)
    assert not index_is_current(catalogue, settings)
    monkeypatch.setattr(index_module, "embed_passages", embed)
    report = build_index(catalogue, settings, print)
    assert report.embedded == report.texts - first
    assert not list(settings.index_dir.glob(".halfway-*"))


def test_one_build_at_a_time(catalogue: Catalogue, asked: list[str], tmp_path: Path) -> None:
    settings = Settings(var=tmp_path)
    settings.index_dir.mkdir(parents=True)
    lines: list[str] = []
    with FileLock(settings.index_dir / ".lock"):
        building = threading.Thread(target=build_index, args=(catalogue, settings, lines.append))
        building.start()
        wait_for(lambda: bool(lines))
        assert lines == ["another build is running: waiting for it"]
        assert not asked
    building.join(20)
    assert index_is_current(catalogue, settings)


def test_a_damaged_embedder_makes_the_index_stale(
    catalogue: Catalogue, asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(var=tmp_path, embedder=tmp_path / "embedder")
    (tmp_path / "embedder").mkdir()
    np.save(tmp_path / "embedder" / "rows.1.npy", np.arange(100))
    build_index(catalogue, settings, print)
    assert index_is_current(catalogue, settings)
    (tmp_path / "embedder" / "rows.1.npy").write_bytes(b"\x93NUMPY")
    assert not index_is_current(catalogue, settings)
    loaded: list[str] = []
    monkeypatch.setattr(index_module, "load_model", lambda name, folder: loaded.append(name))
    assert build_index(catalogue, settings, print).embedded == 0
    assert loaded == [settings.dense_model]  # which makes what was thrown away
    assert index_is_current(catalogue, settings)


def test_opens_without_dense(
    catalogue: Catalogue, asked: list[str], tmp_path: Path, lexical_only: SearchConfig
) -> None:
    settings = Settings(var=tmp_path)
    build_index(catalogue, settings, print)
    pipeline = Pipeline.open(catalogue, settings, lexical_only)
    assert pipeline.ranked("đăng ký khai sinh")[0] == "1.001193"
