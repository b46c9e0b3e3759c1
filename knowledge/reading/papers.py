"""Which of several papers a message is about: "giấy báo tử em làm mất rồi"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from knowledge.files import read_own_yaml
from knowledge.reading.clauses import accented
from knowledge.text.words import WORD


def paper_named(text: str, names: Sequence[str]) -> int | None:
    """The place of the one name that shares most pairs of neighbouring words with a message; None when two do, or none.

    Pairs of words that stand in every other name ("bản sao", "giấy tờ") do not count.
    """
    spoken = _pairs(accented(text))
    shared = [len(spoken & _pairs(accented(name))) for name in names]
    most = max(shared, default=0)
    places = [place for place, count in enumerate(shared) if count == most]
    return places[0] if most and len(places) == 1 else None


def _pairs(text: str) -> set[tuple[str, str]]:
    words = WORD.findall(text)
    return {pair for pair in pairwise(words) if not _small().issuperset(pair)}


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    return frozenset(read_own_yaml(Path(__file__).with_name("papers.yml"))["small"])
