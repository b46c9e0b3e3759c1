"""The library as the gateway uses it: refusals that say what is allowed, and an index that may come later."""

from __future__ import annotations

import pytest

from knowledge.errors import IndexMissing
from knowledge.settings import Settings
from tests.web.helpers import OneAnswerSearch, open_search
from web.errors import ApiError
from web.library import Library, check_facts

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


async def test_a_missing_index_is_no_fault(settings: Settings) -> None:
    def missing(*_: object) -> OneAnswerSearch:
        raise IndexMissing("no index")

    library = Library(settings, missing)
    assert not await library.open_index("xin chào")
    assert library.index_state == "missing"


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
