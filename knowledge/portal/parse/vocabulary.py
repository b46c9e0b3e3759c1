"""The words by which the importer understands records (vocabulary.yml)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, dict[str, list[str]]]:
    path = Path(__file__).with_name("vocabulary.yml")
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def any_of(group: str, name: str) -> str:
    """The alternatives of one list of the vocabulary, as part of a regular expression."""
    return "(?:" + "|".join(str(one) for one in _vocabulary()[group][name]) + ")"


@lru_cache(maxsize=64)
def pattern(template: str) -> re.Pattern[str]:
    """A regular expression, case ignored, in which {group.name} stands for the alternatives of a list."""
    filled = re.sub(r"\{(\w+)\.(\w+)\}", lambda found: any_of(found[1], found[2]), template)
    return re.compile(filled, re.IGNORECASE)
