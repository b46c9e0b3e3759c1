"""Step Lexical: BM25 over folded syllables and their pairs; the accented form in a field of its own.

Each name, alias and line about a procedure is a text of its own, the best text counts; the whole procedure is one more
text, so that a question spread over several aliases is found; questions and documents weigh little. The accented field
is scored only when the question was typed with diacritics.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.search.config import LexicalConfig
from knowledge.search.evidence import Evidence, Floats, Scores
from knowledge.search.index.texts import ABOUT, ALIAS, EXTRA, NAME, IndexedText
from knowledge.search.postings import Best, Postings
from knowledge.search.step import Parts, Retriever
from knowledge.search.terms import Terms, shingles
from knowledge.text.words import WORD

WeightedText = tuple[int, Sequence[int], float]
"""The place of a procedure, the ids of a text's tokens, the weight of the text."""


def bm25(
    texts: Sequence[Sequence[int]], tokens: int, config: LexicalConfig
) -> tuple[Floats, NDArray[np.int32], NDArray[np.int64]]:
    """The BM25 weights (Lucene's formula) of token ids in texts, token by token: weights, texts, where a token starts.

    The same as bm25s gives (a test compares); that library imports jax where it finds it, which takes 140 MB and two
    seconds, and adds with `np.add.at`, which is slow in this numpy.
    """
    lengths = np.array([len(text) for text in texts], dtype=np.float64)
    flat = np.fromiter((token for text in texts for token in text), dtype=np.int64, count=int(lengths.sum()))
    owners = np.repeat(np.arange(len(texts)), lengths.astype(np.int64))
    keys, counts = np.unique(flat * max(len(texts), 1) + owners, return_counts=True)
    token, owner = np.divmod(keys, max(len(texts), 1))
    holders = np.bincount(token, minlength=tokens)
    rarity = np.log(1 + (len(texts) - holders + 0.5) / (holders + 0.5))
    length = 1 - config.b + config.b * lengths / max(lengths.mean() if len(texts) else 1.0, 1e-9)
    weights = rarity[token] * counts / (counts + config.k1 * length[owner])
    return weights.astype(np.float32), owner.astype(np.int32), np.concatenate([[0], np.cumsum(holders)])


class Field:
    """One BM25 field: texts that belong to procedures; a procedure's score is that of its best text."""

    def __init__(
        self, texts: Iterable[WeightedText], procedures: int, config: LexicalConfig, ids: Mapping[str, int]
    ) -> None:
        """`texts` with the places ascending; `ids` of all tokens."""
        listed = [text for text in texts if len(text[1])]
        self._best = Best([place for place, _, _ in listed], procedures)
        self._weights = np.array([weight for _, _, weight in listed], dtype=np.float32)
        self._ids = ids
        self._data, self._indices, self._starts = bm25([tokens for _, tokens, _ in listed], len(ids), config)

    def scores(self, tokens: Iterable[str]) -> Floats:
        """The best text's score for each procedure (0: no token in common)."""
        total = np.zeros(len(self._weights), dtype=np.float32)
        for token in dict.fromkeys(tokens):
            i = self._ids.get(token)
            if i is not None:
                start, end = self._starts[i], self._starts[i + 1]
                total[self._indices[start:end]] += self._data[start:end]
        return self._best(total * self._weights)


class Vocabulary(dict[str, int]):
    """Token → id, growing as texts are read."""

    def read(self, tokens: Iterable[str]) -> array[int]:
        """The ids of tokens."""
        return array("i", [self.setdefault(token, len(self)) for token in tokens])


class Lexical(Retriever):
    """Scores every procedure by its words, on BM25's scale.

    `best` text, the `whole` of its texts, `extra` (documents, questions), the `accented` form (missing when its weight
    is 0), `coverage`: the share of the question that the procedure's words cover (0–1), and the best text for the
    question's `focus`. The fields together, by their weights, take part in the fusion.
    """

    name = "lexical"

    def __init__(self, texts: Sequence[IndexedText], procedures: int, config: LexicalConfig, terms: Terms) -> None:
        self._config = config
        self._terms = terms
        self._procedures = procedures
        weights = {NAME: 1.0, ABOUT: config.about, ALIAS: config.alias, EXTRA: 1.0}
        folded, marked = Vocabulary(), Vocabulary()
        listed = [
            (text.kind, text.place, folded.read(shingles(text.words.split())), weights[text.kind]) for text in texts
        ]
        whole: dict[int, array[int]] = {}
        for kind, place, tokens, _ in listed:
            if kind != EXTRA:
                whole.setdefault(place, array("i")).extend(tokens)
        single = [(place, tokens, weight) for kind, place, tokens, weight in listed if kind != EXTRA]
        extra = [(place, tokens, weight) for kind, place, tokens, weight in listed if kind == EXTRA]
        accented = [
            (text.place, marked.read(_marked(text.text)), weights[text.kind]) for text in texts if text.kind != EXTRA
        ]
        self._best = Field(single, procedures, config, folded)
        self._whole = Field(((place, tokens, 1.0) for place, tokens in whole.items()), procedures, config, folded)
        self._extra = Field(extra, procedures, config, folded)
        self._accented = Field(accented, procedures, config, marked)
        self._holders = Postings(folded, ((place, tokens) for _, place, tokens, _ in listed))

    @classmethod
    def make(cls, parts: Parts) -> Lexical:
        return cls(parts.texts, len(parts.searched), parts.config.lexical, parts.terms)

    def scores(self, evidence: Evidence) -> Scores:
        query = evidence.query
        tokens = shingles(self._terms(query.text))
        best = self._best.scores(tokens)
        focused = query.focus not in ("", query.text)
        parts = {
            "whole": self._whole.scores(tokens),
            "extra": self._extra.scores(tokens),
            "coverage": self._coverage(tokens),
            "focus": self._best.scores(shingles(self._terms(query.focus))) if focused else best,
        }
        if self._config.accented:
            parts["accented"] = self._accented.scores(_marked(query.text))
        return Scores(best, parts, ("whole", "focus"), self._together(best, parts, query.marked))

    def _together(self, best: Floats, parts: Mapping[str, Floats], marked: bool) -> Floats:
        """The fields as one score; the accented form counts only as it was typed, not as it was restored."""
        config = self._config
        total = config.best_text * best + config.whole * parts["whole"] + config.extra * parts["extra"]
        if marked and "accented" in parts:
            total = total + config.accented * parts["accented"]
        return np.asarray(total, dtype=np.float32)

    def _coverage(self, tokens: Sequence[str]) -> Floats:
        """For each procedure the share (0–1, weighted by rarity) of the content words and pairs that it knows."""
        out = np.zeros(self._procedures, dtype=np.float32)
        weight = 0.0
        for token in dict.fromkeys(tokens):
            places = self._holders.get(token)
            rarity = math.log(1 + self._procedures / (len(places) or 0.5))
            rarity *= self._config.pair_coverage if "_" in token else 1.0
            weight += rarity
            out[places] += rarity
        return out / weight if weight else out


def _marked(text: str) -> list[str]:
    """Syllables and pairs with their marks."""
    return shingles(WORD.findall(text))
