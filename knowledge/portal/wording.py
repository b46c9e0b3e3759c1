"""The portal's own sentences (portal_wording.yml): what an imported procedure and the portal's commands tell people."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from knowledge.wording import Wording, read_wording, say_money


@lru_cache(maxsize=1)
def portal_wording() -> Wording:
    """The sentences, read once.

    Raises:
        WordingError: the file is missing or broken.
    """
    return read_wording(Path(__file__).with_name("portal_wording.yml"))


def say_counts(key: str, counts: Mapping[str, Any]) -> str:
    """The sentence with those of the counts that it names, written as in Việt Nam: 4.037."""
    blanks = portal_wording().blanks(key)
    return portal_wording().say(key, **{name: say_money(counts[name]) for name in blanks})
