"""Rows of numbers: all that stands between two words, in the groups in which it was typed or spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from knowledge.text.privacy.words import words

FEWEST_DIGITS = 6
"""Shorter rows hold no number of a person, whatever is said about them."""
_BEFORE, _COUNTRY = 2, 2
_PLUS = re.compile(r"\+(?<![0-9]\+)(?:[^\w\s]?[0-9]| 84)")
"""A plus of a phone's number, rather than of a sum: "2.000.000 + 3.000.000"."""
_LONGEST_GAP = 8
"""Signs between two groups of one number, without blanks."""
_MOST_BLANKS = 20
_RECKONING = frozenset("+=×→%")
"""Signs that part two numbers when a blank stands beside them."""
_MOST_JOINERS = 4
_LONGEST_JOINING = 40
_END = "."
_NUMBER_OF = frozenset({"số", "so"})
_TEN = "0123456789"
_MOST_SPOKEN = 2
"""Digits that a spoken word stands for at most."""
_NAME_DIGITS = 2
_MAY_BE_GLUED = frozenset({"phone", "citizen", "licence", "old_id", "insurance", "tax", "card"})
"""What may be said right before the first two digits of a number: "sđt09 12 34 56 78", and not "TK01"."""
_STRETCH = re.compile(r"[0-9][\W\d_]*")
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_REMARK = re.compile(r"\([^()0-9]{1,16}\)")
"""Between two pieces of a number: "079 (tỉnh) 203117758"."""
_STOP = re.compile(r"[,;:!?]\s|\.\s|\n")
_STOP_WEIGHT = _JOINER_WEIGHT = 0.5


class Group(NamedTuple):
    """Digits on end, from `start` to `end` of a row's text; `spoken` when they are words."""

    digits: str
    start: int
    end: int
    spoken: bool = False


class Gap(NamedTuple):
    """What lies between two groups: its signs without blanks, and how little it binds (0: a mere separator)."""

    signs: str
    weight: float


class Row(NamedTuple):
    """Groups, and the gaps between them: one less.

    `text` is the stretch in which they stand, and the plus before it; it begins at `offset` of the view.
    """

    text: str
    offset: int
    groups: list[Group]
    gaps: list[Gap]


_Pieces = list[tuple[list[Group], list[Gap]]]


class Rows:
    """Finds the rows of a text. A stretch that comes again, as in the next reading of a message, is read once."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, int, bool], _Pieces] = {}

    def of(self, digits: str, fewest: int = FEWEST_DIGITS) -> Iterator[Row]:
        """The rows of a view's `digits` that have `fewest` digits or more."""
        if "(" in digits:
            digits = _REMARK.sub(_blank, digits)
        tokens = list(_TOKEN.finditer(digits))
        said = [match.group() for match in tokens]
        plain = words().in_rows.isdisjoint(said)
        for start, end in _between_letters(digits, fewest) if plain else _between_words(tokens, said, fewest):
            plus = "+" if has_plus(digits, start) else ""
            key = (plus + digits[start:end], len(plus), _is_glued(digits, start))
            if key not in self._read:
                self._read[key] = _pieces(*key)
            for groups, gaps in self._read[key]:
                if sum([len(group.digits) for group in groups]) >= fewest:
                    yield Row(key[0], start - len(plus), groups, gaps)


def _blank(remark: re.Match[str]) -> str:
    """A remark as blanks, where numbers stand on both sides of it."""
    before, behind = remark.string[: remark.start()].rstrip()[-1:], remark.string[remark.end() :].lstrip()[:1]
    return " " * len(remark.group()) if before.isdigit() and behind.isdigit() else remark.group()


def _between_letters(digits: str, fewest: int) -> Iterator[tuple[int, int]]:
    """The stretches without a letter that may have `fewest` digits."""
    for match in _STRETCH.finditer(digits):
        if match.end() - match.start() >= fewest and sum(map(match.group().count, _TEN)) >= fewest:
            yield match.span()


def _between_words(tokens: list[re.Match[str]], said: list[str], fewest: int) -> Iterator[tuple[int, int]]:
    """The stretches between two words that neither stand for a digit nor join two, if they may have `fewest` digits."""
    known, first, total = words().in_rows, -1, 0
    for k, token in enumerate([*said, _END]):
        if "0" <= token[0] <= "9":
            first, total = k if first < 0 else first, total + len(token)
        elif token in known:
            first, total = k if first < 0 else first, total + _MOST_SPOKEN
        elif first >= 0:
            if total >= fewest:
                yield tokens[first].start(), tokens[k - 1].end()
            first, total = -1, 0


def has_plus(text: str, start: int) -> bool:
    """Whether what begins at `start` is a phone's number with its country in front."""
    return _PLUS.search(text, max(0, start - _BEFORE), start + _COUNTRY) is not None


def _is_glued(digits: str, start: int) -> bool:
    """Whether what begins at `start` is glued to a word that does not say what it is: "CT01", "8h30"."""
    before = start
    while before and digits[before - 1].isalpha():
        before -= 1
    return before < start and words().labels.get(digits[before:start]) not in _MAY_BE_GLUED


def _pieces(text: str, start: int, glued: bool) -> _Pieces:
    """The rows of a stretch: more than one where a gap is too wide.

    Args:
        text: the stretch, and the plus before it.
        start: where it begins in `text`.
        glued: whether it is glued to a word, so that one or two digits there are a part of a name.
    """
    pieces: _Pieces = [([], [])]
    for group in _groups(text, start):
        if len(group.digits) <= _NAME_DIGITS and (glued if group.start == start else _is_glued(text, group.start)):
            continue
        groups, gaps = pieces[-1]
        gap = _gap(text[groups[-1].end : group.start], zero=groups[0].digits[0] == "0") if groups else None
        if gap:
            gaps.append(gap)
            groups.append(group)
        else:
            pieces.append(([group], []))
    return pieces[1:]


def _groups(text: str, start: int) -> Iterator[Group]:
    """The groups of digits and the spoken ones: "chín", "mười hai" (1, 2), "hai mươi" (2, 0), "ba trăm" (3, 00).

    "ba số chín" is one (999), the count in "sáu số sau" none.
    """
    tokens = list(_TOKEN.finditer(text, start))
    said = [match.group() for match in tokens]
    speaks = _speaks(said, words().spoken)
    until = 0
    for k, token in enumerate(said):
        if k < until:
            continue
        if _counts_a_piece(said, k):
            until = k + 3  # the third word too: "sau" is "sáu" without its mark
        elif repeated := _repeated(said, k):
            until = k + 3
            yield Group(repeated, tokens[k].start(), tokens[k + 2].end(), spoken=not said[k + 2].isdigit())
        elif token[0] <= "9":
            yield Group(token, *tokens[k].span())
        elif speaks and token in words().in_rows:
            before, after = said[k - 1] if k else "", said[k + 1] if k + 1 < len(said) else ""
            if digits := words().digits_of(token, before, after):
                yield Group(digits, *tokens[k].span(), spoken=True)


def _counts_a_piece(said: list[str], k: int) -> bool:
    """Whether a number says how long the next piece is: "sáu" in "sáu số sau 615407"."""
    counts = len(said[k]) == 1 and said[k].isdigit()
    if k + 2 >= len(said) or said[k + 1] not in _NUMBER_OF or not (counts or said[k] in words().spoken):
        return False
    return said[k + 2] in words().places


def _repeated(said: list[str], k: int) -> str:
    """The digits of "ba số chín" (999) or "2 con 7" (77); "" for anything else."""
    known = words()
    if said[k] not in known.times or k + 2 >= len(said) or said[k + 1] not in known.repeated:
        return ""
    digit = known.spoken.get(said[k + 2], said[k + 2])
    return digit * known.times[said[k]] if len(digit) == 1 and digit in _TEN else ""


def _speaks(said: list[str], spoken: Mapping[str, str]) -> bool:
    """Whether a spoken digit stands beside another digit."""
    places = [k for k, token in enumerate(said) if token in spoken]
    beside = {k - 1 for k in places} | {k + 1 for k in places}
    return any(0 <= k < len(said) and (said[k] in spoken or said[k][0] <= "9") for k in beside)


@lru_cache(maxsize=4096)
def _gap(between: str, *, zero: bool) -> Gap | None:
    """What lies between two groups, the first of which may have a nought in front; None: too much for one row."""
    if len(between) == 1:
        return _gap_of_one(between)
    if len(between) > _LONGEST_JOINING:
        return None
    known = words()
    said = [token for token in _TOKEN.findall(between) if token not in known.silent]
    said = [token for k, token in enumerate(said) if not _counts_a_piece(said, k)]
    if not known.joiners.issuperset(token for token in said if not (zero and token in known.rest)):
        return None
    joiners = sum(1 for token in said if token not in known.signs)
    signs = "".join(between.split())
    if len(signs) < len(between) and not _RECKONING.isdisjoint(signs):
        return None
    if said and not joiners:
        return Gap("".join(known.signs[token] for token in said)[-1:] or _signs_of(signs), 0.0)
    if joiners:
        return Gap(signs, _JOINER_WEIGHT * joiners) if joiners <= _MOST_JOINERS else None
    if len(signs) > _LONGEST_GAP or len(between) - len(signs) > _MOST_BLANKS:
        return None
    return Gap(signs, _STOP_WEIGHT if _STOP.search(between) else 0.0)


def _signs_of(signs: str) -> str:
    """What is typed between two groups, without the words."""
    return "".join(sign for sign in signs if not sign.isalpha())


@lru_cache(maxsize=256)
def _gap_of_one(sign: str) -> Gap | None:
    if sign.isalpha():
        return None
    return Gap("" if sign.isspace() else sign, _STOP_WEIGHT if sign == "\n" else 0.0)
