from __future__ import annotations

from dataclasses import replace

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.search.config import load_config
from knowledge.search.step import Searched
from knowledge.search.steps.needs import Need, Needs, NeedsFile, load_needs
from knowledge.search.terms import Terms, terms_of
from knowledge.search.types import Decision
from tests.knowledge.search.helpers import evidence, ranking

TERMS = Terms(["nộp"], [], {})


def test_every_vague_need_leaves_a_choice() -> None:
    needs = load_needs()
    assert all(len(need.codes) > 1 for need in needs.vague)
    assert all(not need.codes for need in needs.never)


def test_every_phrase_has_content_words() -> None:
    needs, terms = load_needs(), terms_of(load_config())
    assert all(terms(phrase) for need in (*needs.vague, *needs.never) for phrase in need.says)


def test_a_need_served_elsewhere_is_told_so(catalogue: Catalogue) -> None:
    needs = Needs(load_needs(), TERMS, Searched(catalogue))
    assert needs.places(TERMS("nộp phạt nguội")) == ()
    assert needs.places(TERMS("cấp hộ chiếu")) is None
    result = needs(evidence("nộp phạt nguội", words=("phat", "nguoi"))).result
    assert result is not None
    assert result.decision is Decision.OUT_OF_SCOPE
    assert result.elsewhere


def test_a_vague_need_is_asked_back_with_the_scores_of_the_ranking(catalogue: Catalogue) -> None:
    vague = Need(says=("tạm trú",), codes=("1.002755", "1.004194"))
    gone = Need(says=("hộ chiếu",), codes=("1.002755", "9.999999"))
    searched = Searched(catalogue)
    needs = Needs(NeedsFile(fillers=("giấy",), vague=(vague, gone), never=()), TERMS, searched)
    seen = replace(evidence("giấy tạm trú", words=("giay", "tam", "tru")), ranking=ranking(0.6, 0.3, 0.1))
    result = needs(seen).result
    assert result is not None
    assert result.decision is Decision.ASK_BACK
    assert [candidate.code for candidate in result.candidates] == ["1.002755", "1.004194"]
    assert result.candidates[0].score == seen.ranking.of(searched.place("1.002755") or 0)
    assert needs.places(("ho", "chieu")) is None  # with one procedure left there is nothing to ask
