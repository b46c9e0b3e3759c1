"""A bare yes or no: which sentences can be answered by it, and which option it means.

What yes and no mean is said by the question (`means` of its options), never guessed from the name of a value: "chưa" to
"Bé sinh đã quá 60 ngày chưa?" is the option "Chưa quá 60 ngày", whatever that option's value is called.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from knowledge.files import read_own_yaml
from knowledge.reading.vocabulary import vocabulary
from knowledge.schema.procedure import Question

_ASIDE = re.compile(r"\([^)]*\)")
_WORD = re.compile(r"\w+")
_HAVE = "có"


def is_yes_or_no(typed: str) -> bool:
    """Whether a text (plain, without polite words) is a bare yes or no."""
    return typed in vocabulary().yes or typed in vocabulary().no


def option_of_yes_or_no(question: Question, typed: str) -> str | None:
    """The value that a bare yes or no means; None for other words, and where the question says nothing about it.

    Args:
        question: the question that is open.
        typed: what the person wrote, in its plain form and without polite words.
    """
    if not is_yes_or_no(typed):
        return None
    agrees = typed in vocabulary().yes
    values = [option.value for option in question.options if option.means and option.means.yes is agrees]
    return values[0] if len(values) == 1 else None


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
