from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from knowledge.search.evidence import Scores
from knowledge.search.index.texts import EXTRA, NAME, IndexedText
from knowledge.search.steps.overlap import HeldNames, Overlap, TextOverlap, says_exactly
from knowledge.search.terms import Terms
from tests.knowledge.search.helpers import evidence, floats

TERMS = Terms(["xin"], [], {})


def texts(*words: str) -> Sequence[IndexedText]:
    return [IndexedText(place, NAME, text, text) for place, text in enumerate(words)]


def test_overlap_prefers_the_text_that_says_the_same() -> None:
    overlap = TextOverlap([(0, ["khai", "sinh"]), (1, ["khai", "sinh", "luu", "dong"])], 2)
    scores = overlap.scores(["khai", "sinh"])
    assert scores[0] == pytest.approx(1.0)
    assert scores[0] > scores[1] > 0
    assert overlap.scores([]).tolist() == [0, 0]


def test_the_step_finds_content_words_and_overlaps() -> None:
    more = IndexedText(1, EXTRA, "khai sinh", "khai sinh")
    step = Overlap([*texts("khai sinh", "khai tu"), more], 2, TERMS, exact=True)
    lexical = Scores(floats(3, 1))
    after = step(evidence("xin khai sinh khai", lexical=lexical))
    assert after.words == ("khai", "sinh")
    best, name = after.scores("overlap"), after.scores("overlap", "name")
    assert best is not None
    assert name is not None
    assert best[0] == pytest.approx(1.0)
    assert best[1] < 0.999  # documents and questions do not count
    assert after.exact
    assert not Overlap(texts("khai sinh"), 1, TERMS, exact=False)(evidence("khai sinh", lexical=lexical)).exact


def test_exact_means_one_procedure_that_leads_by_its_words() -> None:
    one_text = Scores(floats(1, 0.5, 0))
    assert says_exactly(evidence(lexical=Scores(floats(9, 1, 1)), overlap=one_text))
    assert not says_exactly(evidence(lexical=Scores(floats(1, 9, 1)), overlap=one_text))
    assert not says_exactly(evidence(lexical=Scores(floats(9, 1, 1)), overlap=Scores(floats(1, 1, 0))))
    assert not says_exactly(evidence(overlap=one_text))
    assert not says_exactly(evidence())


def test_a_name_is_held_where_its_words_stand_side_by_side() -> None:
    held = HeldNames([(0, ["khai", "sinh"]), (1, ["khai", "sinh", "luu", "dong"]), (2, ["tu"])])
    assert list(held.find(["lam", "khai", "sinh", "cho", "con"])) == [(0, 2)]
    assert list(held.find(["khai", "cho", "sinh"])) == []


def test_a_story_counts_by_its_best_clause_and_keeps_two() -> None:
    step = Overlap(texts("khai sinh", "khai tu"), 2, TERMS, exact=False)
    clauses = ("nha rat xa", "khai sinh", "xin khai tu")
    asked = evidence(" , ".join(clauses))
    after = step(replace(asked, query=replace(asked.query, clauses=clauses)))
    assert set(after.query.clauses) == {"khai sinh", "xin khai tu"}
    clause, held = after.scores("overlap", "clause"), after.scores("overlap", "held")
    assert clause is not None
    assert held is not None
    assert clause.tolist() == pytest.approx([1.0, 1.0])
    assert held.tolist() == [2, 2]
