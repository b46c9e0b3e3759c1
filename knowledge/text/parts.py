"""The parts of a message that may each want something of their own: "lệ phí bao nhiêu, với lại bao lâu có"."""

from __future__ import annotations

import re

MOST = 6
"""Parts that are looked at; who asks more in one message is answered the first."""
_ENDS = re.compile(r"[.?!;\n…]+")
_JOINS = re.compile(r",|\s(?:với lại|voi lai|và|va|rồi thì|còn|con|mà|nhưng|nhung|xong)\s", re.IGNORECASE)
_SHORTEST = 2


def parts_of(text: str) -> list[str]:
    """The sentences of a message, and the pieces of each around commas and joining words; none when it is all one.

    A piece of one word stays with what stands before it.
    """
    found: list[str] = []
    for sentence in _ENDS.split(text):
        pieces: list[str] = []
        for piece in _JOINS.split(sentence):
            words = piece.split()
            if len(words) >= _SHORTEST:
                pieces.append(" ".join(words))
            elif words and pieces:
                pieces[-1] += " " + words[0]
        if len(pieces) > 1 and len(sentence.split()) >= _SHORTEST:
            found.append(" ".join(sentence.split()))
        found += pieces
    distinct = list(dict.fromkeys(found))
    whole = " ".join(text.split())
    return [part for part in distinct if part != whole][:MOST]
