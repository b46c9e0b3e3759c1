"""The parts of a message that may each want something of their own: "lệ phí bao nhiêu, với lại bao lâu có"."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from knowledge.files import read_own_yaml

MOST = 6
"""Parts that are looked at; who asks more in one message is answered the first."""
_ENDS = re.compile(r"[.?!;\n…]+")
_SHORTEST = 2


def parts_of(text: str) -> list[str]:
    """The sentences of a message, and the pieces of each around commas and joining words; none when it is all one.

    A piece of one word stays with what stands before it.
    """
    found: list[str] = []
    for sentence in _ENDS.split(text):
        pieces: list[str] = []
        for piece in _joins().split(sentence):
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


@lru_cache(maxsize=1)
def _joins() -> re.Pattern[str]:
    """A comma, or a joining word between blanks."""
    words = read_own_yaml(Path(__file__).with_name("parts.yml"))["joins"]
    return re.compile(rf",|\s(?:{'|'.join(map(re.escape, words))})\s", re.IGNORECASE)
