"""Numbers in digits and in words: "77", "bảy lăm", "hai mươi mốt", "một trăm linh năm", "triệu rưỡi", "hai ba".

No kept library reads Vietnamese numerals without a compiler of grammars (viet-itn needs OpenFst), so these are ours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from knowledge.files import read_own_yaml

WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")
_LARGEST = 10**12
_DIGITS = "0123456789"


@dataclass(frozen=True)
class Number:
    """A number between the words `start` and `end` (exclusive); a range for "hai ba" (2 to 3)."""

    low: float
    high: float
    start: int
    end: int


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, Any]:
    """values.yml, read once."""
    return dict(read_own_yaml(Path(__file__).with_name("values.yml")))


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, in order."""
    return WORD.findall(text)


def read_numbers(words: Sequence[str]) -> list[Number]:
    """Every number in these words, none overlapping, in order."""
    found: list[Number] = []
    place = 0
    while place < len(words):
        number = number_at(words, place)
        if number is None:
            place += 1
        else:
            found.append(number)
            place = number.end
    return found


def number_at(words: Sequence[str], place: int) -> Number | None:
    """The longest number that begins at a place, or None."""
    if place >= len(words):
        return None
    if words[place][0] in _DIGITS:
        value = _digits(words[place])
        return None if value is None else _scaled(words, place, place + 1, value)
    below = _below_thousand(words, place)
    if below is None:
        scale = vocabulary()["scales"].get(words[place])
        if scale and _is_half(words, place + 1):  # "triệu rưỡi"
            return Number(1.5 * scale, 1.5 * scale, place, place + 2)
        return None
    value, end = below
    pair = _pair(words, place, end, value)
    return pair or _scaled(words, place, end, value)


def _digits(word: str) -> float | None:
    if _GROUPED.fullmatch(word):
        value = float(re.sub(r"[.,]", "", word))
    elif word.count(",") + word.count(".") <= 1:
        value = float(word.replace(",", "."))
    else:
        return None
    return value if value < _LARGEST else None


def _scaled(words: Sequence[str], start: int, end: int, value: float) -> Number:
    """The number with its scales: "hai triệu ba trăm nghìn", "2 triệu rưỡi"."""
    scales = vocabulary()["scales"]
    total, smallest = 0.0, float("inf")
    while end < len(words) and words[end] in scales and scales[words[end]] < smallest:
        smallest = scales[words[end]]
        total += value * smallest
        end += 1
        value = 0.0
        if _is_half(words, end):
            return Number(total + smallest / 2, total + smallest / 2, start, end + 1)
        below = _below_thousand(words, end) if end < len(words) else None
        if below is None or (smallest == min(scales.values()) and below[1] < len(words) and words[below[1]] in scales):
            break
        if below[1] < len(words) and words[below[1]] in scales:
            value, end = below
        else:
            break
    return Number(total + value, total + value, start, end)


def _is_half(words: Sequence[str], place: int) -> bool:
    return place < len(words) and words[place] in vocabulary()["half"]


def _pair(words: Sequence[str], start: int, end: int, value: float) -> Number | None:
    """ "hai ba ngày" and "năm bảy người": one digit after another, the next ones up, is a range."""
    if end != start + 1 or end >= len(words):
        return None
    digits = vocabulary()["digits"]
    second = digits.get(words[end])
    if second is None or words[end] in vocabulary()["last_digits"] or not value < second <= value + 2:
        return None
    return Number(value, second, start, end + 1)


def _below_thousand(words: Sequence[str], place: int) -> tuple[float, int] | None:
    """The value and the end of a number below a thousand that begins at a place."""
    known = vocabulary()
    digits = known["digits"]
    word = words[place]
    if word in known["last_digits"]:
        return None
    if word in digits and place + 1 < len(words) and words[place + 1] in known["hundred"]:
        return _after_hundred(words, place + 2, digits[word] * 100)
    if word in digits and place + 1 < len(words) and words[place + 1] in known["tens"]:
        return _with_last(words, place + 2, digits[word] * 10)
    if word in known["ten"]:
        return _with_last(words, place + 1, 10)
    if word in known["twenty"]:
        return _with_last(words, place + 1, 20)
    if word in digits:
        if place + 1 < len(words) and words[place + 1] in known["last_digits"]:  # "bảy lăm": 75
            return digits[word] * 10.0 + digits[words[place + 1]], place + 2
        return float(digits[word]), place + 1
    return None


def _with_last(words: Sequence[str], place: int, tens: float) -> tuple[float, int]:
    digits = vocabulary()["digits"]
    if place < len(words) and digits.get(words[place]) and not _counts_years(words, place):
        return tens + digits[words[place]], place + 1
    return tens, place


def _counts_years(words: Sequence[str], place: int) -> bool:
    """ "mười năm": the unit, not fifteen (which is "mười lăm")."""
    return words[place] == "năm"


def _after_hundred(words: Sequence[str], place: int, hundreds: float) -> tuple[float, int]:
    known = vocabulary()
    if place < len(words):
        if words[place] in known["half"]:
            return hundreds + 50, place + 1
        if words[place] in known["zero_between"] and place + 1 < len(words) and words[place + 1] in known["digits"]:
            return hundreds + known["digits"][words[place + 1]], place + 2
        rest = _below_thousand(words, place)
        if rest is not None and rest[0] < 100 and rest[1] > place + (rest[0] < 10):
            return hundreds + rest[0], rest[1]
    return hundreds, place
