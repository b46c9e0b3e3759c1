"""Whether two names mean the same paper: fuzzy, by their content words without marks.

The portal names a paper in legal words ("Giấy tờ có giá trị chứng minh thông tin về cư trú trong trường hợp …"), the
catalogue in plain ones ("Giấy tờ chứng minh nơi ở"); what they share is looked for, in any order and any clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz

from knowledge.checklist.phrases import short_label
from knowledge.portal.parse.rows import is_note
from knowledge.text.fold import fold

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
_WORDS = Path(__file__).with_name("contradictions_wording.yml")
_BREAK = re.compile(
    r"[;\n/:,(]|\. (?=[A-ZĐÀ-Ỹ])|\s(?=trường hợp\b)|\s(?=hoặc\b)|\b(?:phải có|có thêm|nộp|xuất trình)\b",
    re.IGNORECASE,
)
_SIZE = re.compile(r"(\d)(?: ?[cm]m)? ?x ?(\d)(?: ?[cm]m\b)?")
_COUNT = re.compile(r"^\d{1,2} ")
_COPY_OF = re.compile(
    r"^bản (?:sao|chính|gốc|chụp|scan)\b.{0,160}(?:sổ gốc|đối chiếu|chứng thực|điện tử|bản chính) (?:của )?"
    r"(?=(?:giấy|văn bản|quyết định|hợp đồng|thẻ|sổ|bằng|chứng|một trong)\b)",
    re.IGNORECASE,
)
_SAYS = re.compile(r"^|(?:phải có|có thêm|phải nộp|thì nộp|\bnộp|xuất trình|kèm theo|kèm|gồm)\s*:?\s+", re.IGNORECASE)


@lru_cache(maxsize=1)
def review_words() -> dict[str, Any]:
    """The words of contradictions_wording.yml, read once."""
    return dict(yaml.safe_load(_WORDS.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[tuple[re.Pattern[str], str], ...], frozenset[str], re.Pattern[str]]:
    said = review_words()["matching"]
    same = tuple((re.compile(rf"\b(?:{one})\b"), str(to)) for to, ones in said["same"].items() for one in ones)
    drop = tuple((re.compile(rf"\b(?:{one})\b"), " ") for one in said["drop"])
    request = re.compile(rf"^(?:{'|'.join(said['request'])})\b")
    return (*same, *drop), frozenset(str(said["stop"]).split()), request


@lru_cache(maxsize=16_384)
def content(text: str) -> str:
    """The words that tell one paper from another, folded, in their order."""
    flat = " ".join(re.findall(r"[^\W_]+", _SIZE.sub(r"\1x\2", fold(text))))
    replacements, stop, _ = _patterns()
    for pattern, instead in replacements:
        flat = pattern.sub(instead, flat)
    return _COUNT.sub("", " ".join(word for word in flat.split() if word not in stop))


@lru_cache(maxsize=8_192)
def parts(text: str) -> tuple[str, ...]:
    """The content of what a text names: its label first, then each clause, then the whole."""
    clauses = [one for one in _BREAK.split(text) if one.strip()]
    found = [content(short_label(text)), *(content(one) for one in clauses), content(text)]
    return tuple(dict.fromkeys(one for one in found if one))


@lru_cache(maxsize=1)
def _vague() -> re.Pattern[str]:
    return re.compile(review_words()["matching"]["vague"])


@lru_cache(maxsize=4_096)
def beginnings(row: str) -> tuple[str, ...]:
    """The content of what a row begins with: its first clause of some words, its label, and the whole."""
    clauses = (content(one) for one in _BREAK.split(row))
    first = next((one for one in clauses if len(one.split()) >= LEAST_WORDS), "")
    found = (first, content(short_label(row)), content(row))
    return tuple(dict.fromkeys(one for one in found if one))


def paper_in(text: str) -> str:
    """The part of a row that names a paper, or nothing when the row only explains or names none in particular."""
    for start in _SAYS.finditer(text):
        rest = text[start.end() :]
        if not is_note(rest, False, False):
            vague = _vague().search(fold(rest)) or (len(content(rest).split()) < LEAST_WORDS and not is_request(rest))
            return "" if vague else _COPY_OF.sub("", rest)
    return ""


def is_request(text: str) -> bool:
    """Whether it is what opens a dossier: a request, an application, a declaration."""
    return bool(_patterns()[2].match(" ".join(re.findall(r"[^\W_]+", fold(text)))))


def is_any_request(row: str) -> bool:
    """Whether a row is a request without a name of its own ("Đơn đề nghị theo Mẫu số 27"), or the online one."""
    if review_words()["matching"]["online"] in fold(row):
        return True
    return is_request(row) and min((len(one.split()) for one in beginnings(row)), default=0) <= FEW_WORDS


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
    head = first_words(content(row))
    if head.split()[:1] != ["hop"] and head in {first_words(content(name)) for name in listed} - {""}:
        return WHOLE  # any contract begins so
    bare = len(content(short_label(row)).split()) <= LEAST_WORDS  # "Bản sao một trong các giấy tờ sau: …"
    return _likeness({part for name in listed for part in parts(name)}, parts(row) if bare else beginnings(row))


def _likeness(names: Iterable[str], others: Iterable[str]) -> float:
    told = tuple(others)
    return max((likeness(name, other) for name in names for other in told), default=0.0)


def _stands_in(name: str, words: set[str]) -> bool:
    own = set(name.split())
    return len(own) >= LEAST_WORDS and own <= words


def mentioned(names: Iterable[str], texts: Iterable[str]) -> float:
    """How surely any of the texts speaks of the paper with these names."""
    listed, rows = list(names), list(texts)
    heads = {head for name in listed if (head := first_words(content(name)))}
    if any(first_words(part) in heads for row in rows for part in parts(row)):
        return WHOLE
    own = {part for name in listed for part in parts(name) if len(part.split()) >= LEAST_WORDS}
    whole = [content(row) for row in rows]
    inside = (fuzz.partial_ratio(name, row) for name in own for row in whole if len(name) <= len(row))
    apart = (_likeness({part for name in listed for part in parts(name)}, parts(row)) for row in rows)
    return max(max(apart, default=0.0), max(inside, default=0.0))


def spoken_of(row: str, notes: Iterable[str]) -> bool:
    """Whether authored notes name, word for word or nearly so, the paper a row begins with."""
    name = min(beginnings(row), key=len, default="")
    told = content(" ".join(notes))
    return len(name.split()) >= LEAST_WORDS and len(name) <= len(told) and fuzz.partial_ratio(name, told) >= WHOLE


def first_words(name: str) -> str:
    """The first two words of a name ("gioi thieu", "hop dong"), unless a hundred papers begin so."""
    words = name.split()[:2]
    return (
        "" if len(words) < LEAST_WORDS or words[0] in review_words()["matching"]["generic"].split() else " ".join(words)
    )
