"""Checklist and next question: what must hold for every procedure and every order of answers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.case.facts import Case
from knowledge.case.next_question import next_question
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.as_text import checklist_text
from knowledge.checklist.build import build_checklist
from knowledge.errors import FactError, UnknownProcedure
from knowledge.schema.conditions import UNKNOWN
from knowledge.settings import VIETNAM
from tests.knowledge.factory import catalogue_of, procedure

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
SLOW = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def case_facts(draw: st.DrawFn, catalogue: Catalogue) -> tuple[str, dict[str, str]]:
    """A procedure and some answers to its questions, "unknown" among them."""
    code = draw(st.sampled_from(sorted(catalogue.procedures)))
    facts = {}
    for question in catalogue.get(code).questions:
        value = draw(st.sampled_from([None, UNKNOWN, *question.values]))
        if value is not None:
            facts[question.id] = value
    return code, facts


@given(data=st.data())
@SLOW
def test_a_fact_removes_a_document_only_with_a_reason(catalogue: Catalogue, data: st.DataObject) -> None:
    code, facts = data.draw(case_facts(catalogue))
    unanswered = [one for one in catalogue.get(code).questions if facts.get(one.id, UNKNOWN) == UNKNOWN]
    if not unanswered:
        return
    question = data.draw(st.sampled_from(unanswered))
    more = {**facts, question.id: data.draw(st.sampled_from(question.values))}
    before, after = (build_checklist(catalogue, code, one, NOW) for one in (facts, more))
    gone = {line.type for line in before.documents} - {line.type for line in after.documents}
    reasons = {line.type: line.why for line in after.not_needed}
    assert all(reasons.get(kind) for kind in gone)
    certain = {line.type for line in before.documents if not line.only_if}
    assert certain <= {line.type for line in after.documents if not line.only_if}


@given(data=st.data())
@SLOW
def test_the_order_of_facts_does_not_matter(catalogue: Catalogue, data: st.DataObject) -> None:
    code, facts = data.draw(case_facts(catalogue))
    shuffled = dict(data.draw(st.permutations(list(facts.items()))))
    assert build_checklist(catalogue, code, facts, NOW) == build_checklist(catalogue, code, shuffled, NOW)


@given(data=st.data())
@SLOW
def test_questions_end_and_are_never_repeated(catalogue: Catalogue, data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(sorted(catalogue.procedures)))
    one = catalogue.get(code)
    facts: dict[str, str] = {}
    for _ in one.questions:
        asked = next_question(one, catalogue.paths(code), facts)
        if asked is None:
            break
        assert asked.question.id not in facts
        assert asked.asked < asked.at_most <= len(one.questions)
        facts[asked.question.id] = data.draw(st.sampled_from([UNKNOWN, *asked.question.values]))
    assert next_question(one, catalogue.paths(code), facts) is None
    checklist = build_checklist(catalogue, code, facts, NOW)
    assert checklist.documents or checklist.redirects
    if UNKNOWN not in facts.values() and not checklist.redirects:
        assert not [line.only_if for line in checklist.documents if line.only_if]
    assert checklist.name in checklist_text(checklist)


def test_open_answers_keep_their_documents_with_a_condition(tmp_path: Path) -> None:
    checklist = build_checklist(catalogue_of(tmp_path, procedure()), "1.000001", {"paper": "no"}, NOW)
    conditions = {line.type: line.only_if for line in checklist.documents}
    assert conditions["form"] == ""
    assert conditions["witness"] == "Có ai thấy không? → Có người thấy"
    assert "proof" not in conditions
    assert [(one.type, one.often_brought) for one in checklist.not_needed] == [("extra", True), ("proof", False)]
    assert "Có giấy không?" in checklist.not_needed[1].why


def test_a_leftover_fact_of_a_question_out_of_reach_is_ignored(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, procedure())
    facts = {"paper": "yes", "seen": "no", "late": "no"}
    checklist = build_checklist(catalogue, "1.000001", facts, NOW)
    assert {line.type for line in checklist.documents} == {"form", "proof"}
    assert [line.question_id for line in checklist.facts] == ["paper", "late"]


def test_the_fee_follows_the_answer_and_the_question(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, procedure())
    assert build_checklist(catalogue, "1.000001", {"late": "yes"}, NOW).fee.text == "5.000 đồng"
    assert build_checklist(catalogue, "1.000001", {"late": "no"}, NOW).fee.lines[0].free
    both = build_checklist(catalogue, "1.000001", {}, NOW).fee
    assert len(both.lines) == 2
    assert all(line.only_if for line in both.lines)


def test_bad_facts_name_what_is_allowed(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, procedure())
    with pytest.raises(FactError, match="paper, seen, late"):
        build_checklist(catalogue, "1.000001", {"colour": "red"}, NOW)
    with pytest.raises(FactError, match="yes, no, unknown"):
        build_checklist(catalogue, "1.000001", {"paper": "maybe"}, NOW)
    with pytest.raises(UnknownProcedure):
        build_checklist(catalogue, "9.999999", {}, NOW)
    assert build_checklist(catalogue, "1.000001.000.00.00.H41", {}, NOW).code == "1.000001"


def test_an_unverified_source_says_so(tmp_path: Path) -> None:
    source = {"kind": "secondary", "read": "2026-10-09", "verified": False}
    checklist = build_checklist(catalogue_of(tmp_path, procedure(source=source)), "1.000001", {}, NOW)
    assert "cần kiểm tra lại với Một cửa" in checklist.warnings[0]
    assert not any(line.verified for line in checklist.documents)


def test_a_period_that_has_ended_is_told(tmp_path: Path) -> None:
    effective = {"from": "2026-01-01", "to": "2026-11-22", "after": "Từ 23/11/2026 có quy định mới."}
    warnings = build_checklist(catalogue_of(tmp_path, procedure(effective=effective)), "1.000001", {}, NOW).warnings
    assert any("22/11/2026" in one for one in warnings)
    assert "Từ 23/11/2026 có quy định mới." in warnings


def test_the_best_splitter_comes_first(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, procedure())
    asked = next_question(catalogue.get("1.000001"), catalogue.paths("1.000001"), {})
    assert asked is not None
    assert asked.question.id == "paper" or asked.question.id == "late"
    facts = {"paper": UNKNOWN, "late": "no"}
    case = Case(catalogue.get("1.000001"), facts)
    assert case.reachable("seen") is None
    assert next_question(catalogue.get("1.000001"), catalogue.paths("1.000001"), facts) is None
