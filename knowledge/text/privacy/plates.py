"""Plates of vehicles: "59X1-123.45", "30A 12345", "29-B1 234.56", of the army and of embassies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from knowledge.text.privacy.harmless import is_year
from knowledge.text.privacy.labels import label_before, says
from knowledge.text.privacy.view import View
from knowledge.text.privacy.words import words

_S = r"(?:[^\w,;]|_){0,3}"
_NUMBER = r"\d{3}[\W_]{0,2}\d{2}|\d{4}(?![\W_]{1,2}\d)"
_PLATE = re.compile(rf"([1-9])(?<!\d.)(?<!\d[.,].)(\d)({_S})([a-zđ]{{1,2}})(\s?\d)??({_S})({_NUMBER})(?!\d)")
_IN_PIECES = re.compile(
    rf"([1-9])(?<!\d.)(?<!\d[.,].)(\d)({_S})([a-zđ]{{1,2}})(\s?\d)?({_S})(\d(?:[\W_]{{0,3}}\d){{3,4}})(?![\W_]{{0,2}}\d)(?![^\W_])"
)
"""Its digits set apart in any way: "29M1-55 8 13", "81 B 1 2 0 3 . 4 4"."""
_NO_PROVINCE = frozenset({"10", "13", "42", "44", "45", "46", "87", "91", "96"})
_SAID = re.compile(
    rf"[0-9a-zđ](?<![^\W_].)(?:(?<=[a-zđ])[a-zđ]?{_S}\d{{1,2}}{_S}\d{{2,3}}(?:{_S}\d{{2}})?"
    rf"|(?<=[a-zđ])\d?{_S}\d{{3}}[\W_]{{0,2}}\d{{2}}|(?<=\d)\d{_S}\d{{3}}{_S}(?:ng|nn|qt|cv){_S}\d{{2,3}}"
    rf"|(?<=\d)\d[\W_]{{0,2}}[a-zđ]{{1,2}}\d?{_S}\d\d[ .]\d{{3}}"
    rf"|(?<=\d)\d\d[ .-]{{0,2}}\d{{2}})(?![^\W_])(?![\W_]{{1,2}}\d)"
)
"""What is a plate only because it was said to be one: of the army, of embassies, without its province."""
_ARMY = re.compile(r"[A-Z](?<![^\W\d_].)[A-Z]\s?[.-]\s?\d{2}[\W_]{1,3}\d{2}(?!\d)(?![\W_]\d)")
_EMBASSY = re.compile(r"\d(?<!\d.)\d[-. ]\d{3}[-. ](?:NG|NN|QT|CV)[-. ]\d{2,3}(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_FAR, _PAIR, _OLD = 3, 2, 4
_LONGEST_WORD = 12
_LETTERS = "abcdefghijklmnopqrstuvwxyzđ"
_BARE, _LETTERED = ("plate", "sign"), ("plate", "sign", "vehicle")
"""What must be said before bare digits, and before digits and letters."""


def plates_in(view: View) -> Iterator[tuple[int, int]]:
    """Start and end of each plate."""
    said = any(says(kind, view.lower) for kind in _LETTERED)
    for match in _PLATE.finditer(view.lower):
        if _looks_like_plate(view, match) or (said and _is_said(view, match.start(), _LETTERED)):
            yield match.span()
    for match in _IN_PIECES.finditer(view.lower):
        if (said and _is_said(view, match.start(), _LETTERED)) or _is_dashed_series(view, match):
            yield match.span()
    if view.shown != view.lower:
        for match in _ARMY.finditer(view.shown):
            if match.group()[:2].lower() in words().army_plates:
                yield match.span()
        for match in _EMBASSY.finditer(view.shown):
            yield match.span()
    if said:
        for match in _SAID.finditer(view.lower):
            kinds = _BARE if match.group().replace(".", "").isdecimal() else _LETTERED
            if _may_be_said(view, match) and _is_said(view, match.start(), kinds):
                yield match.span()


def spoken_plates_in(view: View) -> Iterator[tuple[int, int]]:
    """Start and end of each plate that is spoken, in whole or in part, and said to be one."""
    if any(says(kind, view.lower) for kind in _LETTERED):
        for match in _spoken().finditer(view.lower):
            if not words().in_rows.isdisjoint(_WORD.findall(match.group())) and _is_said(
                view, match.start(), _LETTERED
            ):
                yield match.span()


def _looks_like_plate(view: View, match: re.Match[str]) -> bool:
    """Whether it is a plate by its form alone, and not "20 kg 12345", "lớp 12A1 2024" or "15T1 2024"."""
    first, second, left, series, number, right, tail = match.groups()
    known = words()
    if first + second in _NO_PROVINCE or is_year(tail) or _stands_behind(view.lower, match.start(), known.no_plates):
        return False
    if view.digits[match.start() : match.end()].isdecimal():  # the letter is a mistyped digit
        return False
    if len(series) == _PAIR and series in known.plate_units:
        return False
    if series + (number or "").strip() in known.no_series:
        return False
    if tail.isdecimal() and len(tail) == _OLD and not number and "-" not in right:
        return False
    upper = view.shown[match.start(4) : match.end(4)].isupper()
    dashed = not tail.isdigit() or "-" in right or "." in right
    if series in known.plate_units and not number and not (upper and not left.isspace()):
        return dashed and not left.isspace() and not right.isspace()
    if len(series) == _PAIR and series not in known.plate_pairs and left:
        return False
    return upper or not left or left == "-"


def _is_dashed_series(view: View, match: re.Match[str]) -> bool:
    """Whether a series of a letter and a digit stands before a dash, glued to its province: "29M1-55 8 13"."""
    first, second, left, _, number, right, tail = match.groups()
    if first + second in _NO_PROVINCE or not number or is_year(tail[:4]):
        return False
    upper = view.shown[match.start(4) : match.end(4)].isupper()
    behind = _stands_behind(view.lower, match.start(), words().no_plates)
    return upper and left in ("", "-") and right.strip() in ("-", "–") and not behind


@lru_cache(maxsize=1)
def _spoken() -> re.Pattern[str]:
    """What a spoken plate looks like: "năm chín x một, hai tám bốn bảy một", "30f gạch 284 chấm 71"."""
    digit, letter, between = spoken_signs()
    return re.compile(
        rf"{digit}(?:{between}{digit}){{1,2}}{between}(?:{letter}|[a-zđ])(?:{between}{digit}){{4,6}}(?![^\W_])"
    )


@lru_cache(maxsize=1)
def spoken_signs() -> tuple[str, str, str]:
    """Patterns of one digit, typed or spoken, of a spoken letter, and of what stands between two of them."""
    digit, joiner, letter = (
        "|".join(map(re.escape, sorted(some, key=len, reverse=True)))
        for some in (
            {*words().spoken, *words().ten, *words().tens},
            words().joiners - words().repeated,
            words().plate_letters,
        )
    )
    digit = rf"(?:\d|(?<![^\W_])(?:{digit})(?![^\W_]))"
    return digit, letter, rf"[\W_]{{0,3}}(?:(?:{joiner})[\W_]{{1,3}}){{0,2}}"


def _stands_behind(lower: str, start: int, before: frozenset[str]) -> bool:
    """Whether the word before `start` is one of these."""
    last = lower[max(0, start - _LONGEST_WORD) : start].split()[-1:]
    return bool(last) and last[0] in before


def _may_be_said(view: View, match: re.Match[str]) -> bool:
    """Whether the letters in front belong to the number ("TM 12-34", "x1 123.45") and are no word ("là 123.45")."""
    bare = match.group().lstrip(_LETTERS)
    letters = match.group()[: len(match.group()) - len(bare)]
    if not letters:
        return not is_year(bare)
    if len(letters) > 1 and letters not in words().army_plates and letters not in words().plate_pairs:
        return False
    return not bare[0].isspace() or view.shown[match.start() : match.start() + len(letters)].isupper()


def _is_said(view: View, start: int, kinds: tuple[str, ...]) -> bool:
    label = label_before(view.lower, start)
    return label.kind in kinds and label.distance <= _FAR
