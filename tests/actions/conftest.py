"""The search, scripted: tests/knowledge/search tests the real one."""

from __future__ import annotations

import pytest

from actions import facts_in_message, rasa_bridge
from actions.corrections import elsewhere, named
from actions.needs import found, told, wished
from actions.questions import relevance, what_if
from actions.several import life_event, turning
from actions.topics import other_need
from actions.walk import document_walk
from knowledge.search.types import Decision, SearchResult
from tests.actions.helpers import Search, result

SEARCHING = (other_need, found, wished, life_event, turning)
"""The modules that search."""


class Scripted:
    """What the search answers; by default that nothing fits."""

    def __init__(self) -> None:
        self.answer: Search | SearchResult = result(Decision.OUT_OF_SCOPE)
        self.questions: list[str] = []

    async def search(self, question: str, limit: int = 4) -> SearchResult:
        self.questions.append(question)
        return self.answer(question) if callable(self.answer) else self.answer


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Scripted:
    """Puts a scripted search in place of the real one."""
    stand_in = Scripted()
    for module in SEARCHING:
        monkeypatch.setattr(module, "search", stand_in.search)
    return stand_in


@pytest.fixture(autouse=True)
def _no_model(scripted: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here loads an index or a model: only what words leave no doubt about is read."""
    for module in (facts_in_message, told, document_walk, life_event, what_if, elsewhere, named):
        monkeypatch.setattr(module, "scorer", lambda: None)
    monkeypatch.setattr(rasa_bridge, "read_ahead", lambda turn: None)
    monkeypatch.setattr(relevance, "nearness", lambda question, texts: [0.0 for _ in texts])
    monkeypatch.setattr(relevance, "likeness", lambda question, texts: [(0.0, 0.0, 0.0) for _ in texts])
