"""Step CodeInQuestion: a question that holds the code of one procedure asks for that, or for what took its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from knowledge.search.evidence import Evidence
from knowledge.search.step import Parts, Searched, Stage, Step
from knowledge.search.types import Decision, SearchResult

_CODE = re.compile(r"(?<![\d.])\d\.\d{6}(?!\d)")


class CodeInQuestion(Step):
    """Answers with the procedure whose code is typed (old forms such as 1.001193.000.00.00.H41 too)."""

    name = "code"
    stage = Stage.SETTLE

    def __init__(self, searched: Searched, current: Callable[[str], str] = str) -> None:
        """`current`: old code → the code that counts now."""
        self._searched = searched
        self._current = current

    @classmethod
    def make(cls, parts: Parts) -> CodeInQuestion:
        return cls(parts.searched, parts.catalogue.current)

    def __call__(self, evidence: Evidence) -> Evidence:
        question = evidence.query.question
        places = {self._searched.place(self._current(code)) for code in _CODE.findall(question)} - {None}
        if len(places) != 1:
            return evidence
        (place,) = (place for place in places if place is not None)
        candidate = self._searched.candidate(place, 1.0)
        return replace(evidence, result=SearchResult(question, Decision.ANSWER, (candidate,)))
