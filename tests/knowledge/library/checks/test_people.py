"""`knowledge check` finds what cannot be asked of the people who come."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from knowledge.case.paths import list_paths
from knowledge.library.check import check_catalogue
from knowledge.library.checks.people import people_faults
from knowledge.schema.procedure import DocumentType, Procedure
from tests.knowledge.factory import catalogue_of, procedure

TODAY = dt.date(2026, 11, 22)


def faults(tmp_path: Path, **changes: Any) -> list[str]:
    return check_catalogue(catalogue_of(tmp_path, procedure(**changes)), TODAY).faults


def question(ask: str, *options: tuple[str, str]) -> dict[str, Any]:
    return {"id": "owner", "ask": ask, "options": [{"value": value, "say": say} for value, say in options]}


SEVERAL = question("Ai đứng tên?", ("one", "Một người"), ("several", "Nhiều người chung một sổ"))
COUPLE = question("Ai đứng tên?", ("several", "Nhiều người chung một sổ"), ("couple", "Hai vợ chồng"))
UNSEEN = question("Giấy đó ở trong dữ liệu nào?", ("a", "Dữ liệu dân cư"), ("b", "Dữ liệu đất đai"))
UNSURE = question("Giấy đó ở trong dữ liệu nào?", ("a", "Dữ liệu dân cư"), ("b", "Nơi khác, hoặc không rõ"))


@pytest.mark.parametrize(
    ("asked", "message"),
    [(SEVERAL, "no married couple"), (COUPLE, ""), (UNSEEN, "nobody need know"), (UNSURE, "")],
)
def test_what_a_question_offers(tmp_path: Path, asked: dict[str, Any], message: str) -> None:
    values = [option["value"] for option in asked["options"]]
    documents = [
        {"type": "form", "submit": {"original": number}, "when": {"owner": value}}
        for number, value in enumerate(values, 1)
    ]
    changes: dict[str, Any] = {"questions": [asked], "documents": documents, "not_needed": [], "fees": [{"free": True}]}
    found = faults(tmp_path, **changes, time_limit=[{"amount": 3}], warnings=[])
    assert [fault for fault in found if message and message in fault] or (not message and not found), found


@pytest.mark.parametrize(("when", "found"), [({}, True), ({"owner": "own"}, False)])
def test_nobody_can_authorise_for_an_abandoned_child(when: dict[str, str], found: bool) -> None:
    child = question("Bé là ai?", ("own", "Con tôi"), ("abandoned", "Bé bị bỏ rơi"))
    paper = {"type": "van_ban_uy_quyen", "submit": {"original": 1}, "when": when}
    asked = Procedure.model_validate(
        procedure(questions=[child], documents=[paper], not_needed=[], fees=[], time_limit=[], warnings=[])
    )
    kind = DocumentType.model_validate({"name": "x", "get": {"words": "x"}})
    lines = list(people_faults(asked, list_paths(asked), {"van_ban_uy_quyen": kind}))
    assert any("nobody can authorise" in message for _, message in lines) is found


def test_what_the_desk_makes_is_not_brought() -> None:
    asked = Procedure.model_validate(procedure())
    kind = DocumentType.model_validate({"name": "x", "get": {"words": "x"}, "made_at_desk": True})
    lines = list(people_faults(asked, list_paths(asked), {entry.type: kind for entry in asked.documents}))
    assert {where[0] for where, message in lines if "made at the desk" in message} == {"documents"}


@pytest.mark.parametrize(
    ("methods", "note", "found"),
    [(["direct"], "", False), (["direct", "postal"], "", True), (["postal"], "Gửi bưu điện thì hỏi trước.", False)],
)
def test_what_can_only_be_shown_is_not_sent(tmp_path: Path, methods: list[str], note: str, found: bool) -> None:
    papers = [{"type": "form", "present": {"original": 1}, "note": note}]
    lines = faults(tmp_path, documents=papers, methods=methods)
    assert any("can only be shown" in line for line in lines) is found


@pytest.mark.parametrize(
    ("warning", "online_form", "found"),
    [
        ("Xem kỹ giấy.", False, True),
        ("Khi đến nhận kết quả phải nộp bản giấy.", False, False),
        ("Xem kỹ giấy.", True, False),
    ],
)
def test_who_files_online_is_told_to_bring_the_papers(warning: str, online_form: bool, found: bool) -> None:
    way = {
        "id": "method",
        "ask": "Nộp cách nào?",
        "options": [{"value": "direct", "say": "Trực tiếp"}, {"value": "online", "say": "Qua mạng"}],
    }
    papers = [
        {"type": "form", "submit": {"original": 1}},
        {
            "type": "card",
            "present": {"original": 1},
            "when": {"method": "online"},
            "note": "Mang khi đến nhận kết quả.",
        },
    ]
    empty: dict[str, Any] = {"not_needed": [], "fees": [], "time_limit": []}
    asked = Procedure.model_validate(
        procedure(questions=[way], documents=papers, warnings=[{"say": warning}], methods=["direct", "online"], **empty)
    )
    form = {"form": {"title": "x", "online": "Khai trên mạng"}} if online_form else {}
    kinds = {
        "form": DocumentType.model_validate({"name": "x", "get": {"words": "x"}, **form}),
        "card": DocumentType.model_validate({"name": "x", "get": {"words": "x"}}),
    }
    lines = list(people_faults(asked, list_paths(asked), kinds))
    assert any("bring the other papers too" in message for _, message in lines) is found
