"""What only following every path shows: idle questions, entries out of reach, too many paths, days without a fee."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from knowledge.case.paths import list_paths
from knowledge.library.check import check_catalogue
from knowledge.library.checks.paths import path_faults
from knowledge.schema.procedure import Procedure
from tests.knowledge.factory import catalogue_of, procedure

TODAY = dt.date(2026, 11, 22)
YES_NO = [{"value": "yes", "say": "Có"}, {"value": "no", "say": "Không"}]


def test_a_question_that_changes_nothing(tmp_path: Path) -> None:
    idle = procedure()
    idle["questions"].append({"id": "colour", "ask": "Màu gì?", "options": YES_NO})
    faults = check_catalogue(catalogue_of(tmp_path, idle), TODAY).faults
    assert any("'colour' changes nothing" in fault for fault in faults)


def test_an_entry_no_path_reaches(tmp_path: Path) -> None:
    dead = procedure()
    dead["documents"].append({"type": "extra", "submit": {"original": 1}, "when": {"paper": "yes", "seen": "yes"}})
    faults = check_catalogue(catalogue_of(tmp_path, dead), TODAY).faults
    assert any("documents.4: no path reaches this entry" in fault for fault in faults)


def test_too_many_paths(tmp_path: Path) -> None:
    many = procedure()
    many["questions"] += [{"id": f"q{number}", "ask": "?", "options": YES_NO} for number in range(15)]
    faults = check_catalogue(catalogue_of(tmp_path, many), TODAY).faults
    assert any("paths" in fault for fault in faults)


def messages(**changes: Any) -> list[str]:
    checked = Procedure.model_validate(procedure(**changes))
    return [message for _, message in path_faults(checked, list_paths(checked), TODAY)]


def test_a_sound_procedure_has_none() -> None:
    assert messages() == []


def test_no_way_of_filing() -> None:
    assert messages(methods=[]) == ["no way of filing (path: paper=yes, late=yes)"]


def test_a_fault_is_told_once_with_the_first_path_that_shows_it() -> None:
    late_only = [{"amount": 5000, "when": {"late": "yes"}}]
    (message,) = messages(fees=late_only)
    assert message == "no main fee holds on 22/11/2026 for direct (path: paper=yes, late=no)"


def test_days_count_only_while_the_procedure_is_in_force() -> None:
    fees: list[dict[str, Any]] = [{"free": True, "to": "2027-03-01"}, {"unpublished": True, "from": "2027-04-01"}]
    assert messages(fees=fees, questions=[*procedure()["questions"][:2]], effective={"to": "2027-02-28"}) == []
    (message,) = messages(fees=fees, questions=[*procedure()["questions"][:2]])
    assert "no main fee holds on 02/03/2027" in message


def test_the_day_after_the_end_has_a_fee_too() -> None:
    fees = [{"free": True, "to": "2027-02-28"}]
    (message,) = messages(fees=fees, questions=[*procedure()["questions"][:2]], effective={"to": "2027-02-28"})
    assert "no main fee holds on 01/03/2027" in message


def test_before_it_begins_nothing_is_looked_for() -> None:
    begins = [{"free": True, "from": "2027-01-01"}]
    assert messages(fees=begins, questions=[*procedure()["questions"][:2]], effective={"from": "2027-01-01"}) == []


def test_in_a_case_for_another_procedure_nothing_else_counts() -> None:
    documents = [{"type": "form", "submit": {"original": 1}, "when": {"paper": "yes"}}]
    questions = [procedure()["questions"][0]]
    redirects = [{"code": "1.000002", "say": "Làm thủ tục khác.", "when": {"paper": "no"}}]
    changes = {"documents": documents, "questions": questions, "fees": [{"free": True}]}
    assert messages(**changes, redirects=redirects) == []
    assert messages(**changes) == ["a path has an empty checklist (path: paper=no)"]


def test_a_source_that_publishes_no_papers_is_authored_as_such_and_marked_unverified() -> None:
    changes = {"documents": [], "questions": [], "fees": [{"unpublished": True}], "methods": []}
    assert len(messages(**changes)) == 2
    unverified = {**procedure()["source"], "verified": False}
    assert messages(**changes, source=unverified) == []
    some = [{"type": "form", "submit": {"original": 1}, "when": {"paper": "yes"}}]
    questions = [procedure()["questions"][0]]
    assert messages(documents=some, questions=questions, fees=[{"free": True}], source=unverified) == [
        "a path has an empty checklist (path: paper=no)"
    ]
