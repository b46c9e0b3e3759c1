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
    places: re.Pattern[str]
    """Names of places that hold another country's ("Lào Cai")."""
    denying: re.Pattern[str]
    """What stands right before a word that is denied."""
    labels: tuple[tuple[str, str], ...]
    """In plain words: with the sign, and without it; empty where no person would ask for it."""

    def in_question(self, text: str, denied: str = "") -> Flags:
        """1 for each sign that the normalised question shows, -1 for one that it only denies ("không mất"), (signs,).

        `denied` is what was left out of the text because it is denied. A name of a place is no sign.
        """
        rest = self.places.sub(" ", text)
        shown = np.array([self._shown(pattern, rest) for pattern in self.asked], dtype=np.float32)
        return np.where((shown == 0) & (_flags(self.asked, denied) > 0), np.float32(-1), shown)

    def _shown(self, pattern: re.Pattern[str], text: str) -> float:
        denied = [self.denying.search(text, 0, match.start()) is not None for match in pattern.finditer(text)]
        return 0.0 if not denied else -1.0 if all(denied) else 1.0

    def in_names(self, names: Sequence[str]) -> Flags:
        """1 for each sign that a procedure's name shows, shape (names, signs)."""
        return np.stack([_flags(self.named, normalise(name)) for name in names]) if names else np.zeros((0, 0), "f4")


@lru_cache(maxsize=1)
def load_signs() -> Signs:
    """signs.yml, read once."""
    data = dict(read_own_yaml(FILE))
    places = whole_words(map(normalise, data.pop("places")))
    denying = re.compile(rf"(?:{whole_words(map(normalise, data.pop('denying'))).pattern})\s+(?:bị\s+)?$")
    asked = tuple(whole_words(map(normalise, sign["asked"])) for sign in data.values())
    named = tuple(whole_words(map(normalise, sign["named"])) for sign in data.values())
    labels = tuple((sign.get("label", ""), sign.get("otherwise", "")) for sign in data.values())
    return Signs(tuple(data), asked, named, places, denying, labels)


def _flags(patterns: Sequence[re.Pattern[str]], text: str) -> Flags:
    return np.array([pattern.search(text) is not None for pattern in patterns], dtype=np.float32)
