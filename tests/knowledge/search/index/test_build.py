from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.errors import IndexMissing
from knowledge.search.config import SearchConfig
from knowledge.search.index import build as index_module
from knowledge.search.index.build import build_index, index_is_current
from knowledge.search.pipeline import Pipeline
from knowledge.settings import Settings


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
    bytes_before = (settings.index_dir / "dense" / "vectors.npy").read_bytes()
    assert build_index(catalogue, settings, lines.append).embedded == 0
    assert (settings.index_dir / "dense" / "vectors.npy").read_bytes() == bytes_before
    assert not index_is_current(larger, settings)
    asked.clear()
    assert build_index(larger, settings, lines.append).embedded == 1
    assert asked == ["khai báo tạm vắng"]
    assert index_is_current(larger, settings)
    assert [path.name for path in settings.index_dir.iterdir()] == ["dense"]


def test_another_model_starts_afresh(catalogue: Catalogue, asked: list[str], tmp_path: Path) -> None:
    build_index(catalogue, Settings(var=tmp_path), print)
    other = Settings(var=tmp_path, dense_model="some/other-model")
    assert not index_is_current(catalogue, other)
    report = build_index(catalogue, other, print)
    assert report.embedded == report.texts


def test_without_an_index_the_error_says_what_to_do(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="python -m knowledge index"):
        Pipeline.open(catalogue, Settings(var=tmp_path))


def test_a_broken_index_counts_as_missing(catalogue: Catalogue, asked: list[str], tmp_path: Path) -> None:
    settings = Settings(var=tmp_path)
    build_index(catalogue, settings, print)
    (settings.index_dir / "dense" / "keys.json").write_text("{", encoding="utf-8")
    assert not index_is_current(catalogue, settings)
    assert build_index(catalogue, settings, print).embedded > 0


def test_opens_without_dense(
    catalogue: Catalogue, asked: list[str], tmp_path: Path, lexical_only: SearchConfig
) -> None:
    settings = Settings(var=tmp_path)
    build_index(catalogue, settings, print)
    pipeline = Pipeline.open(catalogue, settings, lexical_only)
    assert pipeline.ranked("đăng ký khai sinh")[0] == "1.001193"
