"""The library as the gateway uses it: refusals that say what is allowed, and an index that may come later."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from knowledge.errors import IndexMissing
from knowledge.library.publish_beside import PublishBeside
from knowledge.settings import Settings
from tests.web.helpers import OneAnswerSearch, open_search, wait_for
from web.errors import ApiError
from web.library import Library, check_facts, open_searcher

CODE = "1.001193"


@pytest.fixture
def library(settings: Settings) -> Library:
    return Library(settings, open_search)


async def test_the_search_is_opened_with_its_first_question(settings: Settings) -> None:
    asked: list[str] = []

    class Search(OneAnswerSearch):
        def search(self, question: str, limit: int = 4) -> object:
            asked.append(question)
            return super().search(question, limit)

    library = Library(settings, lambda *_: Search())  # type: ignore[arg-type]
    with pytest.raises(ApiError, match="search_not_ready"):
        await library.search("đẻ con", 3)
    assert await library.open_index("xin chào")
    await library.search("đẻ con", 3)
    library.live.stop()
    assert asked == ["xin chào", "đẻ con"]


async def test_a_missing_index_is_no_fault_and_is_built(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    built = threading.Event()

    def opens(*_: object) -> OneAnswerSearch:
        if not built.is_set():
            raise IndexMissing("no index")
        return OneAnswerSearch()

    monkeypatch.setattr(PublishBeside, "run", lambda beside: built.wait(5))
    library = Library(settings, opens)
    assert not await library.open_index("xin chào")
    assert library.index_state in ("missing", "building")
    wait_for(lambda: library.live.search_state == "building")  # the first look is at once
    assert not await library.open_index("xin chào")
    assert library.index_state == "building"
    assert (await library.checklist(CODE, {"filer": "unknown"})).code == CODE  # all else serves
    with pytest.raises(ApiError, match="search_not_ready"):
        await library.search("đẻ con", 3)
    built.set()
    assert await library.open_index("xin chào")
    assert library.index_state == "ok"
    library.live.stop()


async def test_a_search_that_cannot_be_opened_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> OneAnswerSearch:
        raise RuntimeError("a graph that cannot be read")

    monkeypatch.setattr(PublishBeside, "run", lambda beside: None)
    library = Library(settings, breaks)
    with pytest.raises(RuntimeError):
        await library.open_index("xin chào")
    library.live.stop()


def test_what_serves_and_what_was_refused_can_be_told(settings: Settings, library: Library) -> None:
    number, fingerprint = library.edition
    assert number is None
    assert fingerprint == library.catalogue.fingerprint
    assert library.refused == ""
    library.live.problem = "ho_tich/1.yml:3: odd"
    assert library.refused == "ho_tich/1.yml:3: odd"


def test_the_real_search_mends_the_embedder_first(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    mended: list[Path] = []
    monkeypatch.setattr("knowledge.search.index.embedder_files.mend", mended.append)
    with pytest.raises(IndexMissing):
        open_searcher(Library(settings, open_search).catalogue, settings)
    assert mended == [settings.embedder_dir]


async def test_a_checklist_is_built_and_unknown_codes_are_refused(library: Library) -> None:
    assert (await library.checklist(f"{CODE}.000.00.00.H41", {"filer": "unknown"})).code == CODE
    with pytest.raises(ApiError, match="unknown_procedure"):
        await library.checklist("9.9", {})


@pytest.mark.parametrize(
    ("facts", "code", "named"),
    [({"x": "yes"}, "unknown_question", "birth_proof"), ({"witness": "maybe"}, "unknown_value", "yes")],
)
def test_facts_that_do_not_fit_name_what_does(library: Library, facts: dict[str, str], code: str, named: str) -> None:
    with pytest.raises(ApiError, match=code) as refused:
        check_facts(library.procedure(CODE), facts)
    assert named in str(refused.value.values["allowed"])
