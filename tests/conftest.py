"""What every room's tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# the compiled embedder is the same for every test: none makes its own
os.environ.setdefault("DIMOTLAN_EMBEDDER", str(Path(__file__).resolve().parents[1] / "var" / "embedder"))

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.library.assemble import load_authored
from knowledge.settings import get_settings

settings.register_profile("repeatable", derandomize=True)
settings.register_profile("searching", derandomize=False, max_examples=2_000)
# a run of the checks is the same for everybody; DIMOTLAN_FUZZ=searching looks for what nobody has found yet
settings.load_profile(os.environ.get("DIMOTLAN_FUZZ", "repeatable"))


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue as authored."""
    return load_authored(get_settings())
