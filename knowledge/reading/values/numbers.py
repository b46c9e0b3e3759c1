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
_ZERO = "không"
_SIX_RESTORED = "sau"
"""What "sau" typed without marks is mostly restored to; behind a ten it is six: "bay muoi sau roi"."""
_AFTER_SIX: tuple[list[str], ...] = ([], ["tuổi"], ["rồi"], ["thôi"], ["ạ"])
_NOT_ALONE = ("năm", "tư")
"""Words that are mostly no number where they stand alone: year, not, private."""


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
        tens = place + 1 < len(words) and words[place + 1] in vocabulary()["tens"]
        if value is not None and value < 10 and tens:
            value, end = _with_last(words, place + 2, value * 10)  # "8 chục"
            return _scaled(words, place, end, value)
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
    """The number with its scales: "hai triệu ba trăm nghìn", "2 triệu rưỡi", "hai nghìn không trăm mười tám"."""
    scales = vocabulary()["scales"]
    total, smallest = 0.0, float("inf")
    while end < len(words) and words[end] in scales and scales[words[end]] < smallest:
        smallest = scales[words[end]]
        total += value * smallest
        end, value = end + 1, 0.0
        if _is_half(words, end):
            return Number(total + smallest / 2, total + smallest / 2, start, end + 1)
        rest = _after_scale(words, end, smallest)
        if rest is None:
            break
        value, end = rest
        if end >= len(words) or words[end] not in scales:
            break
    return Number(total + value, total + value, start, end)


def _after_scale(words: Sequence[str], place: int, scale: float) -> tuple[float, int] | None:
    """What follows a scale: "lẻ hai", "chín trăm bốn tám", or a lone digit, which is a tenth of it ("hai ngàn hai")."""
    if place >= len(words):
        return None
    if words[place] in vocabulary()["zero_between"]:
        digit = vocabulary()["digits"].get(words[place + 1]) if place + 1 < len(words) else None
        return None if digit is None else (float(digit), place + 2)
    below = _below_thousand(words, place)
    if below is None:
        return None
    value, end = below
    followed_by_scale = end < len(words) and words[end] in vocabulary()["scales"]
    lone_digit = value < 10 and words[place] != "không" and not followed_by_scale
    if lone_digit and _names_a_thing(words, end):
        return None
    return (value * scale / 10 if lone_digit else value), end


def _names_a_thing(words: Sequence[str], place: int) -> bool:
    """Whether a counted thing follows: "một ngàn hai người" is two numbers."""
    return place < len(words) and (words[place] in vocabulary()["counted"] or words[place] in vocabulary()["units"])


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
    if _counts_years(words, end) and not _names_a_thing(words, end + 1):
        return None  # "bốn năm rồi" is four years, "bốn năm người" four or five
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
    if word in digits and word != _ZERO:  # "không" alone is "not"
        if place + 1 < len(words) and words[place + 1] in known["last_digits"]:  # "bảy lăm": 75
            return digits[word] * 10.0 + digits[words[place + 1]], place + 2
        return float(digits[word]), place + 1
    return None


def _with_last(words: Sequence[str], place: int, tens: float) -> tuple[float, int]:
    digits = vocabulary()["digits"]
    if place < len(words) and digits.get(words[place]) and not _counts_years(words, place):
        return tens + digits[words[place]], place + 1
    if words[place : place + 1] == [_SIX_RESTORED] and words[place + 1 : place + 2] in _AFTER_SIX:
        return tens + 6, place + 1
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


def with_digits(text: str) -> str:
    """The text with its numbers in digits: "ngày mười tháng hai" → "ngày 10 tháng 2"; "năm" alone stays the year."""
    matches = list(WORD.finditer(text))
    words = [match.group() for match in matches]
    out, end = [], 0
    for number in read_numbers(words):
        first, last = matches[number.start], matches[number.end - 1]
        alone = number.end == number.start + 1
        written = words[number.start][0] in _DIGITS
        if written or number.low != number.high or (alone and words[number.start] in _NOT_ALONE):
            continue
        if number.start and words[number.start - 1] == "thứ":
            continue
        out += [text[end : first.start()], f"{number.low:g}" if number.low < 1e6 else str(int(number.low))]
        end = last.end()
    return "".join([*out, text[end:]])


def years_in(text: str) -> list[tuple[int, int]]:
    """The years (first, last) that are named: "1961", "một chín sáu mốt", "hồi 92", "chín mươi mấy"."""
    words = words_of(text)
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(words):
        if words[place : place + 2] == ["một", "chín"] and (rest := _two_digits(words, place + 2)):
            found.append((1900 + rest[0], 1900 + rest[0]))
            place = rest[1]
            continue
        number = number_at(words, place)
        if number is None:
            place += 1
            continue
        value, after = number.low, words[number.end] if number.end < len(words) else ""
        before = words[place - 1] if place else ""
        if 1900 <= value <= 2100 and value == int(value):
            found.append((int(value), int(value)))
        elif after == "mấy" and value % 10 == 0 and 30 <= value <= 90:
            found.append((1900 + int(value), 1909 + int(value)))
        elif 30 <= value <= 99 and before in ("năm", "hồi", "từ", "đời", "cấp", "khoảng", "sinh", "sn"):
            found.append((1900 + int(value), 1900 + int(value)))
        place = number.end
    return found


def _two_digits(words: Sequence[str], place: int) -> tuple[int, int] | None:
    below = _below_thousand(words, place) if place < len(words) else None
    if below is None:
        return None
    value, end = below
    if value < 10 and end < len(words) and (second := vocabulary()["digits"].get(words[end])) is not None:
        return int(value) * 10 + int(second), end + 1
    return (int(value), end) if 10 <= value < 100 else None
