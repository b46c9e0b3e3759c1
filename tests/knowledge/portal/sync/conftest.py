"""A stand-in of a few pages, and settings with each kind of store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.portal.sync import client as client_module
from knowledge.settings import Settings
from tests.knowledge.portal.stand import COUNT, Stand, standing


@pytest.fixture
def stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    """A stand-in of 24 records, listed in pages of ten."""
    monkeypatch.setattr(client_module, "PAGE_SIZE", 10)
    with standing(tmp_path, COUNT) as stand:
        yield stand


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(var=tmp_path / "var")


@pytest.fixture
def either(url: str, tmp_path: Path) -> Settings:
    """Settings with each kind of store."""
    return Settings(var=tmp_path / "var", records_url="" if url.startswith("sqlite") else url)
