"""The words people answer with (answers.yml), and the plain form in which texts are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.files import read_own_yaml
from knowledge.text.fold import fold
from knowledge.text.normalise import normalise


@dataclass(frozen=True)
class Vocabulary:
    """What short answers are made of; every phrase in its plain form."""

    negations: frozenset[str]
    polite: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    unknown: frozenset[str]
    ordinals: dict[str, int]
    """Phrase → the number of the option it picks, counted from 1."""
    picks: frozenset[str] = frozenset()
    """Words before a number that picks an option."""
    after_pick: frozenset[str] = frozenset()
    """Words that may follow it, or any short answer, and add nothing."""
    counted: tuple[str, ...] = ()
    """The numbers from one in words, in order."""


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """`text` without marks and punctuation, short forms written out, single blanks."""
    return " ".join(re.sub(r"[^\w\s]", " ", fold(normalise(text))).split())


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """answers.yml, read once."""
    data = read_own_yaml(Path(__file__).with_name("answers.yml"))
    counted = tuple(plain(phrase) for phrase in data.pop("counted"))
    ordinals = {plain(phrase): number for number, phrases in data.pop("ordinals").items() for phrase in phrases}
    sets = {name: frozenset(plain(phrase) for phrase in phrases) for name, phrases in data.items()}
    return Vocabulary(**sets, ordinals=ordinals, counted=counted)
