"""A case that is filed has a step, unless it is led on or turned away."""

from __future__ import annotations

from typing import Any

from knowledge.case.paths import list_paths
from knowledge.library.checks.steps import step_faults
from knowledge.schema.procedure import Procedure
from tests.knowledge.factory import procedure

LATE = [{"say": "Nộp ở xã.", "when": {"late": "yes"}}]


def faults(**changes: Any) -> list[str]:
    checked = Procedure.model_validate(procedure(**changes))
    return list(step_faults(checked, list_paths(checked)))


def test_no_steps_at_all_is_no_fault() -> None:
    assert faults() == []


def test_every_case_with_papers_has_a_step() -> None:
    assert faults(steps=[{"say": "Nộp ở xã."}]) == []
    assert faults(steps=LATE) == ["no step holds on a path that has papers (path: paper=yes, late=no)"]


def test_a_case_that_is_turned_away_needs_none() -> None:
    away = [{"say": "Chưa quá hạn thì không nộp ở đây.", "when": {"late": "no"}}]
    assert faults(steps=LATE, warnings=away) == []
    for_all = [{"say": "Việc này không nộp qua mạng."}]
    assert faults(steps=LATE, warnings=for_all)


def test_a_case_that_is_led_on_needs_none() -> None:
    on = [{"code": "1.000001", "when": {"late": "no"}, "say": "Làm thủ tục khác."}]
    assert faults(steps=LATE, redirects=on) == []
