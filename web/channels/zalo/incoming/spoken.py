"""Typed messages that the channel itself understands: a number of the list on the screen, a wish to be forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from knowledge.text.fold import fold
from knowledge.wording import read_wording
from web.channels.text_only import typed_number
from web.chat.clean_text import clean

WORDS = Path(__file__).with_name("spoken_words.yml")
LONGEST = 80
"""Characters; a longer message says more than a number, or more than a wish to be forgotten."""


def chosen(text: str, numbers: Mapping[int, str]) -> str | None:
    """The payload that a typed text means by its number: "3", "số 3", "3️⃣", "cái thứ ba", "cái cuối cùng".

    Args:
        text: as it was typed.
        numbers: what each number on the screen stands for.
    """
    number = typed_number(text)
    if number is None and numbers and len(text) <= LONGEST:
        number = _number_in_words(_bare(text), max(numbers))
    return None if number is None else numbers.get(number)


def wants_deletion(text: str) -> bool:
    """Whether a message asks for the deletion of what is kept of its sender, and for nothing else."""
    return len(text) <= LONGEST and _deletion().fullmatch(_bare(text)) is not None


def _bare(text: str) -> str:
    """Words without marks, signs and double blanks."""
    return " ".join(re.sub(r"[^\w\s]", " ", fold(clean(text))).split())


def _number_in_words(bare: str, last: int) -> int | None:
    pattern, values = _numbers()
    match = pattern.fullmatch(bare)
    if match is None:
        return None
    if match["first"]:
        return 1
    return last if match["last"] else values[match["word"]]


@lru_cache(maxsize=1)
def _numbers() -> tuple[re.Pattern[str], dict[str, int]]:
    words = read_wording(WORDS)
    values = {fold(word): number for number, word in enumerate(words.list("number.words"), start=1)}
    others = (word.split("=") for word in words.list("number.other_words"))
    values |= {fold(word): int(number) for number, word in others}
    values |= {str(number): number for number in range(1, 100)}
    pattern = (
        f"(?:{_any(words.list('number.polite_before'))} )?"
        f"(?:(?P<first>{_any(words.list('number.first'))})|(?P<last>{_any(words.list('number.last'))})"
        f"|{_any(words.list('number.before'))} (?P<word>{_any(values)}))"
        f"(?: {_any(words.list('number.polite_after'))})*"
    )
    return re.compile(pattern), values


@lru_cache(maxsize=1)
def _deletion() -> re.Pattern[str]:
    words = read_wording(WORDS)
    mine = " ".join(_any(words.list(f"delete.{part}")) for part in ("verbs", "things", "owners"))
    return re.compile(
        f"(?:{_any(words.list('delete.politely_before'))} )*(?:{mine}|{_any(words.list('delete.alone'))})"
        f"(?: {_any(words.list('delete.politely_after'))})*"
    )


def _any(phrases: Iterable[str]) -> str:
    """One of these phrases, the longest that fits."""
    return f"(?:{'|'.join(sorted(map(re.escape, map(fold, phrases)), key=len, reverse=True))})"
