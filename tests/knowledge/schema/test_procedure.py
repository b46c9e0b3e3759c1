"""The shape of a procedure: what each part must tell, and what must not be empty."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from knowledge.schema.procedure import Procedure
from tests.knowledge.factory import procedure

YES_NO = [{"value": "yes", "say": "Có"}, {"value": "no", "say": "Không"}]
SOURCE = procedure()["source"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": " "}, "at least 1 character"),
        ({"agency": ""}, "at least 1 character"),
        ({"warnings": [{"say": "  "}]}, "at least 1 character"),
        ({"not_needed": [{"type": "extra", "why": ""}]}, "at least 1 character"),
        ({"questions": [{"id": "a", "ask": "", "options": YES_NO}]}, "at least 1 character"),
        ({"questions": [{"id": "A", "ask": "?", "options": YES_NO}]}, "lower-case identifier"),
        ({"questions": [{"id": "a", "ask": "?", "options": YES_NO[:1]}]}, "at least 2"),
        ({"questions": [{"id": "a", "ask": "?", "options": YES_NO}] * 2}, "question ids stand twice: a"),
        (
            {"questions": [{"id": "a", "ask": "?", "options": [*YES_NO, {"value": "unknown", "say": "x"}]}]},
            "other than 'unknown'",
        ),
        ({"fees": [{"amount": 5, "decided_by": "HĐND"}]}, "exactly one of"),
        ({"fees": [{}]}, "exactly one of"),
        ({"time_limit": [{"amount": 3, "unpublished": True}]}, "either an amount or unpublished"),
        ({"time_limit": [{"amount": 3, "same_day_before": "15:00"}]}, "goes with one working day"),
        ({"time_limit": [{"amount": 1, "same_day_before": "25:00"}]}, "pattern"),
        ({"source": {**SOURCE, "stale_after": 0}}, "greater than 0"),
        ({"asked": 4}, "less than or equal to 3"),
    ],
)
def test_what_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Procedure.model_validate(procedure(**changes))


def test_whether_papers_are_published() -> None:
    assert Procedure.model_validate(procedure()).publishes_documents
    assert not Procedure.model_validate(procedure(documents=[])).publishes_documents


def test_a_question_by_its_id_and_its_answers() -> None:
    sample = Procedure.model_validate(procedure())
    question = sample.question("paper")
    assert question is not None
    assert (question.values, question.say("yes"), question.say("blue")) == (("yes", "no"), "Có giấy", "blue")
    assert sample.question("colour") is None


def test_a_procedure_is_read_back_from_its_json() -> None:
    sample = Procedure.model_validate(procedure(effective={"from": "2026-01-15"}))
    assert Procedure.model_validate_json(sample.model_dump_json()) == sample
