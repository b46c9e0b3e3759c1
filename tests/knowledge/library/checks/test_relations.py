"""`knowledge check` finds codes that were replaced wrongly, ways that lead to replaced ones, and unknown audiences."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.library.check import check_catalogue
from knowledge.library.checks.relations import NATIONAL, table_faults
from tests.knowledge.factory import catalogue_of, procedure

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"audience": "pirates"}, "no audience 'pirates'"),
        ({"replaces": [{"code": "1.000001", "why": "x"}]}, "replaced in a circle"),
        (
            {
                "replaces": [{"code": "1.000009", "why": "x"}],
                "afterwards": [{"code": "1.000009", "say": "Làm tiếp."}],
            },
            "1.000009 was replaced: 1.000001 took its place",
        ),
    ],
)
def test_faults(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    faults = check_catalogue(catalogue_of(tmp_path, procedure(**changes)), TODAY).faults
    assert [fault for fault in faults if message in fault], faults


def test_what_is_replaced_is_not_authored(tmp_path: Path) -> None:
    new = procedure(code="1.000002", replaces=[{"code": "1.000001", "why": "x"}])
    catalogue = catalogue_of(tmp_path, procedure(), new)
    assert catalogue.current("1.000001") == "1.000002"
    assert any("still authored" in fault for fault in check_catalogue(catalogue, TODAY).faults)


def test_a_part_of_the_national_catalogue_may_lack_what_took_a_place(catalogue: Catalogue) -> None:
    assert any(one.by not in catalogue.entries for one in catalogue.replaced.values())
    assert len(catalogue.entries) < NATIONAL
    assert list(table_faults(catalogue)) == []
