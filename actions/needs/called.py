"""Which procedures a message calls by their names, and says nothing else; which of some a phrase names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.phrases import called
from knowledge.reading.clauses import telling_words
from knowledge.reading.vocabulary import plain

NAMED = 0.6
"""The part of a phrase's telling words that a name must hold, two of them at least."""


@dataclass(frozen=True)
class Edition:
    """A catalogue, told from others by its fingerprint."""

    fingerprint: str
    catalogue: Catalogue = field(compare=False)


def called_exactly(catalogue: Catalogue, text: str) -> frozenset[str]:
    """The authored procedures of which a text is the official or the short name, with or without its marks."""
    return frozenset(_codes_by_name(Edition(catalogue.fingerprint, catalogue)).get(plain(text), ()))


def called_somehow(catalogue: Catalogue, text: str) -> frozenset[str]:
    """The authored procedures of which a text is a name or something that people say; of two words at least."""
    if len(telling_words(text)) < 2:
        return frozenset()
    return frozenset(_codes_by_saying(Edition(catalogue.fingerprint, catalogue)).get(plain(text), ()))


def best_named(catalogue: Catalogue, phrase: str, codes: Iterable[str]) -> str:
    """The one of some procedures that a phrase names best; empty when none is named, or two alike."""
    said = telling_words(phrase)
    shares = sorted(((how_named(catalogue, said, code), code) for code in dict.fromkeys(codes)), reverse=True)
    if not shares or not shares[0][0] or (len(shares) > 1 and shares[1][0] == shares[0][0]):
        return ""
    return shares[0][1]


def how_named(catalogue: Catalogue, said: set[str], code: str) -> float:
    """How well these words name a procedure: the part of them, and of the best name, that are shared; 0 for not."""
    entry = catalogue.entries.get(code)
    if entry is None or code not in catalogue.procedures or not said:
        return 0.0
    names = (telling_words(name) for name in (called(catalogue.get(code)), entry.name, *entry.aliases))
    return max((_shared(said, name) for name in names), default=0.0)


def _shared(said: set[str], name: set[str]) -> float:
    common = len(said & name)
    part, whole = common / len(said), common / len(name) if name else 0.0
    few = common < 2 and part < 1.0
    return 0.0 if few or (part < NAMED and whole < 1.0) else part + whole


@lru_cache(maxsize=2)
def _codes_by_saying(edition: Edition) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code in edition.catalogue.authored:
        entry = edition.catalogue.entries[code]
        for name in (entry.name, called(edition.catalogue.procedures[code]), *entry.aliases):
            found.setdefault(plain(name), set()).add(code)
    return found


@lru_cache(maxsize=2)
def _codes_by_name(edition: Edition) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code in edition.catalogue.authored:
        procedure = edition.catalogue.procedures[code]
        for name in filter(None, (procedure.name, procedure.short_name)):
            found.setdefault(plain(name), set()).add(code)
    return found
