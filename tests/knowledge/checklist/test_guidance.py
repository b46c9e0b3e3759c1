"""What holds in a case besides its papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.checklist.guidance import guidance_lines, held_deadlines
from knowledge.schema.procedure import Procedure
from tests.knowledge.factory import catalogue_of, procedure


@pytest.fixture
def sample(tmp_path: Path) -> Procedure:
    made = procedure(
        deadline=[
            {"say": "Làm trong 60 ngày.", "late": "Trễ thì mất phí.", "when": {"paper": "yes"}},
            {"say": "Làm trong 15 ngày.", "when": {"paper": "no"}, "verified": False},
        ]
    )
    return catalogue_of(tmp_path, made).get("1.000001")


def test_what_holds_is_said_with_what_lateness_costs(sample: Procedure) -> None:
    assert guidance_lines(sample, {"paper": "yes"}, sample.deadline) == ["Làm trong 60 ngày. Trễ thì mất phí."]


def test_what_no_source_confirms_is_marked(sample: Procedure) -> None:
    (line,) = guidance_lines(sample, {"paper": "no"}, sample.deadline)
    assert line.startswith("Làm trong 15 ngày.")
    assert "kiểm tra lại" in line


def test_an_open_answer_is_said_as_a_condition(sample: Procedure) -> None:
    first, second = guidance_lines(sample, {}, sample.deadline)
    assert "Có giấy" in first
    assert "Không có" in second


def test_deadlines_that_hold_or_may(sample: Procedure) -> None:
    assert held_deadlines(sample, {}) == list(sample.deadline)
    assert held_deadlines(sample, {"paper": "no"}) == [sample.deadline[1]]
