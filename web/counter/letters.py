"""Lines of words written with one letter a word: what repeats gets short, and gzip sees four times as far back.

Names of procedures are long and say the same words again and again. A table lists the words, the most frequent first;
a line is one letter for each of its words, and the letter tells the word's place in the table. The browser undoes it in
a few milliseconds (web/front/counter/letters.js).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

_FIRST = 35
_BACKSLASH = 92
_CONTROLS, _COUNT_OF_CONTROLS = 127, 34
MOST = 0xD800 - _FIRST - _COUNT_OF_CONTROLS - 1
"""How many places have a letter: beyond are no letters but halves of them."""


def letter(place: int) -> str:
    """The letter of a place: from "#" on, without the signs that JSON must escape and the control characters.

    Raises:
        ValueError: there are only `MOST` letters.
    """
    if not 0 <= place < MOST:
        raise ValueError(f"no letter for the place {place}")
    code = place + _FIRST
    code += code >= _BACKSLASH
    code += _COUNT_OF_CONTROLS if code >= _CONTROLS else 0
    return chr(code)


def table_of(lines: Iterable[Iterable[str]]) -> list[str]:
    """Every word of the lines, the most frequent first."""
    counts = Counter(word for line in lines for word in line)
    return sorted(counts, key=lambda word: (-counts[word], word))


def written(lines: Iterable[Iterable[str]], table: Sequence[str]) -> str:
    """The lines, one below the other, a letter for each word.

    Raises:
        KeyError: a word is not in the table.
        ValueError: the table is longer than there are letters.
    """
    letters = {word: letter(place) for place, word in enumerate(table)}
    return "\n".join("".join(letters[word] for word in line) for line in lines)
