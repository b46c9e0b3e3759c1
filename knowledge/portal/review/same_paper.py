"""Whether two names mean the same paper: fuzzy, by their content words without marks.

The portal names a paper in legal words ("Giấy tờ có giá trị chứng minh thông tin về cư trú trong trường hợp …"), the
catalogue in plain ones ("Giấy tờ chứng minh nơi ở"); what they share is looked for, in any order and any clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz

from knowledge.checklist.phrases import short_label
from knowledge.files import read_own_yaml
from knowledge.portal.parse.rows import is_note
from knowledge.text.fold import fold
from knowledge.text.words import WORD

ALIKE = 68
"""From this likeness on two names mean the same paper; measured on half of the authored procedures."""
MENTIONED = 74
"""From this likeness on a text speaks of a paper."""
WHOLE = 90
"""The likeness of a name that stands, with all its words, in the other text."""
LEAST_WORDS = 2
"""A name of fewer words stands in too many texts for that to tell anything."""
FEW_WORDS = 3
"""A request with no more words than these has no name of its own."""
_OWN_WORDS = Path(__file__).with_name("same_paper_words.yml")
_SIZE = re.compile(r"(\d)(?: ?[cm]m)? ?x ?(\d)(?: ?[cm]m\b)?")
_COUNT = re.compile(r"^\d{1,2} ")


@dataclass(frozen=True)
class _Words:
    """same_paper_words.yml, compiled. `instead`: patterns with what is written in their place."""

    instead: tuple[tuple[re.Pattern[str], str], ...]
    left_out: frozenset[str]
    generic: frozenset[str]
    request: re.Pattern[str]
    vague: re.Pattern[str]
    online: str
    clause_end: re.Pattern[str]
    copy_of: re.Pattern[str]
    paper_start: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    words = read_own_yaml(_OWN_WORDS)
    same = [(phrase, str(instead)) for instead, phrases in words["same"].items() for phrase in phrases]
    dropped = [(phrase, " ") for phrase in words["drop"]]
    return _Words(
        instead=tuple((re.compile(rf"\b(?:{phrase})\b"), instead) for phrase, instead in (*same, *dropped)),
        left_out=frozenset(words["stop"].split()),
        generic=frozenset(words["generic"].split()),
        request=re.compile(rf"^(?:{'|'.join(words['request'])})\b"),
        vague=re.compile(words["vague"]),
        online=words["online"],
        clause_end=re.compile(words["clause_end"], re.IGNORECASE),
        copy_of=re.compile(words["copy_of"], re.IGNORECASE),
        paper_start=re.compile(words["paper_start"], re.IGNORECASE),
    )


@lru_cache(maxsize=16_384)
def content(text: str) -> str:
    """The words that tell one paper from another, folded, in their order."""
    flat = " ".join(WORD.findall(_SIZE.sub(r"\1x\2", fold(text))))
    for pattern, instead in _words().instead:
        flat = pattern.sub(instead, flat)
    return _COUNT.sub("", " ".join(word for word in flat.split() if word not in _words().left_out))


@lru_cache(maxsize=8_192)
def parts(text: str) -> tuple[str, ...]:
    """The content of what a text names: its label first, then each clause, then the whole."""
    clauses = [clause for clause in _words().clause_end.split(text) if clause.strip()]
    contents = [content(short_label(text)), *(content(clause) for clause in clauses), content(text)]
    return tuple(dict.fromkeys(part for part in contents if part))


@lru_cache(maxsize=4_096)
def beginnings(row: str) -> tuple[str, ...]:
    """The content of what a row begins with: its first clause of some words, its label, and the whole."""
    clauses = (content(clause) for clause in _words().clause_end.split(row))
    first = next((clause for clause in clauses if len(clause.split()) >= LEAST_WORDS), "")
    contents = (first, content(short_label(row)), content(row))
    return tuple(dict.fromkeys(part for part in contents if part))


def paper_in(text: str) -> str:
    """The part of a row that names a paper, or nothing when the row only explains or names none in particular."""
    for start in _words().paper_start.finditer(text):
        rest = text[start.end() :]
        if not is_note(rest, False, False):
            too_short = len(content(rest).split()) < LEAST_WORDS and not is_request(rest)
            vague = _words().vague.search(fold(rest)) or too_short
            return "" if vague else _words().copy_of.sub("", rest)
    return ""


def is_request(text: str) -> bool:
    """Whether it is what opens a dossier: a request, an application, a declaration."""
    return bool(_words().request.match(" ".join(WORD.findall(fold(text)))))


def is_any_request(row: str) -> bool:
    """Whether a row is a request without a name of its own ("Đơn đề nghị theo Mẫu số 27"), or the online one."""
    if _words().online in fold(row):
        return True
    return is_request(row) and min((len(part.split()) for part in beginnings(row)), default=0) <= FEW_WORDS


def likeness(name: str, other: str) -> float:
    """How alike the content of two papers is, 0 to 100: how much is shared, and whether one stands in the other."""
    if not name or not other:
        return 0.0
    return float(fuzz.token_sort_ratio(name, other) + fuzz.token_set_ratio(name, other)) / 2


def same_paper(names: Iterable[str], row: str) -> float:
    """The best likeness of any part of an authored paper's names to what a row begins with."""
    listed = list(names)
    words = set(content(short_label(row)).split())
    if any(_stands_in(content(name), words) for name in listed):
        return WHOLE
    begins = first_words(content(row))
    if begins in {first_words(content(name)) for name in listed} - {""}:
        return WHOLE
    bare = len(content(short_label(row)).split()) <= LEAST_WORDS  # "Bản sao một trong các giấy tờ sau: …"
    return _likeness({part for name in listed for part in parts(name)}, parts(row) if bare else beginnings(row))


def _likeness(names: Iterable[str], others: Iterable[str]) -> float:
    texts = tuple(others)
    return max((likeness(name, other) for name in names for other in texts), default=0.0)


def _stands_in(name: str, words: set[str]) -> bool:
    own = set(name.split())
    return len(own) >= LEAST_WORDS and own <= words


def mentioned(names: Iterable[str], texts: Iterable[str]) -> float:
    """How surely any of the texts speaks of the paper with these names."""
    listed, rows = list(names), list(texts)
    begins = {words for name in listed if (words := first_words(content(name)))}
    if any(first_words(part) in begins for row in rows for part in parts(row)):
        return WHOLE
    own = {part for name in listed for part in parts(name) if len(part.split()) >= LEAST_WORDS}
    whole = [content(row) for row in rows]
    inside = (fuzz.partial_ratio(name, row) for name in own for row in whole if len(name) <= len(row))
    apart = (_likeness({part for name in listed for part in parts(name)}, parts(row)) for row in rows)
    return max(max(apart, default=0.0), max(inside, default=0.0))


def spoken_of(row: str, notes: Iterable[str]) -> bool:
    """Whether authored notes name, word for word or nearly so, the paper a row begins with."""
    name = min(beginnings(row), key=len, default="")
    text = content(" ".join(notes))
    return len(name.split()) >= LEAST_WORDS and len(name) <= len(text) and fuzz.partial_ratio(name, text) >= WHOLE


def first_words(name: str) -> str:
    """The first two words of a name ("gioi thieu"), unless a hundred papers begin so."""
    words = name.split()[:2]
    return "" if len(words) < LEAST_WORDS or words[0] in _words().generic else " ".join(words)
