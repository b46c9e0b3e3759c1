"""The review's sentences for people: of `diff` and of `check --review`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from knowledge.wording import Wording, read_wording


@lru_cache(maxsize=1)
def diff_wording() -> Wording:
    """The sentences of diff_wording.yml, read once."""
    return read_wording(Path(__file__).with_name("diff_wording.yml"))


@lru_cache(maxsize=1)
def contradictions_wording() -> Wording:
    """The sentences of contradictions_wording.yml, read once."""
    return read_wording(Path(__file__).with_name("contradictions_wording.yml"))
