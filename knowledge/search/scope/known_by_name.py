"""Step KnownByName: of a procedure of the national list without a record the name and the page are known, no more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from knowledge.search.config import NamesConfig
from knowledge.search.evidence import Evidence
from knowledge.search.scope.known import load_known
from knowledge.search.step import Parts, Stage, Step
from knowledge.search.steps.overlap import TextOverlap
from knowledge.search.terms import Terms
from knowledge.search.types import Decision, Known, SearchResult
from knowledge.text.normalise import normalise

_CODE = re.compile(r"(?<![\d.])\d\.\d{6}(?!\d)")
SHOWN = 3
_ALIKE = 0.85
"""How near in overlap another name must be to the nearest to be shown with it."""


class KnownByName(Step):
    """Says so when a question says such a procedure's name, and no procedure of the catalogue fits as well."""

    name = "known_by_name"
    stage = Stage.SETTLE

    def __init__(self, known: Sequence[Known], terms: Terms, config: NamesConfig) -> None:
        """`known`: those that the catalogue does not hold."""
        self._known = known
        self._by_code = {one.code: one for one in known}
        listed = [terms(normalise(one.name)) for one in known]
        self._names = TextOverlap(list(enumerate(listed)), len(known))
        self._words = [frozenset(words) for words in listed]
        self._config = config

    @classmethod
    def make(cls, parts: Parts) -> KnownByName:
        entries = parts.catalogue.entries
        return cls([one for one in load_known() if one.code not in entries], parts.terms, parts.config.known_by_name)

    def __call__(self, evidence: Evidence) -> Evidence:
        found = self.by_code(evidence.query.question) or self.by_name(evidence)
        if not found:
            return evidence
        question, words = evidence.query.question, evidence.words
        return replace(evidence, result=SearchResult(question, Decision.OUT_OF_SCOPE, (), words, known=found))

    def by_code(self, question: str) -> tuple[Known, ...]:
        """Those whose code is typed."""
        codes = dict.fromkeys(_CODE.findall(question))
        return tuple(self._by_code[code] for code in codes if code in self._by_code)

    def by_name(self, evidence: Evidence) -> tuple[Known, ...]:
        """Those whose name the question says, the nearest first; none where the catalogue serves as well."""
        if evidence.exact or not evidence.words or evidence.query.topic or not self._known:
            return ()
        scores = self._names.scores(evidence.words)
        best = int(np.argmax(scores))
        alike = float(scores[best])
        ours = evidence.scores("overlap")
        if alike < self._config.alike or (
            ours is not None and float(ours.max(initial=0.0)) + self._config.ahead > alike
        ):
            return ()
        asked = frozenset(evidence.words)
        if len(asked & self._words[best]) < self._config.covered * len(asked):
            return ()
        near = [i for i in np.argsort(-scores, kind="stable")[:SHOWN].tolist() if scores[i] >= _ALIKE * alike]
        return tuple(self._known[i] for i in near)
