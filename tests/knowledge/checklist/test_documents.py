"""The documents of a case: which are certain, which an open answer decides, and how lines are joined."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from knowledge.messages import DocumentLine
from tests.knowledge.factory import checklist_of


def lines_of(root: Path, facts: dict[str, str], *documents: dict[str, Any]) -> list[DocumentLine]:
    """The lines of the sample procedure with these documents beside the form."""
    form = {"type": "form", "submit": {"original": 1}}
    return checklist_of(root, facts=facts, documents=[form, *documents]).documents[1:]


def paper(when: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"type": "proof", "submit": {"original": 1}, "when": when, **changes}


def test_open_answers_keep_their_documents_with_a_condition(tmp_path: Path) -> None:
    checklist = checklist_of(tmp_path, facts={"paper": "no"})
    conditions = {line.type: line.only_if for line in checklist.documents}
    assert conditions["form"] == ""
    assert conditions["witness"] == "nếu bạn trả lời “Có người thấy” cho câu “Có ai thấy không?”"
    assert "proof" not in conditions


def test_a_leftover_fact_of_a_question_out_of_reach_is_ignored(tmp_path: Path) -> None:
    checklist = checklist_of(tmp_path, facts={"paper": "yes", "seen": "no", "late": "no"})
    assert {line.type for line in checklist.documents} == {"form", "proof"}
    assert [line.question_id for line in checklist.facts] == ["paper", "late"]


def test_alternatives_that_cover_every_answer_are_certain(tmp_path: Path) -> None:
    (line,) = lines_of(tmp_path, {}, paper({"late": "yes"}), paper({"late": "no"}))
    assert line.only_if == ""


def test_alternatives_about_several_questions_are_listed(tmp_path: Path) -> None:
    (line,) = lines_of(tmp_path, {}, paper({"late": "yes"}), paper({"paper": "yes"}))
    assert line.only_if == (
        "nếu bạn trả lời “Quá rồi” cho câu “Quá hạn chưa?” hoặc nếu bạn trả lời “Có giấy” cho câu “Có giấy không?”"
    )


def test_ways_that_differ_are_lines_of_their_own(tmp_path: Path) -> None:
    shown = {"type": "proof", "present": {"original": 1}, "when": {"late": "no"}}
    lines = lines_of(tmp_path, {}, paper({"late": "yes"}), shown)
    assert [(bool(line.submit), bool(line.present), line.only_if) for line in lines] == [
        (False, True, "nếu bạn trả lời “Chưa” cho câu “Quá hạn chưa?”"),
        (True, False, "nếu bạn trả lời “Quá rồi” cho câu “Quá hạn chưa?”"),
    ]


def test_notes_that_differ_say_when_they_count(tmp_path: Path) -> None:
    (line,) = lines_of(tmp_path, {}, paper({"late": "yes"}, note="Nộp nhanh."), paper({"late": "no"}))
    assert line.note == "Nộp nhanh. (nếu bạn trả lời “Quá rồi” cho câu “Quá hạn chưa?”)"


def test_an_unverified_source_leaves_no_document_verified(tmp_path: Path) -> None:
    source = {"kind": "secondary", "read": "2026-10-09", "verified": False}
    assert not any(line.verified for line in checklist_of(tmp_path, source=source).documents)
