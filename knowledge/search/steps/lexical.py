"""Step Lexical: BM25 over folded syllables and their pairs; the accented form in a field of its own.

Each name, alias and line about a procedure is a text of its own, the best one counts; the whole procedure is one more
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
from knowledge.search.evidence import LexicalScores
from knowledge.search.index.texts import ABOUT, ALIAS, EXTRA, NAME, IndexedText
from knowledge.search.postings import Best, Postings
from knowledge.search.steps.overlap import Overlap
from knowledge.search.terms import Terms, shingles
from knowledge.search.types import Query
from knowledge.text.words import WORD

Floats = NDArray[np.float32]


Entry = tuple[int, Sequence[int], float]
"""The place of a procedure, the ids of a text's tokens, the weight of the text."""


def bm25(
    texts: Sequence[Sequence[int]], tokens: int, config: LexicalConfig
) -> tuple[Floats, NDArray[np.int32], NDArray[np.int64]]:
    """The BM25 weights (Lucene's formula) of token ids in texts, token by token: weights, texts, where a token starts.

    The same as bm25s gives (a test compares); that library imports jax where it finds it, which takes 140 MB and two
    seconds, and adds with `np.add.at`, which is slow in this numpy.
    """
    lengths = np.array([len(one) for one in texts], dtype=np.float64)
    found = np.fromiter((token for one in texts for token in one), dtype=np.int64, count=int(lengths.sum()))
    owners = np.repeat(np.arange(len(texts)), lengths.astype(np.int64))
    keys, counts = np.unique(found * max(len(texts), 1) + owners, return_counts=True)
    token, text = np.divmod(keys, max(len(texts), 1))
    holders = np.bincount(token, minlength=tokens)
    rarity = np.log(1 + (len(texts) - holders + 0.5) / (holders + 0.5))
    length = 1 - config.b + config.b * lengths / max(lengths.mean() if len(texts) else 1.0, 1e-9)
    weights = rarity[token] * counts / (counts + config.k1 * length[text])
    return weights.astype(np.float32), text.astype(np.int32), np.concatenate([[0], np.cumsum(holders)])


class Field:
    """One BM25 field: texts that belong to procedures; a procedure's score is that of its best text."""

    def __init__(self, texts: Iterable[Entry], procedures: int, config: LexicalConfig, ids: Mapping[str, int]) -> None:
        """`texts` with the places ascending; `ids` of all tokens."""
        listed = [entry for entry in texts if len(entry[1])]
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


class Lexical:
    """Scores every procedure against a query by its words."""

    def __init__(self, texts: Sequence[IndexedText], procedures: int, config: LexicalConfig, terms: Terms) -> None:
        self._config = config
        self._terms = terms
        self._procedures = procedures
        weights = {NAME: 1.0, ABOUT: config.about, ALIAS: config.alias, EXTRA: 1.0}
        folded, marked = Vocabulary(), Vocabulary()
        listed = [(one.kind, one.place, folded.read(shingles(one.words.split())), weights[one.kind]) for one in texts]
        whole: dict[int, array[int]] = {}
        for kind, place, tokens, _ in listed:
            if kind != EXTRA:
                whole.setdefault(place, array("i")).extend(tokens)
        said = [(place, tokens, weight) for kind, place, tokens, weight in listed if kind != EXTRA]
        extra = [(place, tokens, weight) for kind, place, tokens, weight in listed if kind == EXTRA]
        accented = [
            (one.place, marked.read(_marked(one.text)), weights[one.kind]) for one in texts if one.kind != EXTRA
        ]
        self._best = Field(said, procedures, config, folded)
        self._whole = Field(((place, tokens, 1.0) for place, tokens in whole.items()), procedures, config, folded)
        self._extra = Field(extra, procedures, config, folded)
        self._accented = Field(accented, procedures, config, marked)
        self._holders = Postings(folded, ((place, tokens) for _, place, tokens, _ in listed))
        self.overlap = Overlap(((one.place, one.words.split()) for one in texts if one.kind != EXTRA), procedures)
        self.overlap_names = Overlap(((one.place, one.words.split()) for one in texts if one.kind == NAME), procedures)
        self.words = frozenset(token for token in folded if "_" not in token)

    def asked(self, query: Query) -> list[str]:
        """The query's content words, each once; empty when it has only stopwords."""
        return list(dict.fromkeys(self._terms(query.text)))

    def __call__(self, query: Query) -> LexicalScores:
        """What every procedure's words say of the query; scores of at least 0 on BM25's scale."""
        tokens = shingles(self._terms(query.text))
        accented = self._accented.scores(_marked(query.text)) if self._config.accented else None
        best = self._best.scores(tokens)
        focused = query.focus not in ("", query.text)
        return LexicalScores(
            best,
            self._whole.scores(tokens),
            self._extra.scores(tokens),
            accented,
            self._coverage(tokens),
            self._best.scores(shingles(self._terms(query.focus))) if focused else best,
        )

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
