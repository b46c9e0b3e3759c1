"""The pipeline put together: Normalise → Correct → Restore → Deny → Focus → Lexical + Dense → Fuse → Rank → Decide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.search.config import SearchConfig, load_config
from knowledge.search.evidence import Evidence, LexicalScores
from knowledge.search.index.build import key_of, read_index
from knowledge.search.index.texts import EXTRA, IndexedText, Reading, indexed_texts
from knowledge.search.learned import Learned, load_learned
from knowledge.search.steps.correct import Correct
from knowledge.search.steps.decide import Decide
from knowledge.search.steps.dense import Dense
from knowledge.search.steps.deny import Deny
from knowledge.search.steps.focus import Focus
from knowledge.search.steps.fuse import Fuse
from knowledge.search.steps.lexical import Lexical
from knowledge.search.steps.needs import Known, Needs, load_needs
from knowledge.search.steps.normalise import Normalise
from knowledge.search.steps.rank import Rank, Ranking, by_score, candidates
from knowledge.search.steps.restore import Restore
from knowledge.search.steps.two_needs import TwoNeeds
from knowledge.search.suggest import Suggest
from knowledge.search.terms import terms_of
from knowledge.search.types import Candidate, Decision, Query, SearchResult
from knowledge.search.why import Reasons, Why
from knowledge.settings import Settings
from knowledge.text.restore import Restorer

Floats = NDArray[np.float32]
CODE_INSIDE = re.compile(r"(?<![\d.])\d\.\d{6}(?!\d)")
EXACT = 0.999
"""Overlap from which a question and a text count as saying the same."""


def says_exactly(dice: Floats, lexical: LexicalScores | None) -> bool:
    """Whether the question has just the words of one procedure's name or alias, of no other's, and that one leads.

    Then the embedder has nothing to add, and its time (most of a search) is saved.
    """
    if lexical is None or int(np.count_nonzero(dice >= EXACT)) != 1:
        return False
    return int(np.argmax(lexical.best)) == int(np.argmax(dice))


class Searcher:
    """Finds procedures. Thread-safe: nothing changes after `open`; the model is locked inside its step."""

    def __init__(
        self,
        catalogue: Catalogue,
        config: SearchConfig,
        dense: Dense | None,
        texts: Sequence[IndexedText] | None = None,
        learned: Learned | None = None,
    ) -> None:
        self.config = config
        learned = learned or load_learned()
        self._codes = catalogue.searched()
        self._place = {code: i for i, code in enumerate(self._codes)}
        self._names = [catalogue.name(code) for code in self._codes]
        restorer = Restorer.load()
        self._normalise = Normalise(config.max_characters, config.max_syllables, restorer)
        terms = terms_of(config)
        texts = indexed_texts(catalogue, Reading(terms, {})) if texts is None else texts
        self._lexical = Lexical(texts, len(self._codes), config.lexical, terms)
        self._correct = Correct(self._lexical.words, restorer)
        self._restore = Restore(restorer)
        self._deny = Deny()
        self._focus = Focus(config.asking)
        self._halves = TwoNeeds(config.joining)
        self._dense = dense
        self._fuse = Fuse(config.fuse, config.lexical)
        self._rank = Rank(catalogue, self._codes, learned.rank)
        self._needs = Needs(load_needs(), terms, self._codes)
        self._decide = Decide(learned.decide)
        self._suggest = Suggest(texts, len(self._codes))

    @classmethod
    def open(cls, catalogue: Catalogue, settings: Settings, config: SearchConfig | None = None) -> Searcher:
        """A searcher over the built index; loads the dense model (a few seconds).

        Raises:
            IndexMissing: run `python -m knowledge index` first.
        """
        config = config or load_config()
        stored = read_index(catalogue, settings)
        dense = None
        texts = indexed_texts(catalogue, Reading(terms_of(config), stored.texts))
        if config.steps.dense and len(stored.keys):
            rows = {key: i for i, key in enumerate(stored.keys)}
            embedded = [one for one in texts if one.kind != EXTRA]
            vectors = stored.vectors[[rows[key_of(one.text)] for one in embedded]]
            dense = Dense(vectors, embedded, len(catalogue.searched()), settings)
        return cls(catalogue, config, dense, texts)

    def search(self, question: str, limit: int = 4) -> SearchResult:
        """The decision and up to `limit` candidates, the best first; none when out of scope."""
        if (named := self._named(question)) is not None:
            return SearchResult(question, Decision.ANSWER, (Candidate(self._codes[named], self._names[named], 1.0),))
        evidence = self.evidence(self.understand(question))
        ranking = self.rank(evidence)
        need = self._needs(evidence.words) if self.config.steps.needs else None
        decision = self._decision(need, evidence, ranking)
        if decision is Decision.OUT_OF_SCOPE:
            return SearchResult(question, decision, (), evidence.words, elsewhere=need is not None)
        sure = ranking.places.size and float(ranking.probabilities[0]) > self.config.halves.sure
        if need is None and not sure and (both := self._two_needs(evidence.query)):
            return SearchResult(question, Decision.ASK_BACK, both[:limit], evidence.words)
        scores = dict(zip(ranking.places.tolist(), ranking.probabilities.tolist(), strict=True))
        places = need.places if need else ranking.places.tolist()
        if decision is Decision.ASK_BACK and not need and self.config.steps.conformal:
            limit = min(limit, self._decide.shown(ranking))
        found = tuple(Candidate(self._codes[one], self._names[one], scores.get(one, 0.0)) for one in places[:limit])
        return SearchResult(question, decision, found, evidence.words)

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Candidate, ...]:
        """Type-ahead: procedures whose name or alias holds the words typed so far, the last one as a prefix."""
        query = self._normalise(prefix)
        return tuple(
            Candidate(self._codes[place], self._names[place], score) for place, score in self._suggest(query, limit)
        )

    def ranked(self, question: str) -> tuple[str, ...]:
        """The ranked codes, the best first, whatever the decision: for measuring and for looking into a search."""
        return self.codes_at(self.rank(self.evidence(self.understand(question))).places)

    def codes_at(self, places: Iterable[int]) -> tuple[str, ...]:
        """The codes at places of a ranking."""
        return tuple(self._codes[place] for place in places)

    def in_scope(self, evidence: Evidence, ranking: Ranking) -> float:
        """P(the question is one for the one-stop desk)."""
        return self._decide.in_scope(evidence, ranking)

    def why(self, question: str, limit: int = 4) -> Why:
        """What was understood, and what speaks for each of the best candidates."""
        evidence = self.evidence(self.understand(question))
        ranking = self.rank(evidence)
        reasons = [
            Reasons(self._codes[place], self._names[place], float(probability), self._rank.why(ranking, row))
            for row, (place, probability) in enumerate(zip(ranking.places, ranking.probabilities, strict=True))
            if row < limit
        ]
        scope, clear = self._decide.in_scope(evidence, ranking), self._decide.clear(evidence, ranking)
        return Why(evidence.query.text, evidence.words, scope, clear, tuple(reasons))

    def understand(self, question: str) -> Query:
        """The question after Normalise, Correct, Restore, Deny and Focus."""
        query = self._normalise(question)
        if self.config.steps.correct:
            query = self._correct(query)
        if self.config.steps.restore:
            query = self._restore(query)
        if self.config.steps.deny:
            query = self._deny(query)
        return self._focus(query) if self.config.steps.focus else query

    def evidence(self, query: Query) -> Evidence:
        """What the retrievers say of every procedure, in the order of their codes."""
        steps = self.config.steps
        lexical = self._lexical(query) if steps.lexical else None
        words = tuple(self._lexical.asked(query))
        dice = self._lexical.overlap.scores(words)
        asks_meaning = words and not (steps.exact and says_exactly(dice, lexical))
        dense = self._dense(query) if self._dense is not None and steps.dense and asks_meaning else None
        fused = self._fuse(lexical, dense, query.marked)
        fused = np.zeros_like(dice) if fused is None else fused
        return Evidence(query, words, fused, lexical, dense, dice, self._lexical.overlap_names.scores(words))

    def rank(self, evidence: Evidence) -> Ranking:
        """The candidates in order; without the step Rank, by their fused score alone."""
        if self.config.steps.rank:
            return self._rank(evidence)
        places = candidates(evidence)
        return by_score(places, evidence.fused[places])

    def _named(self, question: str) -> int | None:
        """The place of a procedure whose code stands in the question (old forms such as 1.001193.000.00.00.H41 too)."""
        places = {self._place[code] for code in CODE_INSIDE.findall(question) if code in self._place}
        return places.pop() if len(places) == 1 else None

    def _two_needs(self, query: Query) -> tuple[Candidate, ...]:
        """The first two candidates of both halves, when each half is a need of its own; else nothing."""
        halves = self._halves(query) if self.config.steps.halves else None
        if halves is None:
            return ()
        rankings, least = [], self.config.halves
        for half in reversed(halves):  # the second is oftener no need of its own
            evidence = self.evidence(half)
            ranking = self.rank(evidence)
            if not evidence.words or not ranking.places.size or float(ranking.probabilities[0]) < least.first:
                return ()
            if self.in_scope(evidence, ranking) < least.in_scope:
                return ()
            rankings.append(ranking)
        other, one = rankings
        if max(one.of(other.places[0]), other.of(one.places[0])) > least.apart:
            return ()
        order = [(ranking, row) for row in (0, 1) for ranking in (one, other) if row < len(ranking.places)]
        found = {int(ranking.places[row]): float(ranking.probabilities[row]) for ranking, row in reversed(order)}
        places = dict.fromkeys(int(ranking.places[row]) for ranking, row in order)
        return tuple(Candidate(self._codes[place], self._names[place], found[place]) for place in places)

    def _decision(self, need: Known | None, evidence: Evidence, ranking: Ranking) -> Decision:
        if need is not None:
            return Decision.ASK_BACK if need.places else Decision.OUT_OF_SCOPE
        if self.config.steps.exact and says_exactly(evidence.dice, evidence.lexical):
            return Decision.ANSWER
        return self._decide(evidence, ranking)
