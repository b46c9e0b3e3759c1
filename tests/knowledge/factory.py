"""Small catalogues written to a folder, for tests of the loader, the check and the rules; and their checklists."""

from __future__ import annotations

import copy
import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.build import build_checklist
from knowledge.library.assemble import load_catalogue
from knowledge.messages import Checklist
from knowledge.settings import VIETNAM, Settings

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
"""A Monday morning."""

FIELDS = {"test": {"name": "Thử", "legal_basis": ["1/2020/QH14"]}}
DOCUMENTS = {
    name: {"name": name.upper(), "get": {"words": "tự viết"}}
    for name in ("form", "proof", "witness", "pledge", "extra")
}


def yes_no(yes: str, no: str) -> list[dict[str, Any]]:
    """The two options of a question that is answered by yes or no."""
    return [
        {"value": "yes", "say": yes, "means": {"yes": True}},
        {"value": "no", "say": no, "means": {"yes": False}},
    ]


PROCEDURE: dict[str, Any] = {
    "code": "1.000001",
    "name": "Thủ tục thử",
    "field": "test",
    "level": "commune",
    "agency": "UBND cấp xã",
    "questions": [
        {
            "id": "paper",
            "ask": "Có giấy không?",
            "options": yes_no("Có giấy", "Không có"),
        },
        {
            "id": "seen",
            "ask": "Có ai thấy không?",
            "when": {"paper": "no"},
            "options": yes_no("Có người thấy", "Không ai"),
        },
        {
            "id": "late",
            "ask": "Quá hạn chưa?",
            "options": yes_no("Quá rồi", "Chưa"),
        },
    ],
    "documents": [
        {"type": "form", "submit": {"original": 1}},
        {"type": "proof", "submit": {"original": 1}, "when": {"paper": "yes"}},
        {"type": "witness", "submit": {"original": 1}, "when": {"seen": "yes"}},
        {"type": "pledge", "submit": {"original": 1}, "when": {"seen": "no"}},
    ],
    "not_needed": [{"type": "extra", "why": "cơ quan tự tra", "cites": "1/2026/TT-X"}],
    "fees": [{"when": {"late": "no"}, "free": True}, {"when": {"late": "yes"}, "amount": 5000}],
    "time_limit": [{"amount": 1, "unit": "working_day", "same_day_before": "15:00"}],
    "methods": ["direct"],
    "source": {"kind": "portal", "read": "2026-07-18", "verified": True},
}


def procedure(**changes: Any) -> dict[str, Any]:
    """The sample procedure with some keys changed."""
    return {**copy.deepcopy(PROCEDURE), **changes}


def settings_for(root: Path, *procedures: dict[str, Any]) -> Settings:
    """Write a catalogue below `root` and give the settings that point there."""
    base = root / "catalogue"
    (base / "test").mkdir(parents=True, exist_ok=True)
    (base / "fields.yml").write_text(yaml.safe_dump(FIELDS, allow_unicode=True), encoding="utf-8")
    (base / "documents.yml").write_text(yaml.safe_dump(DOCUMENTS, allow_unicode=True), encoding="utf-8")
    for content in procedures:
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (base / "test" / f"{content['code']}.yml").write_text(text, encoding="utf-8")
    return Settings(catalogue=base, var=root / "var")


def catalogue_of(root: Path, *procedures: dict[str, Any]) -> Catalogue:
    """The loaded catalogue of these procedures."""
    return load_catalogue(settings_for(root, *procedures))


def checklist_of(root: Path, *others: dict[str, Any], facts: dict[str, str] | None = None, **changes: Any) -> Checklist:
    """The checklist of the sample procedure with some keys changed, beside `others`, on a Monday morning.

    Without `facts` the person has the paper and is not late.
    """
    catalogue = catalogue_of(root, procedure(**changes), *others)
    answers = {"paper": "yes", "late": "no"} if facts is None else facts
    return build_checklist(catalogue, "1.000001", answers, NOW, "")
