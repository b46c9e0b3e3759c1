"""Counts: "mình em", "hai vợ chồng", "10 người thuê", "3 thửa"; of what, and how many."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.reading.values.numbers import WORD, read_numbers, vocabulary
from knowledge.reading.values.spans import phrase_at


@dataclass(frozen=True)
class Count:
    """So many (`low` to `high`) of a thing (empty when the number stands alone), by the characters `start` to `end`."""

    low: float
    high: float
    thing: str
    start: int
    end: int


def read_counts(text: str, *, asked: bool = False) -> list[Count]:
    """Every count in a text. With `asked`, a bare number is one too: it answers the question how many."""
    matches = list(WORD.finditer(text))
    words = [match.group() for match in matches]
    known = vocabulary()
    found: list[Count] = []
    for place in range(len(words)):
        for phrases, number in ((known["alone"], 1.0), (known["pairs"], 2.0)):
            said = phrase_at(words, place, phrases)
            if said and not any(count.start <= matches[place].start() < count.end for count in found):
                found.append(Count(number, number, "người", matches[place].start(), matches[said[1] - 1].end()))
    for number_said in read_numbers(words):
        thing = phrase_at(words, number_said.end, known["counted"])
        start = matches[number_said.start].start()
        if any(count.start <= start < count.end for count in found):
            continue
        if thing:
            found.append(Count(number_said.low, number_said.high, thing[0], start, matches[thing[1] - 1].end()))
        elif asked and len(words) <= 4:
            found.append(Count(number_said.low, number_said.high, "", start, matches[number_said.end - 1].end()))
    return sorted(found, key=lambda count: count.start)
