"""Sums of money in đồng: "45 nghìn", "30k", "một trăm hai chục ngàn", "hơn 3 triệu"."""

from __future__ import annotations

import re

from knowledge.reading.values.numbers import read_numbers, vocabulary, words_of

_K = re.compile(r"(?<![\w.,])([0-9]+(?:[.,][0-9]+)?)\s?(k|tr)(?!\w)")
_WRITTEN = {"k": "nghìn", "tr": "triệu"}
SMALLEST = 1_000
"""Đồng below which a number is no sum, unless the word says so."""
_UNIT = ("đồng", "đ", "vnđ", "vnd")


def read_sums(text: str) -> list[tuple[float, float]]:
    """Every sum in an accented text, as (lowest, highest) in đồng."""
    words = words_of(_K.sub(lambda match: f"{match[1]} {_WRITTEN[match[2]]}", text))
    found = []
    for number in read_numbers(words):
        named = number.end < len(words) and words[number.end] in _UNIT
        if number.low < SMALLEST and not named:
            continue
        before = words[number.start - 1] if number.start else ""
        if before in vocabulary()["more"]:
            found.append((number.high + 1, number.high * 2))
        elif before in vocabulary()["less"]:
            found.append((number.low * 0.7, number.low - 1))
        else:
            found.append((number.low, number.high))
    return found
