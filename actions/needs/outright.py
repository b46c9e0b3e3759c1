"""Whether a message is a procedure's name in a frame of small words: "tiện thể làm luôn tạm trú được không"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from actions.needs.called import Edition
from actions.needs.words import begins, holds, says_nothing, says_nothing_bare, without_beginning
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.phrases import called
from knowledge.reading.asking import asks_openly
from knowledge.reading.clauses import accented, telling_words
from knowledge.text.fold import fold, is_mostly_marked
from knowledge.text.normalise import normalise
from knowledge.text.words import WORD

LONGEST = 14
"""Syllables of a name that are compared."""


@dataclass(frozen=True)
class Outright:
    """A name of procedures, and what stands around it.

    Attributes:
        codes: the authored procedures that are called so.
        name: the words as they were typed, short forms written out.
        before, behind: the rest of the message.
        marked: whether marks were typed.
    """

    codes: frozenset[str]
    name: str
    before: str
    behind: str
    marked: bool

    @property
    def framed(self) -> bool:
        """Whether the rest names nothing else, and neither denies it, tells of it nor asks whether it is needed."""
        nothing = says_nothing if self.marked else says_nothing_bare
        return nothing(self.before, "frame_before") and nothing(self.behind, "frame_behind")

    @property
    def asked_about(self) -> bool:
        """Whether a question turns to it: "thế …", "vậy còn …", and behind it what is asked, not how it stands."""
        before, behind = self.before, accented(self.behind)
        nothing = says_nothing if self.marked else says_nothing_bare
        turns = nothing(before, "turns_before") and holds("turns_to", before if self.marked else accented(before))
        return turns and not begins("stands_behind", behind) and asks_openly(self.behind)


def named_outright(catalogue: Catalogue, typed: str) -> Outright | None:
    """The longest name of procedures that stands framed, or asked about, in a message; typed marks must fit."""
    return next((found for found in _standing_in(catalogue, typed) if found.framed or found.asked_about), None)


def _standing_in(catalogue: Catalogue, typed: str) -> Iterator[Outright]:
    spoken = normalise(typed)
    marked = is_mostly_marked(spoken)
    found = list(WORD.finditer(spoken))
    words = [match.group() for match in found]
    bare = [fold(word) for word in words]
    names = _names(Edition(catalogue.fingerprint, catalogue))
    for length in range(min(LONGEST, len(words)), 1, -1):
        for start in range(len(words) - length + 1):
            end = start + length
            same = names.get(tuple(bare[start:end]), ())
            codes = {code for code, name in same if not marked or _fits(words[start:end], name)}
            if codes:
                begin, stop = found[start].start(), found[end - 1].end()
                yield Outright(frozenset(codes), spoken[begin:stop], spoken[:begin], spoken[stop:], marked)


def _fits(said: list[str], name: tuple[str, ...]) -> bool:
    """Whether no word carries other marks than the name's."""
    return len(said) == len(name) and all(word in (own, fold(own)) for word, own in zip(said, name, strict=True))


def stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text word for word, with or without marks."""
    return f" {' '.join(_bare(name))} " in f" {' '.join(_bare(text))} "


def _bare(text: str) -> list[str]:
    return [fold(word) for word in WORD.findall(normalise(text))]


@lru_cache(maxsize=2)
def _names(edition: Edition) -> dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]]:
    """Names of two telling words at least → the codes, each with the words with their marks."""
    found: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = {}
    for code in edition.catalogue.authored:
        entry = edition.catalogue.entries[code]
        short = called(edition.catalogue.procedures[code])
        official = (entry.name, short, short.partition("(")[0])
        shorter = (without_beginning(normalise(name), "frame_act") for name in official)
        for name in dict.fromkeys([*official, *shorter, *entry.aliases]):
            words = tuple(WORD.findall(normalise(name)))
            if len(telling_words(name)) > 1:
                toneless = tuple(WORD.findall(normalise(fold(name))))  # short forms may hide in it
                for key in {tuple(map(fold, words)), toneless}:
                    found.setdefault(key, []).append((code, words))
    return found
