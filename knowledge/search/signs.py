"""Signs: words that tell siblings apart (lost, extend, foreign …), in the question and in a procedure's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.files import read_own_yaml
from knowledge.text.normalise import normalise
from knowledge.text.words import whole_words

FILE = Path(__file__).with_name("signs.yml")
Flags = NDArray[np.float32]


@dataclass(frozen=True)
class Signs:
    """The signs in a fixed order: their names, and what shows them in a question and in a name."""

    names: tuple[str, ...]
    asked: tuple[re.Pattern[str], ...]
    named: tuple[re.Pattern[str], ...]
    labels: tuple[tuple[str, str], ...]
    """In plain words: with the sign, and without it; empty where no person would ask for it."""

    def in_question(self, text: str) -> Flags:
        """1 for each sign that the normalised question shows, shape (signs,)."""
        return _flags(self.asked, text)

    def in_names(self, names: Sequence[str]) -> Flags:
        """1 for each sign that a procedure's name shows, shape (names, signs)."""
        return np.stack([_flags(self.named, normalise(name)) for name in names]) if names else np.zeros((0, 0), "f4")


@lru_cache(maxsize=1)
def load_signs() -> Signs:
    """signs.yml, read once."""
    data = read_own_yaml(FILE)
    asked = tuple(whole_words(map(normalise, sign["asked"])) for sign in data.values())
    named = tuple(whole_words(map(normalise, sign["named"])) for sign in data.values())
    labels = tuple((sign.get("label", ""), sign.get("otherwise", "")) for sign in data.values())
    return Signs(tuple(data), asked, named, labels)


def _flags(patterns: Sequence[re.Pattern[str]], text: str) -> Flags:
    return np.array([pattern.search(text) is not None for pattern in patterns], dtype=np.float32)
