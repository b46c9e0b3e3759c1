from __future__ import annotations

from dataclasses import replace

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.search.evidence import Evidence, Scores
from knowledge.search.step import QueryStep, Retriever, Searched, Stage
from knowledge.search.types import Candidate, Query
from tests.knowledge.search.helpers import evidence, floats


class Shout(QueryStep):
    name = "shout"

    def read(self, query: Query) -> Query:
        return replace(query, text=query.text.upper())


class Blind(Retriever):
    name = "blind"

    def scores(self, evidence: Evidence) -> Scores | None:
        return Scores(floats(1, 2, 3)) if evidence.words else None


def test_a_query_step_changes_the_query_alone() -> None:
    before = evidence("khai sinh")
    after = Shout()(before)
    assert after.query.text == "KHAI SINH"
    assert after.query.question == before.query.question
    assert after.fused is before.fused
    assert Shout.stage is Stage.UNDERSTAND


def test_a_retriever_is_found_by_its_name() -> None:
    after = Blind()(evidence(lexical=Scores(floats(0, 0, 1))))
    assert set(after.retrieved) == {"lexical", "blind"}
    assert set(Blind()(evidence(words=())).retrieved) == set()


def test_searched_knows_places_codes_and_names(catalogue: Catalogue) -> None:
    searched = Searched(catalogue)
    place = searched.place("1.001193")
    assert place is not None
    assert searched.candidate(place, 0.5) == Candidate("1.001193", "Đăng ký khai sinh", 0.5)
    assert searched.place("9.999999") is None
    assert len(searched) == len(searched.codes) == 8
