"""Whether a message asks something, however it is typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.files import read_own_yaml
from knowledge.reading.clauses import Mood, accented, read_clauses
from knowledge.text.fold import fold, is_toneless
from knowledge.text.words import WORD, whole_words

FAR = 5
"""Words between a denial and "gì", "ai", "bao giờ" up to which it denies these."""


@dataclass(frozen=True)
class _Words:
    anywhere: re.Pattern[str]
    tells: re.Pattern[str]
    denied: re.Pattern[str]
    guesses: re.Pattern[str]
    not_so: re.Pattern[str]
    ends: frozenset[str]
    fillers: frozenset[str]


def asks_openly(typed: str) -> bool:
    """Whether a clause asks, a question word stands anywhere, or the message ends as questions do ("… hông con")."""
    if "?" in typed:
        return True
    words = _words()
    open_words = without_telling(accented(typed))
    if any(clause.mood is Mood.ASKED for clause in read_clauses(open_words)):
        return True
    if words.anywhere.search(open_words):
        return True
    ends_alike = _last_word(typed) == _last_word(open_words)
    return _ends_asking(typed if ends_alike else open_words)


def _last_word(text: str) -> str:
    return fold((WORD.findall(text.lower()) or [""])[-1])


def without_telling(spoken: str) -> str:
    """An accented text without "gì", "ai", "bao giờ" … where these tell: "chưa cưới ai bao giờ", "tôi đi chứ ai"."""
    words = _words()
    for pattern in (words.guesses, words.not_so, words.tells):
        spoken = pattern.sub(" ", spoken)
    text = spoken
    while (shorter := words.denied.sub(r"\g<before>", text)) != text:
        text = shorter
    return text


def _ends_asking(text: str) -> bool:
    words = WORD.findall(text.lower())
    while len(words) > 2 and fold(words[-1]) in _words().fillers:
        words.pop()
    last = fold(words[-1]) if is_toneless(text) and words else (words[-1] if words else "")
    return len(words) > 2 and last in _words().ends


@lru_cache(maxsize=1)
def _words() -> _Words:
    lists = read_own_yaml(Path(__file__).with_name("asking.yml"))
    return _Words(
        whole_words(lists["anywhere"]),
        whole_words(lists["tells"]),
        re.compile(_denied(lists)),
        re.compile(rf",\s*(?:{'|'.join(lists['guesses'])})\W*$"),
        re.compile(_not_so(lists["place"])),
        frozenset(lists["ends"]),
        frozenset(lists["fillers"]),
    )


def _denied(lists: Mapping[str, Sequence[str]]) -> str:
    """A denial, one word, few others that do not go on to something else, and what is denied; or a verb and a place."""
    denies, known, on, what = (
        "|".join(map(re.escape, lists[name])) for name in ("denies", "not_known", "goes_on", "indefinite")
    )
    between = rf"(?:\s+(?!(?:{on}|{known}|{denies})\b)\w+){{0,{FAR}}}"
    nowhere = rf"\s+(?!(?:có|{known})\b)\w+(?:\s+(?!(?:{on})\b)\w+)?\s+(?:ở|tại)(?:\s+\w+){{0,2}}?"
    one_word = rf"(?:\s+(?!(?:{known})\b)\w+)??{between}?"
    return rf"(?P<before>\b(?:{denies})\b(?:{one_word}|{nowhere}))\s+(?:{what})\b"


def _not_so(place: Sequence[str]) -> str:
    """ "Có phải đến tuổi đổi đâu" at the end of a clause: it is not so; "có phải nộp ở đâu" asks where."""
    no_place = "".join(rf"(?<! {word})" for word in place)
    return rf"\bcó\b(?: phải)?(?: \w+){{0,{FAR}}}{no_place} đâu\b(?=\s*(?:[,.;!]|nh[áéa]|$))"
