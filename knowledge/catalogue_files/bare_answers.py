"""Which sentences can be answered by a bare yes or no: what the author of a question has to say then (`means`)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from knowledge.files import read_own_yaml

_ASIDE = re.compile(r"\([^)]*\)")
_WORD = re.compile(r"\w+")
_HAVE = "có"


def bare_answers(ask: str) -> frozenset[bool]:
    """Which bare answers a sentence can take: yes (True) and no (False), no alone, or neither.

    "… không?" and "… chưa?" take both; "Bạn có giấy tờ gì?" takes a no; a sentence that asks two things at once
    ("Đã khai sinh chưa, và sổ gốc còn không?") takes neither, since nobody can tell which of them was answered.
    """
    clauses = [_WORD.findall(clause) for clause in _ASIDE.sub(" ", ask).lower().split(",")]
    ends, asks_for = _sentence_words()
    if any(words and words[-1] in ends | asks_for for words in clauses[:-1]):
        return frozenset()
    words = [word for clause in clauses for word in clause]
    if words and words[-1] in ends:
        return frozenset({True, False})
    if _HAVE in words and asks_for.intersection(words[words.index(_HAVE) + 1 :]):
        return frozenset({False})
    return frozenset()


@lru_cache(maxsize=1)
def _sentence_words() -> tuple[frozenset[str], frozenset[str]]:
    data = read_own_yaml(Path(__file__).with_name("sentences.yml"))
    return frozenset(data["yes_no_ends"]), frozenset(data["asks_for"])
