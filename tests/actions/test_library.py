"""The action server's one copy of the library."""

from __future__ import annotations

import pytest

from actions import library
from knowledge.library.reload import Live
from knowledge.search.types import Decision, SearchResult


class StandIn:
    def search(self, question: str, limit: int = 4) -> SearchResult:
        return SearchResult(f"{question}/{limit}", Decision.OUT_OF_SCOPE, ())


def test_there_is_one_copy() -> None:
    assert library.live() is library.live()
    assert isinstance(library.live(), Live)


async def test_the_search_runs_beside_the_conversation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "_search", StandIn().search)
    assert (await library.search("khai sinh", 2)).question == "khai sinh/2"
