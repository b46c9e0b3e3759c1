"""Step Overlap: the question's content words, and how nearly they say the same as one text of a procedure.

A vague question ("mai táng") is covered by the texts of several procedures and says all of none of them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from knowledge.search.evidence import Evidence, Floats, Scores
from knowledge.search.index.texts import ALIAS, EXTRA, NAME, IndexedText
from knowledge.search.postings import Best, Postings
from knowledge.search.step import Act, Parts, Retriever
from knowledge.search.terms import Terms

SHORTEST, LONGEST = 2, 8
"""Content words of a name or alias that can be held in a message."""
_CLAUSE = re.compile(r"[^.;?!\n,:]+")
EXACT = 0.999
"""Overlap from which a question and a text count as saying the same."""


MEANT = 2
"""Clauses of a story that are kept: those that say most nearly what a procedure's text says."""


class Overlap(Retriever):
    """Scores: `best`, the overlap with the best text of a procedure, and `name`, that with its name alone; 0–1.

    `clause` is the overlap of the best clause of a story, `held` the number of words of the longest name or alias that
    stands in the message, word beside word.

    Its switch `exact`: where a question has just the words of one procedure's name or alias, of no other's, and that
    procedure leads by its words, the embedder has nothing to add, and its time (most of a search) is saved.
    """

    name = "overlap"
    switches = ("exact",)

    def __init__(self, texts: Sequence[IndexedText], procedures: int, terms: Terms, exact: bool) -> None:
        self._terms = terms
        self._exact = exact
        listed = [(text.kind, text.place, text.words.split()) for text in texts if text.kind != EXTRA]
        self._texts = TextOverlap(((place, words) for _, place, words in listed), procedures)
        self._names = TextOverlap(((place, words) for kind, place, words in listed if kind == NAME), procedures)
        self._held = HeldNames((place, words) for kind, place, words in listed if kind in (NAME, ALIAS))
        self._procedures = procedures

    @classmethod
    def make(cls, parts: Parts) -> Overlap:
        return cls(parts.texts, len(parts.searched), parts.terms, parts.config.steps["exact"])

    @classmethod
    def instead(cls, parts: Parts) -> Act:
        """The content words alone."""
        return lambda evidence: replace(evidence, words=content_words(evidence, parts.terms))

    def __call__(self, evidence: Evidence) -> Evidence:
        evidence = replace(evidence, words=content_words(evidence, self._terms))
        by_clause = {text: self._texts.scores(self._terms(text)) for text in evidence.query.clauses}
        nearest = sorted(by_clause, key=lambda text: (-float(by_clause[text].max(initial=0.0)), text))[:MEANT]
        evidence = super().__call__(evidence)
        if by_clause:
            found = evidence.retrieved[self.name]
            parts = {**found.parts, "clause": np.maximum.reduce(list(by_clause.values()))}
            retrieved = {**evidence.retrieved, self.name: replace(found, parts=parts, leading=("clause",))}
            evidence = replace(evidence, retrieved=retrieved)
        exact = self._exact and says_exactly(evidence)
        return replace(evidence, exact=exact, query=replace(evidence.query, clauses=tuple(nearest)))

    def scores(self, evidence: Evidence) -> Scores:
        best = self._texts.scores(evidence.words)
        held = np.zeros(self._procedures, dtype=np.float32)
        for text in _CLAUSE.findall(evidence.query.text):
            for place, words in self._held.find(self._terms(text)):
                held[place] = max(held[place], words)
        return Scores(best, {"name": self._names.scores(evidence.words), "clause": best, "held": held})


def content_words(evidence: Evidence, terms: Terms) -> tuple[str, ...]:
    """The query's content words, each once; none when it has only stopwords."""
    return tuple(dict.fromkeys(terms(evidence.query.text)))


def says_exactly(evidence: Evidence) -> bool:
    """Whether one procedure's text says the same as the question, no other's does, and its words lead."""
    overlap, lexical = evidence.scores("overlap"), evidence.scores("lexical")
    if overlap is None or lexical is None or int(np.count_nonzero(overlap >= EXACT)) != 1:
        return False
    return int(np.argmax(lexical)) == int(np.argmax(overlap))


class HeldNames:
    """Finds the names and aliases that stand in a text, by their content words; those of one word are left out."""

    def __init__(self, texts: Iterable[tuple[int, Sequence[str]]]) -> None:
        """`texts`: (place of the procedure, content words)."""
        self._places: dict[str, tuple[int, ...]] = {}
        self._longest = 0
        for place, words in texts:
            if SHORTEST <= len(words) <= LONGEST:
                key = " ".join(words)
                self._places[key] = (*self._places.get(key, ()), place)
                self._longest = max(self._longest, len(words))

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """(place, words of the name) of each that stands there."""
        for size in range(SHORTEST, min(self._longest, len(words)) + 1):
            for start in range(len(words) - size + 1):
                for place in self._places.get(" ".join(words[start : start + size]), ()):
                    yield place, size


class TextOverlap:
    """Rarity-weighted Dice overlap of the question's words with each text; the best text of a procedure counts."""

    def __init__(self, texts: Iterable[tuple[int, Sequence[str]]], procedures: int) -> None:
        """`texts`: (place of the procedure, content words), the places ascending."""
        ids: dict[str, int] = {}
        listed = [
            (place, [ids.setdefault(word, len(ids)) for word in sorted(set(words))]) for place, words in texts if words
        ]
        self._best = Best([place for place, _ in listed], procedures)
        self._holders = Postings(ids, ((i, words) for i, (_, words) in enumerate(listed)))
        owners = Postings(ids, listed)
        self._rarity = {word: math.log(1 + procedures / len(owners.get(word))) for word in ids}
        self._unknown = math.log(1 + procedures / 0.5)
        rarities = list(self._rarity.values())
        self._sizes = np.array([sum(rarities[word] for word in words) for _, words in listed], dtype=np.float32)

    def scores(self, words: Iterable[str]) -> Floats:
        """For each procedure the best overlap, 0–1."""
        shared = np.zeros(len(self._sizes), dtype=np.float32)
        asked = 0.0
        for word in sorted(set(words)):
            asked += self._rarity.get(word, self._unknown)
            if word in self._rarity:
                shared[self._holders.get(word)] += self._rarity[word]
        return self._best(2 * shared / (self._sizes + asked)) if asked else self._best(shared)
