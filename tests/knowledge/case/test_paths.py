"""All paths through a procedure's questions, and the result of each."""

from __future__ import annotations

import pytest

from knowledge.case import paths as module
from knowledge.case.paths import TooManyPaths, list_paths, parts_of
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.schema.procedure import Procedure
from tests.knowledge.factory import procedure, yes_no

SAMPLE = Procedure.model_validate(procedure())


def test_a_question_out_of_reach_is_on_no_path() -> None:
    assert [path.facts for path in list_paths(SAMPLE)] == [
        (("paper", "yes"), ("late", "yes")),
        (("paper", "yes"), ("late", "no")),
        (("paper", "no"), ("seen", "yes"), ("late", "yes")),
        (("paper", "no"), ("seen", "yes"), ("late", "no")),
        (("paper", "no"), ("seen", "no"), ("late", "yes")),
        (("paper", "no"), ("seen", "no"), ("late", "no")),
    ]


def test_paths_with_the_same_parts_have_the_same_outcome() -> None:
    idle = procedure()
    idle["questions"].append({"id": "colour", "ask": "Màu gì?", "options": yes_no("Đỏ", "Xanh")})
    outcomes = [path.outcome for path in list_paths(Procedure.model_validate(idle))]
    assert outcomes == [number for number in range(6) for _ in range(2)]


def test_the_parts_are_the_entries_that_apply() -> None:
    parts = dict(parts_of(SAMPLE, {"paper": "no", "seen": "yes", "late": "yes"}))
    assert (parts["documents"], parts["fees"], parts["redirects"]) == ((0, 2), (1,), ())


def test_nothing_counts_beside_a_redirect() -> None:
    away = procedure(redirects=[{"code": "1.000002", "say": "x", "when": {"late": "yes"}}])
    parts = parts_of(Procedure.model_validate(away), {"paper": "yes", "late": "yes"})
    assert parts == (("redirects", (0,)),)


def test_a_procedure_without_questions_has_one_path() -> None:
    (path,) = list_paths(Procedure.model_validate(procedure(questions=[])))
    assert (path.facts, path.outcome) == ((), 0)


def test_too_many_paths_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PATHS", 5)
    with pytest.raises(TooManyPaths, match="more than 5 paths"):
        list_paths(SAMPLE)


def test_every_path_of_the_catalogue_answers_exactly_what_is_in_reach(catalogue: Catalogue) -> None:
    for code in catalogue.authored:
        assert len({path.facts for path in catalogue.paths(code)}) == len(catalogue.paths(code)), code
