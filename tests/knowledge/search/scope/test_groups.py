from __future__ import annotations

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.search.scope.groups import Groups
from knowledge.search.scope.words import load_scope
from knowledge.search.step import Searched
from knowledge.search.terms import Terms
from knowledge.search.types import Decision, SearchResult
from tests.knowledge.search.helpers import evidence


def _result(text: str, catalogue: Catalogue) -> SearchResult | None:
    groups = Groups(load_scope(), ("giấy", "tờ"), Terms(["xin"], [], {}), Searched(catalogue))
    return groups(evidence(text)).result


def test_another_language_is_declined_in_it(catalogue: Catalogue) -> None:
    result = _result("I need a passport for my wife", catalogue)
    assert result is not None
    assert (result.decision, result.topic) == (Decision.OUT_OF_SCOPE, "languages.en")


def test_what_says_only_that_papers_are_needed_asks_for_the_group(catalogue: Catalogue) -> None:
    result = _result("em cần làm giấy tờ", catalogue)
    assert result is not None
    assert (result.decision, result.topic, result.candidates) == (Decision.ASK_BACK, "groups", ())


def test_a_group_by_its_name_offers_its_procedures(catalogue: Catalogue) -> None:
    result = _result("giấy tờ công an", catalogue)
    assert result is not None
    assert result.topic == "groups.residence"
    assert {candidate.code for candidate in result.candidates} == {"1.004222", "1.004194"}


def test_a_need_is_left_to_the_search(catalogue: Catalogue) -> None:
    assert _result("làm giấy khai sinh cho con", catalogue) is None
