"""`knowledge check` finds each kind of fault and names file and line; the shipped catalogue has none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.errors import CatalogueError
from knowledge.library.assemble import load_catalogue
from knowledge.library.check import check_catalogue
from knowledge.settings import Settings
from tests.knowledge.factory import catalogue_of, procedure, settings_for

TODAY = dt.date(2026, 11, 22)
YES_NO = [{"value": "yes", "say": "Có"}, {"value": "no", "say": "Không"}]


def test_the_shipped_catalogue_is_sound(catalogue: Catalogue) -> None:
    report = check_catalogue(catalogue, TODAY)
    assert report.faults == []
    assert report.procedures >= 30


def test_the_sample_is_sound(tmp_path: Path) -> None:
    report = check_catalogue(catalogue_of(tmp_path, procedure()), TODAY)
    assert (report.faults, report.procedures, report.questions, report.paths) == ([], 1, 3, 6)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"documents": [{"type": "ghost", "submit": {"original": 1}}]}, "no document type 'ghost'"),
        ({"documents": [{"type": "form", "submit": {"original": 1}, "when": {"paper": "yes"}}]}, "empty checklist"),
        ({"documents": [{"type": "form", "submit": {"original": 1}, "when": {"paper": "blue"}}]}, "has no value blue"),
        (
            {"documents": [{"type": "form", "submit": {"original": 1}, "when": {"colour": "red"}}]},
            "no question 'colour'",
        ),
        ({"fees": [{"when": {"late": "no"}, "free": True}]}, "no main fee holds"),
        ({"fees": [{"free": True, "to": "2026-12-31"}]}, "no main fee holds on 01/01/2027"),
        ({"fees": [{"free": True, "method": "online"}], "methods": ["direct", "online"]}, "for direct"),
        ({"fees": [{"free": True, "label": "bản sao"}]}, "no main fee holds"),
        ({"time_limit": [{"amount": 3}, {"amount": 5, "when": {"late": "yes"}}]}, "2 time limits hold"),
        ({"time_limit": [{"amount": 3, "when": {"late": "yes"}}]}, "0 time limits hold"),
        ({"confused_with": [{"code": "9.999999", "when": "x"}]}, "9.999999 is no procedure"),
        ({"redirects": [{"code": "1.000001", "say": "x", "when": {"paper": "no"}}]}, "is no other procedure"),
        ({"not_needed": [{"type": "form", "why": "x"}]}, "needed and not needed at once"),
        ({"field": "nowhere"}, "no field 'nowhere'"),
    ],
)
def test_faults(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    report = check_catalogue(catalogue_of(tmp_path, procedure(**changes)), TODAY)
    found = [fault for fault in report.faults if message in fault]
    assert found, report.faults
    assert found[0].split(":")[1].isdigit()


def test_a_question_that_changes_nothing(tmp_path: Path) -> None:
    idle = procedure()
    idle["questions"].append({"id": "colour", "ask": "Màu gì?", "options": YES_NO})
    faults = check_catalogue(catalogue_of(tmp_path, idle), TODAY).faults
    assert any("'colour' changes nothing" in fault for fault in faults)


def test_an_entry_no_path_reaches(tmp_path: Path) -> None:
    dead = procedure()
    dead["documents"].append({"type": "extra", "submit": {"original": 1}, "when": {"paper": "yes", "seen": "yes"}})
    faults = check_catalogue(catalogue_of(tmp_path, dead), TODAY).faults
    assert any("documents.4: no path reaches this entry" in fault for fault in faults)


def test_too_many_paths(tmp_path: Path) -> None:
    many = procedure()
    many["questions"] += [{"id": f"q{number}", "ask": "?", "options": YES_NO} for number in range(15)]
    faults = check_catalogue(catalogue_of(tmp_path, many), TODAY).faults
    assert any("paths" in fault for fault in faults)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"code": "1.1"}, "not of the form"),
        ({"fees": [{"amount": 0}]}, "does not say 'free'"),
        ({"fees": [{"amount": 5, "free": True}]}, "exactly one of"),
        ({"time_limit": [{"unit": "day"}]}, "either an amount or unpublished"),
        ({"documents": [{"type": "form"}]}, "needs submit, present or tell"),
        ({"documents": [{"type": "form", "submit": {}}]}, "at least 1"),
        ({"colour": "red"}, "colour"),
        (
            {
                "questions": [
                    {"id": "a", "ask": "?", "options": [{"value": True, "say": "x"}, {"value": "b", "say": "y"}]}
                ]
            },
            "string",
        ),
        ({"documents": [{"type": "form", "submit": {"original": 1}, "when": {"paper": True}}]}, "write it in quotes"),
        ({"questions": [{"use": "nobody"}]}, "no shared question 'nobody'"),
    ],
)
def test_a_broken_shape_is_refused_with_its_line(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(CatalogueError, match=message) as caught:
        catalogue_of(tmp_path, procedure(**changes))
    assert "1.000001.yml:" in str(caught.value) or "1.1.yml:" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"a: [1\nb: 2", "not YAML"), (b"- 1", "a mapping"), (b"a: \xff", "UTF-8"), (b"", "Field required")],
)
def test_files_that_are_no_catalogue(tmp_path: Path, content: bytes, message: str) -> None:
    settings = settings_for(tmp_path, procedure())
    (settings.catalogue / "test" / "1.000002.yml").write_bytes(content)
    with pytest.raises(CatalogueError, match=message):
        load_catalogue(settings)


def test_every_fault_is_reported_at_once(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, procedure(code="1.000001", level="moon"), procedure(code="1.000002", level="sun"))
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(settings)
    assert len(caught.value.faults) == 2


def test_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="DIMOTLAN_CATALOGUE"):
        load_catalogue(Settings(catalogue=tmp_path / "none", var=tmp_path))


def test_the_compiled_copy_serves_and_follows_a_change(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, procedure())
    first = load_catalogue(settings)
    assert load_catalogue(settings).procedures == first.procedures
    settings_for(tmp_path, procedure(name="Tên mới"))
    assert load_catalogue(settings).get("1.000001").name == "Tên mới"
    (settings.var / "catalogue.json").write_bytes(b"\x00 garbage")
    assert load_catalogue(settings).get("1.000001").name == "Tên mới"


def test_the_catalogue_cannot_be_changed(catalogue: Catalogue) -> None:
    one = catalogue.get("1.001193")
    with pytest.raises(Exception, match="frozen"):
        one.name = "khác"  # type: ignore[misc]
    with pytest.raises(TypeError):
        catalogue.procedures["x"] = one  # type: ignore[index]


def test_papers_in_a_circle_are_a_fault(tmp_path: Path) -> None:
    second = procedure(code="1.000002", documents=[{"type": "proof", "submit": {"original": 1}}], questions=[])
    second |= {"fees": [{"free": True}], "not_needed": []}
    first = {**second, "code": "1.000001", "documents": [{"type": "form", "submit": {"original": 1}}]}
    settings = settings_for(tmp_path, first, second)
    path = settings.catalogue / "documents.yml"
    kinds = yaml.safe_load(path.read_text(encoding="utf-8"))
    kinds["form"]["get"] = {"code": "1.000002"}
    assert _faults_with(settings, path, kinds) == []
    kinds["proof"]["get"] = {"code": "1.000001"}
    (fault,) = _faults_with(settings, path, kinds)
    assert "1.000001 needs one of 1.000002 needs one of 1.000001" in fault


def test_procedures_that_point_at_each_other_are_none(tmp_path: Path) -> None:
    first = procedure(confused_with=[{"code": "1.000002", "when": "x"}])
    second = procedure(code="1.000002", confused_with=[{"code": "1.000001", "when": "y"}])
    assert check_catalogue(catalogue_of(tmp_path, first, second), TODAY).faults == []


def _faults_with(settings: Settings, path: Path, kinds: dict[str, Any]) -> list[str]:
    path.write_text(yaml.safe_dump(kinds, allow_unicode=True), encoding="utf-8")
    return [one for one in check_catalogue(load_catalogue(settings), TODAY).faults if "circle" in one]
