"""The questions, and the same questions mistyped."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.search.types import Decision
from knowledge.text.fold import fold, has_marks
from training.questions import read_labelled

QUESTIONS = Path(__file__).resolve().parents[2] / "tests" / "knowledge" / "search"
FAQ = frozenset({"faq"})
OUT = "oos_"
WORDS_A_TYPO = 3
_WORD = re.compile(r"[^\W\d_]+")
_NEAR = {
    "a": "sq",
    "s": "ad",
    "d": "sf",
    "e": "wr",
    "i": "uo",
    "o": "ip",
    "n": "bm",
    "h": "gj",
    "t": "ry",
    "g": "fh",
    "c": "xv",
    "u": "yi",
}


@dataclass(frozen=True)
class Case:
    """One labelled question. `accept` holds the codes that a search can find, none when out of scope."""

    question: str
    accept: frozenset[str]
    expect: Decision
    stratum: str
    also: Decision | None = None
    """Another behaviour that a second reader thought right."""

    @property
    def clear(self) -> bool:
        """Whether one procedure is meant: what R@k is counted over."""
        return self.expect is Decision.ANSWER


def read_cases(path: Path, catalogue: Catalogue) -> tuple[list[Case], int]:
    """The cases of a file, and how many were left out because none of their procedures is in the catalogue."""
    searched = frozenset(catalogue.searched())
    cases, missing = [], 0
    for labelled in read_labelled(path):
        accept = frozenset(catalogue.head(catalogue.current(code)) for code in labelled.accept) & searched
        if labelled.accept and not accept:
            missing += 1
            continue
        cases.append(Case(labelled.question, accept, labelled.expect, labelled.stratum, labelled.also))
    return cases, missing


def accented(cases: Iterable[Case]) -> list[Case]:
    """The clear cases that were typed with diacritics, as people do who can."""
    return [case for case in cases if case.clear and has_marks(case.question)]


def without_marks(cases: Iterable[Case]) -> list[Case]:
    """The same questions as from a phone without a Vietnamese keyboard."""
    return [replace(case, question=fold(case.question)) for case in cases]


def with_typos(cases: Iterable[Case], seed: int = 7) -> list[Case]:
    """One slip per three words: a letter doubled, left out, swapped with the next, or the key beside it; by seed."""
    chance = random.Random(seed)
    return [replace(case, question=_mistype(case.question, chance)) for case in cases]


def _mistype(text: str, chance: random.Random) -> str:
    matches = [match for match in _WORD.finditer(text) if len(match.group()) > 2]
    hit = set(chance.sample(range(len(matches)), k=min(len(matches), len(text.split()) // WORDS_A_TYPO)))
    out, end = [], 0
    for i, match in enumerate(matches):
        out += [text[end : match.start()], _slip(match.group(), chance) if i in hit else match.group()]
        end = match.end()
    return "".join([*out, text[end:]])


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    kind = chance.choice(("double", "drop", "swap", "near"))
    if kind == "double":
        return word[:at] + word[at] + word[at:]
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "swap":
        return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    beside = _NEAR.get(word[at].lower())
    return word[:at] + chance.choice(beside) + word[at + 1 :] if beside else word[:at] + word[at] + word[at:]
