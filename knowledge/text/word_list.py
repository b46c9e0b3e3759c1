"""Which neighbouring syllables are one Vietnamese word: a spelling mender must leave these alone.

The list is underthesea's (Viet74K), read without importing underthesea (which takes seconds).
"""

from __future__ import annotations

import importlib.util
import unicodedata
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from knowledge.text.fold import fold
from knowledge.text.normalise import place_tones


@lru_cache(maxsize=1)
def word_pairs() -> frozenset[tuple[str, str]]:
    """Every two syllables that stand side by side in a word of the list, with their marks: ("nhà", "trai")."""
    lines = place_tones(unicodedata.normalize("NFC", _file().read_text(encoding="utf-8")).lower()).splitlines()
    return frozenset(pair for line in lines if " " in line for pair in pairwise(line.split()))


@lru_cache(maxsize=1)
def folded_word_pairs() -> frozenset[tuple[str, str]]:
    """The same without marks."""
    return frozenset((fold(first), fold(second)) for first, second in word_pairs())


def is_word(first: str, second: str) -> bool:
    """Whether two syllables (lower case, with their marks) are a word, or neighbours in one."""
    return (first, second) in word_pairs()


def is_toneless_word(first: str, second: str) -> bool:
    """The same for a text that was typed without marks."""
    return (first, second) in folded_word_pairs()


def _file() -> Path:
    spec = importlib.util.find_spec("underthesea")
    if spec is None or spec.origin is None:
        raise RuntimeError("underthesea is not installed; run `make setup`")
    return Path(spec.origin).parent / "corpus" / "data" / "Viet74K.txt"
