"""The action server's one copy of the library."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions import library
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.errors import IndexMissing
from knowledge.library.reload import Live
from knowledge.search.types import Decision, SearchResult
from knowledge.settings import Settings, get_settings


class StandIn:
    def search(self, question: str, limit: int = 4) -> SearchResult:
        return SearchResult(f"{question}/{limit}", Decision.OUT_OF_SCOPE, ())


def test_there_is_one_copy() -> None:
    assert library.live() is library.live()
    assert isinstance(library.live(), Live)


async def test_the_search_runs_beside_the_conversation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "_search", StandIn().search)
    assert (await library.search("khai sinh", 2)).question == "khai sinh/2"


@pytest.fixture
def without_index(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The library with no index at all, and what is done to it."""
    done: list[str] = []

    def missing(catalogue: Catalogue, settings: Settings) -> None:
        raise IndexMissing("run `python -m knowledge index`")

    own: Live[object] = Live(get_settings(), missing)
    monkeypatch.setattr(own, "start", lambda: done.append("start"))
    monkeypatch.setattr(own, "open", lambda: done.append("open"))
    monkeypatch.setattr(library, "live", lambda: own)
    monkeypatch.setattr(library, "mend", lambda folder: done.append(f"mend {Path(folder).name}"))
    monkeypatch.setattr(library, "scorer", lambda: done.append("scorer"))
    return done


async def test_without_an_index_a_code_is_found_all_the_same(without_index: list[str]) -> None:
    for typed in ("1.001193", "cho em hỏi 1.001193.000.00.00.H41 ạ"):
        result = await library.search(typed)
        assert result.decision is Decision.ANSWER
        assert [candidate.code for candidate in result.candidates] == ["1.001193"]


@pytest.mark.parametrize("typed", ["khai sinh", "", "9.999999", "1.001193 hay 1.004194"])
async def test_without_an_index_nothing_is_said_to_be_unknown(without_index: list[str], typed: str) -> None:
    with pytest.raises(IndexMissing):
        await library.search(typed)


def test_without_an_index_the_rest_is_warmed_up_and_the_index_is_watched_for(without_index: list[str]) -> None:
    library.warm_up()
    assert without_index == ["open", "mend embedder", "scorer", "start"]
