"""The search: one list of steps, and one loop that runs them, keeps their times and logs them."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.search.config import SearchConfig, SearchConfigError, load_config
from knowledge.search.evidence import Evidence
from knowledge.search.index.build import StoredIndex, read_index
from knowledge.search.index.texts import Reading, indexed_texts
from knowledge.search.judges import Judges
from knowledge.search.learned import Learned, load_learned
from knowledge.search.scope.groups import Groups
from knowledge.search.scope.known_by_name import KnownByName
from knowledge.search.scope.topic import Topic
from knowledge.search.step import Act, Parts, Searched, Stage, Step
from knowledge.search.steps.code import CodeInQuestion
from knowledge.search.steps.correct import Correct
from knowledge.search.steps.decide import Decide
from knowledge.search.steps.dense import Dense
from knowledge.search.steps.deny import Deny
from knowledge.search.steps.focus import Focus
from knowledge.search.steps.fuse import Fuse
from knowledge.search.steps.lexical import Lexical
from knowledge.search.steps.needs import Needs
from knowledge.search.steps.normalise import Normalise
from knowledge.search.steps.overlap import Overlap
from knowledge.search.steps.rank import Rank
from knowledge.search.steps.restore import Restore
from knowledge.search.steps.two_needs import TwoNeeds
from knowledge.search.suggest import Suggest
from knowledge.search.terms import terms_of
from knowledge.search.types import Candidate, Query, SearchResult
from knowledge.search.why import Reasons, Why
from knowledge.settings import Settings
from knowledge.text.restore import Restorer

LOGGER = logging.getLogger("dimotlan.search")
STEPS: tuple[type[Step], ...] = (
    CodeInQuestion,
    Normalise,
    Correct,
    Restore,
    Deny,
    Focus,
    Topic,
    Lexical,
    Overlap,
    Dense,
    Fuse,
    Rank,
    Needs,
    Groups,
    KnownByName,
    TwoNeeds,
    Decide,
)
"""All steps, in the order in which they run. Each has a switch of its name in search.yml."""


@dataclass(frozen=True)
class Run:
    """One search: what was found out, and how many milliseconds each step took, in the order in which they ran."""

    evidence: Evidence
    milliseconds: Mapping[str, float]

    @property
    def result(self) -> SearchResult:
        """The outcome.

        Raises:
            SearchConfigError: no step has set it: the last step of the list must.
        """
        if self.evidence.result is None:
            raise SearchConfigError("no step of the search has set a result: let Decide be the last step")
        return self.evidence.result


class Pipeline:
    """Finds procedures. Thread-safe: nothing changes after it is made; the model is locked inside its step."""

    def __init__(
        self,
        catalogue: Catalogue,
        config: SearchConfig,
        steps: Sequence[type[Step]] = STEPS,
        learned: Learned | None = None,
        index: StoredIndex | None = None,
        settings: Settings | None = None,
    ) -> None:
        """`index` holds the vectors and the texts as they were read, and was read with `settings`; None: no vectors.

        Raises:
            SearchConfigError: search.yml does not fit the steps.
        """
        check(config, steps)
        learned = learned or load_learned()
        terms = terms_of(config)
        texts = indexed_texts(catalogue, Reading(terms, index.texts if index else {}))
        searched, restorer = Searched(catalogue), Restorer.load()
        parts = Parts(catalogue, searched, texts, terms, config, learned, restorer, self.find, index, settings)
        self.config = config
        self._searched = searched
        self._nothing = np.zeros(len(searched), dtype=np.float32)
        self._judges = Judges(learned.decide, config.decide)
        self._suggest = Suggest(texts, Normalise.make(parts))
        made = [(step, step.make(parts) if config.steps[step.name] else step.instead(parts)) for step in steps]
        self._steps: list[tuple[str, Stage, Act]] = [(step.name, step.stage, act) for step, act in made if act]

    @classmethod
    def open(
        cls,
        catalogue: Catalogue,
        settings: Settings,
        config: SearchConfig | None = None,
        steps: Sequence[type[Step]] = STEPS,
    ) -> Pipeline:
        """A pipeline over the built index; loads the dense model (a few seconds).

        Raises:
            IndexMissing: run `python -m knowledge index` first.
            SearchConfigError: search.yml does not fit the steps.
        """
        index = read_index(catalogue, settings)
        return cls(catalogue, config or load_config(), steps, index=index, settings=settings)

    def search(self, question: str, limit: int = 4) -> SearchResult:
        """The decision and up to `limit` candidates, the best first; none when out of scope."""
        return self.run(question, limit).result

    def run(self, question: str, limit: int = 4) -> Run:
        """The same with all that was found out, and the times."""
        return self._run(self._start(question, limit), tuple(Stage))

    def understand(self, question: str) -> Query:
        """The question as the search understands it."""
        return self._run(self._start(question), (Stage.UNDERSTAND,)).evidence.query

    def find(self, query: Query) -> Evidence:
        """The ranked candidates of an understood query."""
        return self._run(Evidence(query, self._nothing), (Stage.FIND,)).evidence

    def follow(self, question: str) -> Evidence:
        """The ranked candidates of a question, whatever the decision: for measuring and for looking into a search."""
        return self._run(self._start(question), (Stage.UNDERSTAND, Stage.FIND)).evidence

    def ranked(self, question: str) -> tuple[str, ...]:
        """The ranked codes of a question, the best first, whatever the decision."""
        return self.codes(self.follow(question))

    def codes(self, evidence: Evidence) -> tuple[str, ...]:
        """The ranked codes."""
        return tuple(self._searched.codes[place] for place in evidence.ranking.places)

    def in_scope(self, evidence: Evidence) -> float:
        """P(the question is one for the one-stop desk)."""
        return self._judges.in_scope(evidence)

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Candidate, ...]:
        """Type-ahead: procedures whose name or alias holds the words typed so far, the last one as a prefix."""
        return tuple(self._searched.candidate(place, score) for place, score in self._suggest(prefix, limit))

    def why(self, run: Run, limit: int = 4) -> Why:
        """What a search understood, what speaks for each of the best candidates, and how long each step took."""
        evidence = self.follow(run.evidence.query.question)
        ranking = evidence.ranking
        best = zip(ranking.places[:limit], ranking.probabilities[:limit], strict=True)
        reasons = []
        for row, (place, probability) in enumerate(best):
            candidate = self._searched.candidate(place, float(probability))
            reasons.append(Reasons(candidate.code, candidate.name, candidate.score, ranking.why(row)))
        scope, clear = self._judges.in_scope(evidence), self._judges.clear(evidence)
        return Why(evidence.query.text, evidence.words, scope, clear, tuple(reasons), run.milliseconds)

    def _start(self, question: str, limit: int = 0) -> Evidence:
        return Evidence(Query(question, question), self._nothing, limit)

    def _run(self, evidence: Evidence, stages: Collection[Stage]) -> Run:
        """The one loop: the steps of these stages, in order, until one sets the result."""
        spent: dict[str, float] = {}
        for name, stage, act in self._steps:
            if stage not in stages:
                continue
            started = time.perf_counter()
            evidence = act(evidence)
            spent[name] = 1000 * (time.perf_counter() - started)
            if evidence.result is not None:
                break
        if LOGGER.isEnabledFor(logging.DEBUG):
            fields = {"milliseconds": {name: round(value, 2) for name, value in spent.items()}}
            LOGGER.debug("search_steps", extra={"fields": fields})
        return Run(evidence, spent)


def check(config: SearchConfig, steps: Sequence[type[Step]]) -> None:
    """Refuse a search.yml whose switches or weights do not fit the steps.

    Raises:
        SearchConfigError: it names what is unknown or missing.
    """
    names = [name for step in steps for name in (step.name, *step.switches)]
    unknown, missing = sorted(config.steps.keys() - names), sorted(set(names) - config.steps.keys())
    if unknown or missing:
        faults = [
            f"{what}: {', '.join(found)}" for what, found in (("unknown", unknown), ("missing", missing)) if found
        ]
        raise SearchConfigError(f"search.yml, steps: {'; '.join(faults)}")
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise SearchConfigError(f"two steps of the search have one name: {', '.join(twice)}")
    strange = sorted(name for name in config.fuse if name.split(".", 1)[0] not in names)
    if strange:
        raise SearchConfigError(f"search.yml, fuse: no step of this name: {', '.join(strange)}")
