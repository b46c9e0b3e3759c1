"""The sentences of the pages of procedures, from procedure_wording.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from knowledge.wording import Wording, read_wording


@lru_cache(maxsize=1)
def procedure_wording() -> Wording:
    """Read once."""
    return read_wording(Path(__file__).with_name("procedure_wording.yml"))
