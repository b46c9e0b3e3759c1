"""`knowledge check` finds each kind of fault and names file and line; the shipped catalogue has none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.catalogue_files.catalogue import Catalogue
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


def test_procedures_that_point_at_each_other_are_no_circle(tmp_path: Path) -> None:
    first = procedure(confused_with=[{"code": "1.000002", "when": "x"}])
    second = procedure(code="1.000002", confused_with=[{"code": "1.000001", "when": "y"}])
    assert check_catalogue(catalogue_of(tmp_path, first, second), TODAY).faults == []


def _faults_with(settings: Settings, path: Path, kinds: dict[str, Any]) -> list[str]:
    path.write_text(yaml.safe_dump(kinds, allow_unicode=True), encoding="utf-8")
    return [fault for fault in check_catalogue(load_catalogue(settings), TODAY).faults if "circle" in fault]
