"""The next question is one that can still change the result, and none is asked in vain."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.case.next_question import Asked, changes_result, dependents, next_question
from knowledge.case.paths import list_paths
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Procedure
from tests.knowledge.factory import procedure, yes_no

SAMPLE = Procedure.model_validate(procedure())


def ask(facts: dict[str, str], sample: Procedure = SAMPLE) -> Asked | None:
    return next_question(sample, list_paths(sample), facts)


def sample_with(question: dict[str, Any], **changes: Any) -> Procedure:
    written = procedure(**changes)
    return Procedure.model_validate({**written, "questions": [*written["questions"], question]})


def test_questions_are_counted() -> None:
    first = ask({})
    assert first is not None
    assert (first.asked, first.at_most) == (0, 3)
    second = ask({"paper": "yes"})
    assert second is not None
    assert (second.question.id, second.asked, second.at_most) == ("late", 1, 2)


def test_a_question_whose_answer_changes_nothing_is_not_asked() -> None:
    idle = sample_with({"id": "colour", "ask": "Màu gì?", "options": yes_no("Đỏ", "Xanh")})
    assert ask({"paper": "yes", "late": "no"}, idle) is None
    assert not changes_result(idle, idle.questions[-1], list_paths(idle))
    assert changes_result(idle, idle.questions[0], list_paths(idle))


def test_a_question_that_may_lead_away_comes_first() -> None:
    redirects = [{"code": "1.000002", "say": "x", "when": {"abroad": "yes"}}]
    away = sample_with(
        {"id": "abroad", "ask": "Ở nước ngoài không?", "options": yes_no("Có", "Không")}, redirects=redirects
    )
    first = ask({}, away)
    assert first is not None
    assert first.question.id == "abroad"
    assert ask({"abroad": "yes"}, away) is None  # the other procedure is the right one: nothing else is asked


def test_dependents_are_followed_all_the_way_down() -> None:
    deep = sample_with(
        {"id": "near", "ask": "Có ở gần không?", "when": {"seen": "yes"}, "options": yes_no("Có", "Không")}
    )
    assert dependents(deep, "paper") == {"paper", "seen", "near"}
    assert dependents(deep, "late") == {"late"}


@given(data=st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_questions_end_and_are_never_repeated(catalogue: Catalogue, data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(sorted(catalogue.authored)))
    facts: dict[str, str] = {}
    for _ in catalogue.get(code).questions:
        asked = catalogue.next_question(code, facts)
        if asked is None:
            break
        assert asked.question.id not in facts
        assert asked.asked < asked.at_most
        facts[asked.question.id] = data.draw(st.sampled_from([UNKNOWN, *asked.question.values]))
    assert catalogue.next_question(code, facts) is None
