"""Which of several papers a message is about: "giấy báo tử em làm mất rồi"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from knowledge.files import read_own_yaml
from knowledge.reading.clauses import accented
from knowledge.text.words import WORD, whole_words

_WORDS = Path(__file__).with_name("papers.yml")


def paper_named(text: str, names: Sequence[str]) -> int | None:
    """The place of the one name that shares most pairs of neighbouring words with a message; None when two do, or none.

    Pairs of small words ("bản sao", "giấy tờ") do not count. Of names that share as many, the one of which least is
    left unsaid. What people call a paper (papers.yml) counts as its official words where none is named by these.
    """
    spoken = accented(text)
    named = _nearest(_pairs(spoken), names)
    return _nearest(_pairs(_written_out(spoken)), names) if named is None else named


def _nearest(spoken: set[tuple[str, str]], names: Sequence[str]) -> int | None:
    found = []
    for place, name in enumerate(names):
        own = _pairs(accented(name))
        shared = len(spoken & own)
        found.append((shared, shared / len(own) if own else 0.0, place))
    best = max(found, default=(0, 0.0, 0))
    alone = sum(score[:2] == best[:2] for score in found) == 1
    return best[2] if best[0] and alone else None


def _written_out(text: str) -> str:
    """The text, with the official words for every paper that it calls by another name."""
    return " . ".join([text, *(official for official, says in _called() if says.search(text))])


def _pairs(text: str) -> set[tuple[str, str]]:
    words = WORD.findall(text)
    return {pair for pair in pairwise(words) if not _small().issuperset(pair)}


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    return frozenset(read_own_yaml(_WORDS)["small"])


@lru_cache(maxsize=1)
def _called() -> tuple[tuple[str, re.Pattern[str]], ...]:
    called = read_own_yaml(_WORDS)["called"]
    return tuple((official, whole_words(says)) for official, says in called.items())
