"""Faults in the chains of life events."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.library.checks.events import event_faults
from knowledge.library.events import load_events
from knowledge.schema.events import Event
from tests.knowledge.schema.test_events import MOVE


def with_clauses() -> dict[str, Any]:
    question = MOVE["questions"][0]
    options = [{**option, "clause": f"nếu {option['say']}"} for option in question["options"]]
    needs = [MOVE["needs"][0], {**MOVE["needs"][1], "facts": {}}]
    return {**MOVE, "questions": [{**question, "options": options}], "needs": needs}


def faults(catalogue: Catalogue, **changes: Any) -> list[str]:
    return list(event_faults([Event.model_validate({**with_clauses(), **changes})], catalogue.procedures))


def test_the_catalogue_s_own_are_sound(catalogue: Catalogue) -> None:
    assert list(event_faults(load_events(), catalogue.procedures)) == []
    assert faults(catalogue) == []


@pytest.mark.parametrize(
    ("need", "message"),
    [
        ({"code": "9.999999", "say": "x"}, "there is no procedure 9.999999"),
        ({"code": "1.001193", "say": "x", "when": {"gone": "yes"}}, "there is no answer yes to a question 'gone'"),
        ({"code": "1.001193", "say": "x", "when": {"place": "boat"}}, "there is no answer boat to a question 'place'"),
        ({"code": "1.001193", "say": "x", "facts": {"stay": "x"}}, "has no answer 'x' to a question 'stay'"),
        ({"code": "1.004194", "say": "x", "when": {"place": "rent"}}, "1.004194 is needed twice"),
    ],
)
def test_faults(catalogue: Catalogue, need: dict[str, Any], message: str) -> None:
    found = faults(catalogue, needs=[*with_clauses()["needs"], need])
    assert any(message in fault for fault in found), found


def test_a_question_that_changes_nothing(catalogue: Catalogue) -> None:
    needs = [{"code": "1.004222", "say": "x"}, {"code": "1.004194", "say": "x"}]
    assert any("changes nothing" in fault for fault in faults(catalogue, needs=needs))
    assert any("has no clause" in fault for fault in faults(catalogue, questions=MOVE["questions"]))


def test_an_event_stands_once(catalogue: Catalogue) -> None:
    event = Event.model_validate(with_clauses())
    assert list(event_faults([event, event], catalogue.procedures)) == ["events: moving: stands twice"]
