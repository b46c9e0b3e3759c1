"""Checklist and next question: what must hold for every procedure and every order of answers."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.case.facts import Case
from knowledge.case.next_question import next_question
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.as_text import checklist_text
from knowledge.checklist.build import build_checklist
from knowledge.errors import FactError, UnknownProcedure
from knowledge.provinces import province_key
from knowledge.schema.conditions import UNKNOWN
from tests.knowledge.factory import NOW, catalogue_of, checklist_of, procedure, settings_for

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
    questions = catalogue.get(code).questions
    unanswered = [question for question in questions if facts.get(question.id, UNKNOWN) == UNKNOWN]
    if not unanswered:
        return
    question = data.draw(st.sampled_from(unanswered))
    more = {**facts, question.id: data.draw(st.sampled_from(question.values))}
    before, after = (build_checklist(catalogue, code, answers, NOW) for answers in (facts, more))
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
    known = catalogue.get(code)
    facts: dict[str, str] = {}
    for _ in known.questions:
        asked = next_question(known, catalogue.paths(code), facts)
        if asked is None:
            break
        assert asked.question.id not in facts
        assert asked.asked < asked.at_most <= len(known.questions)
        facts[asked.question.id] = data.draw(st.sampled_from([UNKNOWN, *asked.question.values]))
    assert next_question(known, catalogue.paths(code), facts) is None
    checklist = build_checklist(catalogue, code, facts, NOW)
    assert checklist.documents or checklist.redirects or checklist.unpublished_documents or checklist.not_needed
    if UNKNOWN not in facts.values() and not checklist.redirects:
        assert not [line.only_if for line in checklist.documents if line.only_if]
    assert checklist.name in checklist_text(checklist)


def test_what_is_brought_in_vain_comes_before_what_an_answer_rules_out(tmp_path: Path) -> None:
    checklist = checklist_of(tmp_path, facts={"paper": "no"})
    assert [(line.type, line.often_brought) for line in checklist.not_needed] == [("extra", True), ("proof", False)]
    assert "Có giấy không?" in checklist.not_needed[1].why


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
    assert any("22/11/2026" in warning for warning in warnings)
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


def test_papers_that_are_not_published(tmp_path: Path) -> None:
    checklist = checklist_of(tmp_path, documents=[])
    assert (checklist.documents, checklist.unpublished_documents, checklist.due_date) == ([], True, None)
    assert checklist.time_limit.amount == 1  # the time limit itself is known


def test_papers_of_which_none_is_needed_are_published(tmp_path: Path) -> None:
    documents = [{"type": "proof", "submit": {"original": 1}, "when": {"paper": "no"}}]
    checklist = checklist_of(tmp_path, documents=documents)
    assert (checklist.documents, checklist.unpublished_documents) == ([], False)
    assert checklist.due_date is not None


def test_what_is_filed_at_the_same_visit(tmp_path: Path) -> None:
    other = procedure(code="1.000002", name="Việc đi kèm")
    together = [{"code": "1.000002", "say": "Làm luôn.", "when": {"late": "no"}}]
    (also,) = checklist_of(tmp_path, other, together=together).also
    assert (also.code, also.name, also.say) == ("1.000002", "Việc đi kèm", "Làm luôn.")
    assert checklist_of(tmp_path, other, together=[{**together[0], "when": {"late": "yes"}}]).also == []


def test_an_incomplete_record_is_not_called_second_hand(tmp_path: Path) -> None:
    source = {**procedure()["source"], "verified": False}
    (portal,) = checklist_of(tmp_path, source=source).warnings
    assert "trên Cổng còn thiếu" in portal
    (second,) = checklist_of(tmp_path, source={**source, "kind": "secondary"}).warnings
    assert "nguồn thứ cấp" in second


def test_an_unverified_warning_says_so(tmp_path: Path) -> None:
    (warning,) = checklist_of(tmp_path, warnings=[{"say": "Có thể chậm.", "verified": False}]).warnings
    assert warning == "Có thể chậm. (cần kiểm tra lại với Một cửa)"


@pytest.mark.parametrize(
    ("named", "key"),
    [("", ""), ("gia_lai", "gia_lai"), ("tỉnh Gia Lai", "gia_lai"), ("Bình Định", "gia_lai"), ("x", "")],
)
def test_the_offices_province_by_key_or_name(named: str, key: str) -> None:
    assert province_key(named) == key


def test_a_province_by_its_name_and_none(tmp_path: Path) -> None:
    overlay = {
        "office": {"address": "2 Trần Phú"},
        "source": {"kind": "office", "read": "2026-07-18", "verified": True},
    }
    path = settings_for(tmp_path).var / "overlays" / "dak_lak" / "chung.yml"
    path.parent.mkdir(parents=True)
    path.write_text(yaml.safe_dump(overlay), encoding="utf-8")
    catalogue = catalogue_of(tmp_path, procedure())
    own = build_checklist(catalogue, "1.000001", {}, NOW, "Đắk Lắk")
    assert own == build_checklist(catalogue, "1.000001", {}, NOW, "dak_lak")
    assert own.office is not None
    assert build_checklist(catalogue, "1.000001", {}, NOW).office is None


def test_the_province_answers_its_own_question(tmp_path: Path) -> None:
    options = [{"value": "gia_lai", "say": "Gia Lai"}, {"value": "elsewhere", "say": "Nơi khác"}]
    question = {"id": "province", "ask": "Ở tỉnh nào?", "options": options}
    fees = [{"free": True, "when": {"province": "gia_lai"}}, {"amount": 5000, "when": {"province": "elsewhere"}}]
    catalogue = catalogue_of(tmp_path, procedure(questions=[*procedure()["questions"], question], fees=fees))
    for province, amount in (("gia_lai", None), ("ha_noi", 5000)):
        (line,) = build_checklist(catalogue, "1.000001", {}, NOW, province).fee.lines
        assert (line.free, line.amount) == (amount is None, amount)
    assert len(build_checklist(catalogue, "1.000001", {}, NOW, "").fee.lines) == 2
    (answered,) = build_checklist(catalogue, "1.000001", {"province": "elsewhere"}, NOW, "gia_lai").fee.lines
    assert answered.amount == 5000
