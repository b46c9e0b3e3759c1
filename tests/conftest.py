"""What every room's tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# the compiled embedder is the same for every test: none makes its own
os.environ.setdefault("DIMOTLAN_EMBEDDER", str(Path(__file__).resolve().parents[1] / "var" / "embedder"))

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.library.assemble import load_authored
from knowledge.settings import get_settings
from knowledge.wording import Wording

settings.register_profile("repeatable", derandomize=True)
settings.register_profile("searching", derandomize=False, max_examples=2_000)
# a run of the checks is the same for everybody; DIMOTLAN_FUZZ=searching looks for what nobody has found yet
settings.load_profile(os.environ.get("DIMOTLAN_FUZZ", "repeatable"))


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue as authored."""
    return load_authored(get_settings())


@pytest.fixture(scope="session", autouse=True)
def no_empty_blanks() -> Iterator[None]:
    """A sentence whose blank is filled with nothing fails the test that says it."""

    def refuse(key: str, blank: str) -> None:
        raise AssertionError(f"the sentence {key!r} is said with nothing in its blank {blank!r}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Wording, "on_empty", staticmethod(refuse))
        yield
