"""A text as masking reads it: one sign for each visible character, every kind of digit a plain one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BARRIER = "ⴰ"
"""Stands in a view where something has been recognised already: a letter that belongs to no word of ours."""
_ENOUGH_DIGITS = 5
"""So many digits beside letters show that O and l between them are digits as well."""
_CITIZEN = 12
"""Digits of a số định danh; other numbers do not begin with "O0" ("so0912…" is "số" without its blank)."""
_REMEMBERED = 4096
_DIGIT_LIKE = re.compile(r"(?<![0-9oOlIi])(?:[0-9]++[oOlIi]|[oOlIi]++[0-9])[0-9oOlIi]*+")
_IN_ROW = re.compile(r"[0-9][0-9][ .-]$")
"""Before digits of the same number."""
_PLAIN = re.compile(
    r"[\t\n\r -~\u00a0-\u00ac\u00ae-\u00b1\u00b4-\u00b8\u00ba-\u024f\u1e00-\u1eff\u2010-\u2027\u20ab]*+"
)
"""Characters that are read as they stand."""
_AS_DIGITS = str.maketrans("oOlIi", "00111")
_INVISIBLE = frozenset({"Mn", "Me", "Cf"})


class _Visible(dict[int, str]):
    """Character → how it is read; "" for what only changes the character before it or cannot be seen."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        shown = _shown(char)
        if len(self) < _REMEMBERED:
            self[code] = shown
        return shown


def _shown(char: str) -> str:
    digit = unicodedata.digit(char, -1)
    if digit >= 0:
        return str(digit)
    if 0xFF01 <= ord(char) <= 0xFF5E:
        return chr(ord(char) - 0xFEE0)
    if unicodedata.category(char) in _INVISIBLE:
        return ""
    return " " if char == BARRIER else char


_SHOWN = _Visible()


@dataclass(frozen=True)
class View:
    """A text in three forms of one length.

    Attributes:
        shown: the visible characters, accents joined to their letters, digits and full-width forms narrow.
        lower: the same in lower case.
        digits: `lower` with O, l and i read as 0 and 1 where they stand in a number.
        starts: where each character begins in the text, and the text's length; None when all forms are as long as it.
    """

    shown: str
    lower: str
    digits: str
    starts: Sequence[int] | None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of what lies between two places of the view, with the marks that belong to it."""
        return (start, end) if self.starts is None else (self.starts[start], self.starts[end])

    def barred(self, places: Iterable[tuple[int, int]]) -> View:
        """The view with barriers at places that do not overlap."""
        ordered = sorted(places)
        if not ordered:
            return self
        return View(
            _barred(self.shown, ordered), _barred(self.lower, ordered), _barred(self.digits, ordered), self.starts
        )


def view_of(text: str) -> View:
    """`text` as a view; any Unicode is accepted."""
    starts: Sequence[int] | None = None
    shown = text if _PLAIN.fullmatch(text) else text.translate(_SHOWN)
    if len(shown) != len(text):
        shown, starts = _composed(text)
    lower = _lower(shown)
    read = _DIGIT_LIKE.sub(_read_digits, shown)
    return View(shown, lower, lower if read == shown else _lower(read), starts)


def _barred(text: str, places: Iterable[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in places:
        pieces += [text[at:start], BARRIER * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _lower(text: str) -> str:
    """`text` in lower case, as long as it was."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _composed(text: str) -> tuple[str, list[int]]:
    chars: list[str] = []
    starts: list[int] = []
    for at, char in enumerate(text):
        shown = _SHOWN[ord(char)]
        if shown:
            chars.append(shown)
            starts.append(at)
        elif chars and unicodedata.combining(char):
            joined = unicodedata.normalize("NFC", chars[-1] + char)
            if len(joined) == 1:
                chars[-1] = joined
    return "".join(chars), [*starts, len(text)]


def _read_digits(match: re.Match[str]) -> str:
    """ "O9l2" → "0912", unless letters beside it or too few digits make it a word ("CO2", "lo1")."""
    run, text = match.group(), match.string
    count = sum(map(str.isdigit, run))
    glued = match.start() > 0 and text[match.start() - 1].isalpha()
    few = count * 2 < len(run) and not _IN_ROW.search(text, max(0, match.start() - 3), match.start())
    if count == len(run) or few or (glued and count < _ENOUGH_DIGITS):
        return run
    first, last = 0, len(run)
    while not run[first].isdigit():
        first += 1
    if run[first] != "0" or last == _CITIZEN:
        first = 0
    if match.end() < len(text) and text[match.end()].isalpha():
        while not run[last - 1].isdigit():
            last -= 1
    return run[:first] + run[first:last].translate(_AS_DIGITS) + run[last:]
