"""Which document type of the catalogue a row of a record names, if any."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from knowledge.portal.review.same_paper import LEAST_WORDS, beginnings, content, first_words, paper_in
from knowledge.schema.procedure import DocumentType
from knowledge.text.words import WORD

SAME = 85
"""From this likeness (0 to 100) on a row is drafted with a known type.

Measured on the 196 authored procedures with a record, each without its own types: two of three rows so matched get a
type that a person chose as well. The draft therefore asks about each that is not sure.
"""
NEAR = 2
"""What a type gains by being used in the same field: enough to decide between two that are alike."""


@dataclass(frozen=True)
class KnownPaper:
    """A known document type; `sure`: the row says its name and nothing else."""

    type: str
    likeness: float
    sure: bool


class KnownPapers:
    """The names of document types, made ready once for many rows.

    Args:
        types: document types by id.
        near: the ids that procedures of the same field use.
    """

    def __init__(self, types: Mapping[str, DocumentType], near: Container[str] = ()) -> None:
        named = [(key, name) for key, kind in types.items() for name in _names(kind) if _tells(content(name))]
        self._types = [key for key, _ in named]
        self._written = [_plain(name) for _, name in named]
        self._names = [content(name) for _, name in named]
        self._near = near

    def closest(self, row: str) -> KnownPaper | None:
        """The type whose name is most like what the row begins with, or None when none is alike enough."""
        paper = paper_in(row) or row
        parts = [part for part in beginnings(paper) if _tells(part)]
        if not parts or not self._names:
            return None
        sorted_words = process.cdist(parts, self._names, scorer=fuzz.token_sort_ratio)
        shared_words = process.cdist(parts, self._names, scorer=fuzz.token_set_ratio)
        best = ((sorted_words + shared_words) / 2).max(axis=0)
        gained = [score + NEAR * (key in self._near) for score, key in zip(best, self._types, strict=True)]
        place = max(range(len(gained)), key=gained.__getitem__)
        if best[place] < SAME:
            return None
        return KnownPaper(self._types[place], float(best[place]), self._written[place] == _plain(row))


def _names(kind: DocumentType) -> tuple[str, ...]:
    form = kind.form.title if kind.form else ""
    return tuple(name for name in (kind.name, kind.short, form) if name)


def _plain(name: str) -> str:
    """Equal for the same words, whatever their capitals, blanks and stops."""
    return " ".join(WORD.findall(name.casefold()))


def _tells(name: str) -> bool:
    """Whether a name has enough words to tell one paper from another ("xac nhan" alone does not)."""
    words = len(name.split())
    return words > LEAST_WORDS or (words == LEAST_WORDS and bool(first_words(name)))
