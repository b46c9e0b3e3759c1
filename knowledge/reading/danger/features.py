"""What the classifier looks at: pieces of words without marks, words without marks, and words with them.

Each kind of piece has its own stretch of numbers; a piece's number in it is a hash, so nothing need be kept by name.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Iterator

from knowledge.reading.clauses import accented
from knowledge.text.fold import fold
from knowledge.text.words import WORD

LETTERS, WORDS, ACCENTED = 2**15, 2**14, 2**14
SIZE = LETTERS + WORDS + ACCENTED
"""Numbers in all."""
MOST_WORDS = 60
"""Words that are looked at: danger is told at once."""


def features(text: str) -> dict[int, float]:
    """Number of a piece → how often it stands in a message, damped; each kind of piece has length one."""
    words = WORD.findall(accented(text))[:MOST_WORDS]
    bare = [fold(word) for word in words]
    found: dict[int, float] = {}
    start = 0
    for size, pieces in (
        (LETTERS, _letters(bare)),
        (WORDS, _runs(bare, 3)),
        (ACCENTED, _runs(words, 2)),
    ):
        counts = Counter(start + zlib.crc32(piece.encode()) % size for piece in pieces)
        damped = {number: 1 + math.log(count) for number, count in counts.items()}
        length = math.sqrt(sum(value * value for value in damped.values())) or 1.0
        found |= {number: value / length for number, value in damped.items()}
        start += size
    return found


def _letters(words: list[str]) -> Iterator[str]:
    """Two to five neighbouring letters within a word, whose ends count as letters."""
    for word in words:
        padded = f" {word} "
        for length in range(2, 6):
            for place in range(max(len(padded) - length + 1, 0)):
                yield padded[place : place + length]


def _runs(words: list[str], most: int) -> Iterator[str]:
    """One to `most` neighbouring words."""
    for length in range(1, most + 1):
        for place in range(len(words) - length + 1):
            yield " ".join(words[place : place + length])
