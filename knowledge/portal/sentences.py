"""The sentences of a record, as published: to be quoted, never retold."""

from __future__ import annotations

import re

from knowledge.portal.record import Record

SHORTEST = 25
"""Characters; what is shorter is a heading or a number."""
_ENDS = re.compile(r"(?<=[.;:!?])\s+(?=[A-ZĐÀ-Ỹ(+–-])|\n+")
_MARKS = re.compile(r"^[\s\-+*•–.;:]+|^\(?[0-9ivx]+[.)]\s*")


def sentences_of(record: Record) -> tuple[str, ...]:
    """The sentences of its steps, ways of filing and conditions, in the record's order, each once."""
    texts = [
        *(step.words for step in record.steps),
        *(method.words for method in record.methods),
        record.requirements,
    ]
    pieces = (_MARKS.sub("", " ".join(piece.split())).strip(" ;") for text in texts for piece in _ENDS.split(text))
    return tuple(dict.fromkeys(piece for piece in pieces if len(piece) >= SHORTEST))
