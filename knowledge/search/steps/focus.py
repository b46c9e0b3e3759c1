"""Step Focus: in a long message, the part that asks. People tell their story first and say last what they need."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from knowledge.search.step import Parts, QueryStep
from knowledge.search.types import Query
from knowledge.text.words import whole_words

LONG = 18
"""Words from which a message counts as a story."""
TAIL = 16
"""Words taken from the end where nothing marks the part that asks."""
STORY = 26
"""Words from which a message is also read clause by clause."""
SHORTEST, MOST = 3, 12
"""Words of the shortest clause, and clauses that are looked at, the last ones."""
_PART = re.compile(r"[^.;?!\n]+")
_CLAUSE = re.compile(r"[^.;?!\n,:]+")


class Focus(QueryStep):
    """Finds the sentences that ask; a short question is its own focus."""

    name = "focus"

    def __init__(self, asking: Iterable[str]) -> None:
        """`asking`: words and phrases (normalised) by which a sentence that asks is known."""
        self._asking = whole_words(asking)

    @classmethod
    def make(cls, parts: Parts) -> Focus:
        return cls(parts.config.focus.asking)

    def read(self, query: Query) -> Query:
        if len(query.text.split()) < LONG:
            return replace(query, focus=query.text)
        sentences = [sentence.strip() for sentence in _PART.findall(query.text) if sentence.strip()]
        asks = [sentence for sentence in sentences if self._asking.search(sentence)] or sentences[-1:]
        text = " ".join(asks[-2:])
        words = text.split()
        if len(words) > 2 * TAIL:
            words = words[-TAIL:]
        return replace(query, focus=" ".join(words), clauses=clauses(query.text))


def clauses(text: str) -> tuple[str, ...]:
    """The clauses of a story, in order: what stands between stops and commas; none of a shorter message."""
    if len(text.split()) < STORY:
        return ()
    found = [" ".join(clause.split()) for clause in _CLAUSE.findall(text)]
    return tuple(dict.fromkeys(clause for clause in found if len(clause.split()) >= SHORTEST))[-MOST:]
