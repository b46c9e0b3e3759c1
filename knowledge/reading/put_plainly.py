"""Denials in the dress of a question ("có hỏng gì đâu", "làm gì có hạn") and stress ("tui đi chớ ai") put plainly."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from knowledge.files import read_own_yaml


def put_plainly(text: str) -> str:
    """An accented text in lower case, with what only looks like a question written as what it says."""
    for pattern, says in _patterns():
        text = pattern.sub(says, text)
    return text


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = read_own_yaml(Path(__file__).with_name("put_plainly.yml"))["said"]
    return tuple((re.compile(pattern), says) for pattern, says in pairs)
