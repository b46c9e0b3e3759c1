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
_WHOSE = re.compile(r"\b(?:của|do|để|về|theo|trong|từ|cho|khi|với|có)\b")
_LISTED = re.compile(r"[(),;/…]|\bhoặc\b|\bhay\b")


def paper_named(text: str, names: Sequence[str]) -> int | None:
    """The place of the one name that shares most pairs of neighbouring words with a message; None when two do, or none.

    Pairs of small words ("bản sao", "giấy tờ") do not count. Of names that share as many, the one of which least is
    left unsaid. What people call a paper (papers.yml) counts as its official words where none is named by these.
    """
    spoken = accented(text)
    named = _nearest(_pairs(spoken), names)
    return _nearest(_pairs(_written_out(spoken)), names) if named is None else named


def names_paper(text: str, name: str) -> bool:
    """Whether a message says most of a paper's name, of what it begins with, or of a name it lists ("… (hóa đơn)")."""
    spoken = _pairs(_written_out(accented(text)))
    parts = (name, _WHOSE.split(name)[0], *_LISTED.split(name))
    return any(_mostly(_telling_pairs(part), spoken) for part in parts)


@lru_cache(maxsize=8_192)
def same_paper(name: str, other: str) -> bool:
    """Whether two names are of one kind of paper, perhaps of two people or in two forms.

    "Giấy tờ tùy thân của người nghiện" and "Bản photo giấy tờ tùy thân" are; the form that asks for a paper is not the
    paper.
    """
    if _is_form(name) != _is_form(other):
        return False
    return _mostly(_telling_pairs(name.partition("(")[0]), _pairs(other.lower()))


def shares_a_name(name: str, text: str) -> bool:
    """Whether a text holds two neighbouring words of what somebody calls a paper, or most of its official name."""
    spoken, held = accented(name), _pairs(text.lower())
    officials = (official for official, says in _called() if says.search(spoken))
    return bool(_pairs(spoken) & held) or any(_mostly(_pairs(official), held) for official in officials)


def _mostly(own: set[tuple[str, str]], held: set[tuple[str, str]]) -> bool:
    return 2 * len(own & held) > len(own)


def _telling_pairs(name: str) -> set[tuple[str, str]]:
    """Those of a paper's name that few others have: "giấy tờ chứng minh" says nothing."""
    return {pair for pair in _pairs(name.lower()) if not _common().issuperset(pair)}


def _is_form(name: str) -> bool:
    return name.lower().startswith(_forms())


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
def _forms() -> tuple[str, ...]:
    return tuple(read_own_yaml(_WORDS)["forms"])


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return _small() | frozenset(read_own_yaml(_WORDS)["common"])


@lru_cache(maxsize=1)
def _called() -> tuple[tuple[str, re.Pattern[str]], ...]:
    called = read_own_yaml(_WORDS)["called"]
    return tuple((official, whole_words(says)) for official, says in called.items())
