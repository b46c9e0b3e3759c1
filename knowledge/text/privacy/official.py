"""Codes that are no person's: of procedures, laws, dossiers and parcels, and places on the map."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.text.privacy.words import words

# A pattern begins with what it consumes and looks behind that: then the search skips other characters quickly.
_PROCEDURE = re.compile(r"[1-9](?<![\d.].)\.\d{6}(?:\.\d{2,3}){0,4}(?:\.[a-z]\d{2})?(?!\d)")
"""1.001193, 1.014632.000.00.00.h29"""
_LAW = re.compile(r"\d(?<!\d.)\d{0,4}(?:\.\d)?(?:/\d{4})?/([a-zđ]+)")
"""123/2015/nđ-cp, 66.7/2025/nq-cp, 07/đk"""
_DOSSIER_END = re.compile(r"-\d{6,8}-?\d{3,6}(?!\d)")
_DOSSIER_BEGIN = re.compile(r"(?:\d{3}(?:\.\d{2,3}){1,4}\.)?[a-z]\d{2}(?:\.\d{1,3}){0,5}")
_DOSSIER_SIGN, _DIGIT = re.compile(r"[a-z0-9.]"), re.compile(r"[0-9]")
_LONGEST_BEGIN, _LONGEST_DEGREE = 40, 3
_PARCEL = re.compile(r"[a-z](?<![^\W_].)[a-z]\d{9}vn(?![^\W_])")
"""ee123456789vn"""
_ADDRESS = re.compile(r"1(?<![\d.].)(?:0|27|72|92)(?:\.\d{1,3}){3}(?![\d.]*\d)")
"""Of a device in a network: 192.168.1.108"""
_STAMP = re.compile(r"20\d\d(?<!\d....)(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])[_-]\d{4,6}(?!\d)")
"""When a file was made: 20251104_153012"""
_TOWN_LINE = re.compile(r"0(?<!\d.)\d{2,3}[\s.)-]{0,2}10(?:22|80|88)(?!\d)")
"""What is asked of a town by phone: 024.1022"""
_DEGREES = re.compile(r"[.,]\d{4,14}(?!\d)")
"""From the point on: 10.7626"""
_MINUTES = re.compile(
    r"[°º]\s?\d{1,2}(?!\d)\s?['’′´]\s?\d{1,2}(?!\d)(?:[.,]\d{1,4})?\s?['’′´\"”″]{0,2}\s?[nebđ]?(?![^\W_])"
)
"""From the sign of the degrees on: 10°46'33.1"n"""
_NORTH, _EAST = frozenset(map(str, range(8, 25))), frozenset(map(str, range(102, 120)))
"""Degrees within which Việt Nam and its sea lie."""
_PART, _APART = r"(?:[.,]\d{1,4})?", r",?[\s;:xy=()|/-]{1,6}"
_UP, _ACROSS = r"(?:\d{6}|[.,]\d{3}[.,]\d{3})" + _PART, r"(?:\d{5}|\d\d[.,]\d{3})" + _PART
_METRES = re.compile(rf"(?:[12](?<!\d.){_UP}{_APART}[2-8]{_ACROSS}|[2-8](?<!\d.){_ACROSS}{_APART}[12]{_UP})(?!\d)")
"""Both distances of the state's map VN-2000, in metres: 1185472.36 602418.75."""
_METRE_PART = re.compile(r"\d{6}[.,]\d{1,4}(?!\d)|\.\d{3},\d{1,3}(?!\d)")
"""One of them at least has it, or they could be anything."""
_AXIS = re.compile(r"[xy](?<![^\W\d_].)\s?[:=]?\s?\d{6,7}(?:[.,]\d{1,4})?(?![\d.,]*\d)")


def official_in(lower: str) -> Iterator[tuple[int, int]]:
    """Start and end of each, in a text of lower case that holds digits."""
    if "." in lower:
        for match in _PROCEDURE.finditer(lower):
            yield match.span()
        for match in _ADDRESS.finditer(lower):
            yield match.span()
    for pattern in (_STAMP, _TOWN_LINE):
        for match in pattern.finditer(lower):
            yield match.span()
    if "/" in lower:
        for match in _LAW.finditer(lower):
            if match.group(1) in words().law_marks:
                yield match.span()
    if "-" in lower:
        for match in _DOSSIER_END.finditer(lower):
            start = _back(lower, match.start(), _DOSSIER_SIGN, _LONGEST_BEGIN)
            if _DOSSIER_BEGIN.fullmatch(lower, start, match.start()):
                yield start, match.end()
    if "vn" in lower:
        for match in _PARCEL.finditer(lower):
            yield match.span()
    yield from _places(lower)


def _places(lower: str) -> Iterator[tuple[int, int]]:
    for match in _MINUTES.finditer(lower):
        yield _back(lower, match.start(), _DIGIT, _LONGEST_DEGREE), match.end()
    if "." in lower or "," in lower:
        yield from _degrees(lower)
        for match in _METRES.finditer(lower):
            if _METRE_PART.search(match.group()):
                yield match.span()
    if "x" in lower and "y" in lower:
        for match in _AXIS.finditer(lower):
            yield match.span()


def _degrees(lower: str) -> Iterator[tuple[int, int]]:
    """Degrees north and degrees east, when a text has both: "10.7626, 106.6601", "vĩ độ 10.7626, kinh độ 106.6601"."""
    north, east = [], []
    for match in _DEGREES.finditer(lower):
        start = _back(lower, match.start(), _DIGIT, _LONGEST_DEGREE + 1)
        whole = lower[start : match.start()]
        if whole in _NORTH:
            north.append((start, match.end()))
        elif whole in _EAST:
            east.append((start, match.end()))
    if north and east:
        yield from north + east


def _back(lower: str, end: int, sign: re.Pattern[str], most: int) -> int:
    """Where the signs begin, `most` of them, that stand before `end`."""
    start = end
    while start and end - start < most and sign.match(lower, start - 1):
        start -= 1
    return start
