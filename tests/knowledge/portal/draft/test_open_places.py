"""Marks of a draft are found again with file and line; the catalogue that ships has none."""

from __future__ import annotations

from pathlib import Path

from knowledge.portal.draft.open_places import mark, marks_in, open_places
from knowledge.settings import get_settings


def test_a_mark_has_a_reason() -> None:
    assert mark("own words", "", "when: {case: c1}") == "  # TODO: own words; when: {case: c1}"
    assert mark("") == mark() == ""


def test_marks_are_found_with_their_lines() -> None:
    assert marks_in(f"a: 1\nb: x{mark('own words')}\n# TODO later") == [(2, "own words"), (3, "later")]


def test_marks_below_a_folder(tmp_path: Path) -> None:
    (tmp_path / "field").mkdir()
    (tmp_path / "field" / "1.000001.yml").write_text(f"a: 1{mark('own words')}\n", encoding="utf-8")
    (tmp_path / "documents.yml").write_text("a: 1\n", encoding="utf-8")
    assert list(open_places(tmp_path)) == ["field/1.000001.yml:1: still to do: own words"]


def test_the_catalogue_has_no_open_place() -> None:
    assert list(open_places(get_settings().catalogue)) == []
