"""The sentences on paper and in calendar files, from paper_wording.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from knowledge.wording import Wording, read_wording


@lru_cache(maxsize=1)
def paper_wording() -> Wording:
    """Read once."""
    return read_wording(Path(__file__).with_name("paper_wording.yml"))
