"""Step Lexical: BM25 over folded syllables and their pairs; the accented form in a field of its own.

Each name, alias and line about a procedure is a text of its own, the best one counts; the whole procedure is one more
text, so that a question spread over several aliases is found; questions and documents weigh little. The accented field
is scored only when the question was typed with diacritics.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import bm25s
import numpy as np
from numpy.typing import NDArray

from knowledge.search.config import LexicalConfig
from knowledge.search.normalise import WORD
from knowledge.search.overlap import Overlap
from knowledge.search.terms import Terms, shingles
from knowledge.search.texts import ABOUT, ALIAS, EXTRA, NAME, IndexedText
from knowledge.search.types import Query

Floats = NDArray[np.float32]


class Field:
    """One BM25 field: texts that belong to procedures; a procedure's score is that of its best text."""

    def __init__(self, texts: Iterable[tuple[int, list[str], float]], procedures: int, config: LexicalConfig) -> None:
        """`texts`: (place of the procedure, tokens, weight)."""
        listed = [(place, tokens, weight) for place, tokens, weight in texts if tokens]
        self._places = np.array([place for place, _, _ in listed], dtype=np.int64)
        self._weights = np.array([weight for _, _, weight in listed], dtype=np.float32)
        self._procedures = procedures
        self._bm25 = bm25s.BM25(method="lucene", k1=config.k1, b=config.b)
        if listed:
            self._bm25.index([tokens for _, tokens, _ in listed], show_progress=False)
        self._known = frozenset(token for _, tokens, _ in listed for token in tokens)

    def scores(self, tokens: Iterable[str]) -> Floats:
        """The best text's score for each procedure (0: no token in common)."""
        out = np.zeros(self._procedures, dtype=np.float32)
        known = [token for token in dict.fromkeys(tokens) if token in self._known]
        if known:
            found = self._bm25.get_scores(known) * self._weights
            np.maximum.at(out, self._places, found.astype(np.float32))
        return out


class Lexical:
    """Scores every procedure against a query by its words."""

    def __init__(self, texts: Sequence[IndexedText], procedures: int, config: LexicalConfig, terms: Terms) -> None:
        self._config = config
        self._terms = terms
        self._procedures = procedures
        weights = {NAME: 1.0, ABOUT: config.about, ALIAS: config.alias, EXTRA: 1.0}
        listed = [(one, shingles(terms(one.text)), weights[one.kind]) for one in texts]
        whole: dict[int, list[str]] = {}
        for one, tokens, _ in listed:
            if one.kind != EXTRA:
                whole.setdefault(one.place, []).extend(tokens)
        self._best = Field(((one.place, t, w) for one, t, w in listed if one.kind != EXTRA), procedures, config)
        self._whole = Field(((place, tokens, 1.0) for place, tokens in whole.items()), procedures, config)
        self._extra = Field(((one.place, t, w) for one, t, w in listed if one.kind == EXTRA), procedures, config)
        marked = ((one.place, _marked(one.text), w) for one, _, w in listed if one.kind != EXTRA)
        self._accented = Field(marked, procedures, config)
        self._holders = _holders((one.place, tokens) for one, tokens, _ in listed)
        self.overlap = Overlap(
            ((one.place, [x for x in t if "_" not in x]) for one, t, _ in listed if one.kind != EXTRA), procedures
        )
        self.words = frozenset(token for token in self._holders if "_" not in token)

    def asked(self, query: Query) -> list[str]:
        """The query's content words, each once; empty when it has only stopwords."""
        return list(dict.fromkeys(self._terms(query.text)))

    def scores(self, query: Query) -> Floats:
        """A score of at least 0 for each procedure, on BM25's scale."""
        config = self._config
        tokens = shingles(self._terms(query.text))
        total = config.best_text * self._best.scores(tokens) + config.whole * self._whole.scores(tokens)
        total += config.extra * self._extra.scores(tokens)
        if query.marked and config.accented:
            total += config.accented * self._accented.scores(_marked(query.text))
        return np.asarray(total, dtype=np.float32)

    def coverage(self, query: Query) -> Floats:
        """For each procedure the share (0–1, weighted by rarity) of the content words and pairs that it knows."""
        out = np.zeros(self._procedures, dtype=np.float32)
        weight = 0.0
        for token in dict.fromkeys(shingles(self._terms(query.text))):
            places = self._holders.get(token)
            rarity = math.log(1 + self._procedures / (len(places) if places is not None else 0.5))
            rarity *= self._config.pair_coverage if "_" in token else 1.0
            weight += rarity
            if places is not None:
                out[places] += rarity
        return out / weight if weight else out


def _marked(text: str) -> list[str]:
    """Syllables and pairs with their marks."""
    return shingles(WORD.findall(text))


def _holders(tokens_of: Iterable[tuple[int, list[str]]]) -> dict[str, NDArray[np.int64]]:
    """For each token the procedures that hold it."""
    places: dict[str, set[int]] = {}
    for place, tokens in tokens_of:
        for token in tokens:
            places.setdefault(token, set()).add(place)
    return {token: np.array(sorted(found), dtype=np.int64) for token, found in places.items()}
