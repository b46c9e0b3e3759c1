"""The pipeline put together: Normalise → Correct → Restore → Lexical + Dense → Fuse → Decide."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from knowledge.search.config import SearchConfig, load_config
from knowledge.search.correct import Correct
from knowledge.search.decide import Decide, Evidence
from knowledge.search.dense import Dense
from knowledge.search.fuse import Fuse
from knowledge.search.index import key_of, read_index
from knowledge.search.lexical import Lexical
from knowledge.search.needs import Known, Needs, load_needs
from knowledge.search.normalise import Normalise
from knowledge.search.restore import Restore
from knowledge.search.suggest import Suggest
from knowledge.search.terms import Terms
from knowledge.search.texts import EXTRA, IndexedText, indexed_texts
from knowledge.search.types import Candidate, CatalogueLike, Decision, Query, SearchResult
from knowledge.settings import Settings
from knowledge.text.restore import Restorer

Floats = NDArray[np.float32]
CODE_INSIDE = re.compile(r"(?<![\d.])\d\.\d{6}(?!\d)")
EXACT = 0.999
"""Overlap from which a question and a text count as saying the same."""


def says_exactly(dice: Floats, lexical: Floats | None) -> bool:
    """Whether the question has just the words of one procedure's name or alias, of no other's, and that one leads.

    Then the embedder has nothing to add, and its time (most of a search) is saved.
    """
    if lexical is None or int(np.count_nonzero(dice >= EXACT)) != 1:
        return False
    return int(np.argmax(lexical)) == int(np.argmax(dice))


def _prior(catalogue: CatalogueLike, code: str, config: SearchConfig) -> float:
    if code not in catalogue.authored:
        return config.prior.imported
    return config.prior.rare if catalogue.procedures[code].rare else 1.0


class Searcher:
    """Finds procedures. Thread-safe: nothing changes after `open`; the dense model is locked inside its step."""

    def __init__(
        self,
        catalogue: CatalogueLike,
        config: SearchConfig,
        dense: Dense | None,
        texts: list[IndexedText] | None = None,
    ) -> None:
        self.config = config
        self._codes = catalogue.searched()
        self._place = {code: i for i, code in enumerate(self._codes)}
        self._names = [catalogue.name(code) for code in self._codes]
        self._siblings = {
            self._place[code]: tuple(
                self._place[one.code] for one in catalogue.procedures[code].confused_with if one.code in self._place
            )
            for code in catalogue.authored
        }
        self._prior = np.array([_prior(catalogue, code, config) for code in self._codes], dtype=np.float32)
        texts = indexed_texts(catalogue) if texts is None else texts
        restorer = Restorer.load()
        self._normalise = Normalise(config.max_characters, config.max_syllables)
        terms = Terms(config.stopwords, config.stop_phrases, config.synonyms)
        self._lexical = Lexical(texts, len(self._codes), config.lexical, terms)
        self._correct = Correct(self._lexical.words, restorer)
        self._restore = Restore(restorer)
        self._dense = dense
        self._fuse = Fuse(config.fuse)
        self._needs = Needs(load_needs(), terms, self._codes)
        self._decide = Decide(config.decide)
        self._suggest = Suggest(texts, len(self._codes))

    @classmethod
    def open(cls, catalogue: CatalogueLike, settings: Settings, config: SearchConfig | None = None) -> Searcher:
        """A searcher over the built index; loads the dense model (a few seconds).

        Raises:
            IndexMissing: run `python -m knowledge index` first.
        """
        config = config or load_config()
        stored = read_index(catalogue, settings)
        dense = None
        texts = indexed_texts(catalogue)
        if config.steps.dense and len(stored.keys):
            rows = {key: i for i, key in enumerate(stored.keys)}
            embedded = [one for one in texts if one.kind != EXTRA]
            places = np.array([one.place for one in embedded], dtype=np.int64)
            vectors = stored.vectors[[rows[key_of(one.text)] for one in embedded]]
            dense = Dense(vectors, places, len(catalogue.searched()), settings.dense_model)
        return cls(catalogue, config, dense, texts)

    def search(self, question: str, limit: int = 4) -> SearchResult:
        """The decision and up to `limit` candidates, the best first; none when out of scope."""
        if (named := self._named(question)) is not None:
            return SearchResult(question, Decision.ANSWER, (Candidate(self._codes[named], self._names[named], 1.0),))
        evidence = self.evidence(self.understand(question))
        need = self._needs(evidence.words) if self.config.steps.needs else None
        decision = self._decision(need, evidence)
        if decision is Decision.OUT_OF_SCOPE:
            return SearchResult(question, decision, (), evidence.words, elsewhere=need is not None)
        places = need.places[:limit] if need else self._candidates(evidence.fused, limit, decision)
        candidates = tuple(self._candidate(place, evidence.fused) for place in places)
        return SearchResult(question, decision, candidates, evidence.words)

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Candidate, ...]:
        """Type-ahead: procedures whose name or alias holds the words typed so far, the last one as a prefix."""
        query = self._normalise(prefix)
        return tuple(
            Candidate(self._codes[place], self._names[place], score) for place, score in self._suggest(query, limit)
        )

    def ranked(self, question: str) -> tuple[str, ...]:
        """All codes, the best first, whatever the decision: for measuring and for looking into a search."""
        fused = self.evidence(self.understand(question)).fused
        return tuple(self._codes[place] for place in np.argsort(-fused, kind="stable"))

    def understand(self, question: str) -> Query:
        """The question after Normalise, Correct and Restore."""
        query = self._normalise(question)
        if self.config.steps.correct:
            query = self._correct(query)
        return self._restore(query) if self.config.steps.restore else query

    def evidence(self, query: Query) -> Evidence:
        """What the retrievers say of every procedure, in the order of their codes."""
        steps = self.config.steps
        lexical = self._lexical.scores(query) if steps.lexical else None
        coverage = self._lexical.coverage(query) if steps.lexical else None
        words = tuple(self._lexical.asked(query))
        dice = self._lexical.overlap.scores(words)
        asks_meaning = words and not (steps.exact and says_exactly(dice, lexical))
        dense = self._dense.scores(query) if self._dense is not None and steps.dense and asks_meaning else None
        fused = self._fuse(lexical, dense, coverage, query.marked)
        if steps.prior:
            fused = fused * self._prior
        return Evidence(words, fused, lexical, dense, dice)

    def _named(self, question: str) -> int | None:
        """The place of a procedure whose code stands in the question (old forms such as 1.001193.000.00.00.H41 too)."""
        places = {self._place[code] for code in CODE_INSIDE.findall(question) if code in self._place}
        return places.pop() if len(places) == 1 else None

    def _decision(self, need: Known | None, evidence: Evidence) -> Decision:
        if need is not None:
            return Decision.ASK_BACK if need.places else Decision.OUT_OF_SCOPE
        if self.config.steps.exact and says_exactly(evidence.dice, evidence.lexical):
            return Decision.ANSWER
        return self._decide(evidence)

    def _candidates(self, fused: Floats, limit: int, decision: Decision) -> list[int]:
        """The best places; when asking back, those far behind give way to what the first is confused with."""
        order = [int(place) for place in np.argsort(-fused, kind="stable")[: max(limit, 1)]]
        if decision is Decision.ANSWER or limit < 2:
            return order[:limit]
        gap = self.config.decide.candidate_gap
        near = [place for place in order if fused[place] >= fused[order[0]] - gap]
        siblings = sorted(
            (place for place in self._siblings.get(order[0], ()) if place not in near), key=lambda place: -fused[place]
        )
        return [*near, *siblings, *(place for place in order if place not in near and place not in siblings)][:limit]

    def _candidate(self, place: int, fused: Floats) -> Candidate:
        return Candidate(self._codes[place], self._names[place], float(fused[place]))
