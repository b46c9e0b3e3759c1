"""`knowledge check`: whom the record names, the authored procedure knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from knowledge.library.checks.actors import actor_faults
from knowledge.portal.record import Record, record_of
from tests.knowledge.factory import catalogue_of, procedure
from tests.knowledge.portal.records import record

SENTENCE = "Người được cấp hoặc người giám hộ nộp hồ sơ."


class Published:
    """One record for the sample procedure alone."""

    def record(self, code: str) -> Record | None:
        return record_of(record(requirementsAndConditions=SENTENCE)) if code == "1.000001" else None


@pytest.mark.parametrize(
    ("filers", "found"), [([], True), ([{"say": "Người có tên."}], True), ([{"say": "Bạn hoặc người giám hộ."}], False)]
)
def test_a_guardian_of_the_record_is_named(tmp_path: Path, filers: list[dict[str, str]], found: bool) -> None:
    faults = list(actor_faults(catalogue_of(tmp_path, procedure(filers=filers)), Published()))
    assert any("'guardian'" in fault for fault in faults) is found


def test_papers_of_the_record_are_authored(tmp_path: Path) -> None:
    changes: dict[str, Any] = {"documents": [], "questions": [], "fees": [{"unpublished": True}], "time_limit": []}
    faults = list(actor_faults(catalogue_of(tmp_path, procedure(**changes)), Published()))
    assert any("the record publishes papers, none is authored" in fault for fault in faults)


def test_without_a_record_nothing_is_asked(tmp_path: Path) -> None:
    assert list(actor_faults(catalogue_of(tmp_path, procedure(code="1.000002")), Published())) == []
