"""Everything a page shows of one case."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.build import build_checklist
from knowledge.checklist.case_view import case_view
from knowledge.errors import UnknownProcedure
from tests.knowledge.factory import NOW, catalogue_of, procedure


def test_a_case_with_a_strange_answer(tmp_path: Path) -> None:
    steps = [{"say": "Nộp tờ khai."}, {"say": "Chờ gọi.", "when": {"paper": "no"}}]
    catalogue = catalogue_of(tmp_path, procedure(steps=steps))
    view = case_view(catalogue, "1.000001.000.00.00.H41", [("paper", "yes"), ("colour", "red")], NOW)
    assert view.procedure.code == "1.000001"
    assert (view.facts, view.strange) == ({"paper": "yes"}, True)
    assert view.guidance == {"steps": ["Nộp tờ khai."]}
    assert view.checklist == build_checklist(catalogue, "1.000001", {"paper": "yes"}, NOW)


def test_an_unknown_code(tmp_path: Path) -> None:
    with pytest.raises(UnknownProcedure):
        case_view(catalogue_of(tmp_path, procedure()), "1.000009", [], NOW)


def test_every_authored_procedure_has_a_view(catalogue: Catalogue) -> None:
    for code in catalogue.procedures:
        view = case_view(catalogue, code, [], NOW)
        assert view.questions or catalogue.next_question(code, {}) is None
        assert view.checklist.code == code
