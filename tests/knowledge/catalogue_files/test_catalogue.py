"""The catalogue as one immutable object over its sources."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.errors import UnknownProcedure
from knowledge.schema.relations import Replaced
from tests.knowledge.factory import catalogue_of, procedure


def test_the_catalogue_cannot_be_changed(catalogue: Catalogue) -> None:
    birth = catalogue.get("1.001193")
    with pytest.raises(Exception, match="frozen"):
        birth.name = "khác"  # type: ignore[misc]
    with pytest.raises(TypeError):
        catalogue.procedures["x"] = birth  # type: ignore[index]


def test_old_and_unknown_codes(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, procedure())
    assert catalogue.get(" 1.000001.000.00.00.H41 ").code == "1.000001"
    for unknown in ("9.999999", "", "x"):
        with pytest.raises(UnknownProcedure):
            catalogue.get(unknown)


def test_the_first_source_stands_above_the_others(tmp_path: Path) -> None:
    first = catalogue_of(tmp_path / "a", procedure(name="Trên"))
    second = catalogue_of(tmp_path / "b", procedure(name="Dưới"), procedure(code="1.000002"))
    both = Catalogue.of([*first._sources, *second._sources])
    assert (both.get("1.000001").name, both.name("1.000001")) == ("Trên", "Trên")
    assert both.searched() == ["1.000001", "1.000002"]
    assert len({first.fingerprint, second.fingerprint, both.fingerprint}) == 3


def test_the_digest_changes_with_what_is_told(tmp_path: Path) -> None:
    plain = catalogue_of(tmp_path / "a", procedure()).digest("1.000001")
    read_later = {**procedure()["source"], "read": "2026-08-01"}
    assert catalogue_of(tmp_path / "b", procedure(source=read_later)).digest("1.000001") == plain
    assert catalogue_of(tmp_path / "c", procedure(fees=[{"amount": 1}])).digest("1.000001") != plain


def test_the_next_question_is_worked_out_once_for_a_case(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, procedure())
    asked = catalogue.next_question("1.000001", {"late": "no", "paper": "no"})
    assert asked is catalogue.next_question("1.000001", {"paper": "no", "late": "no"})
    assert asked is not None
    assert asked.question.id == "seen"
    assert catalogue.next_question("1.000001", {"paper": "yes", "late": "no"}) is None


def test_what_was_replaced_or_is_done_at_no_level_any_more_is_not_searched(tmp_path: Path) -> None:
    gone = procedure(code="1.000002", name="Trình báo mất giấy (thực hiện tại cấp huyện)")
    old = procedure(code="1.000003", name="Cấp lại thẻ kiểu cũ")
    catalogue = catalogue_of(tmp_path, procedure(), gone, old)
    assert catalogue.searched() == ["1.000001", "1.000003"]
    replaced = replace(catalogue, replaced={"1.000003": Replaced(by="1.000001", why="mẫu thử")})
    assert replaced.searched() == ["1.000001"]
    assert replaced.current("1.000003") == "1.000001"
