"""The papers of a draft: known types, drafted ones, and the case of each."""

from __future__ import annotations

from typing import Any

import yaml

from knowledge.portal.draft.known_papers import KnownPapers
from knowledge.portal.draft.papers import (
    DraftedPapers,
    decided_by,
    document_lines,
    draft_papers,
    needed_in,
    type_lines,
    when_of,
)
from knowledge.portal.parse.procedure import Parsed, parse_record
from knowledge.portal.record import record_of
from knowledge.schema.procedure import DocumentType, HowToGet
from tests.knowledge.portal.records import FIRST, record, rows

KNOWN = {"form": DocumentType(name="Tờ khai đăng ký thử", get=HowToGet(words="tự viết"))}


def _papers(**changes: Any) -> tuple[Parsed, DraftedPapers]:
    parsed = parse_record(record_of(record(**changes)), FIRST)
    return parsed, draft_papers(parsed, KnownPapers(KNOWN), KNOWN)


def test_known_and_drafted() -> None:
    parsed, papers = _papers()
    assert papers.known == ["form"]
    assert list(papers.drafted) == ["giay_chung_nhan_quyen_su_dung"]
    assert papers.doubts == {}
    assert list(document_lines(parsed.procedure.documents, papers)) == [
        "  - {type: form, submit: {original: 1}}",
        "  - {type: giay_chung_nhan_quyen_su_dung, submit: {original: 1}}",
    ]


def test_a_known_type_stands_for_one_paper() -> None:
    _, papers = _papers(
        executionCases=[rows(("Tờ khai đăng ký thử theo mẫu số 2", 1, 0), ("Tờ khai đăng ký thử", 1, 0))]
    )
    first, second = papers.ids.values()
    assert (first, second) == ("to_khai_dang_ky_thu_theo", "form")
    assert papers.doubts == {}


def test_what_is_not_sure_is_asked() -> None:
    parsed, papers = _papers(executionCases=[rows(("Tờ khai đăng ký thử theo mẫu (trừ người già)", 1, 0))])
    (line,) = document_lines(parsed.procedure.documents, papers)
    assert line.startswith("  - {type: form, submit: {original: 1}}  # TODO: the same paper? the record: Tờ khai")


def test_ids_are_new_and_begin_with_a_letter() -> None:
    _, papers = _papers(executionCases=[rows(("02 ảnh 4x6", 1, 0), ("02 ảnh 4x6 của con", 1, 0), ("Form", 1, 0))])
    assert list(papers.drafted) == ["anh_4x6", "anh_4x6_cua_con", "form_2"]


def test_cases_are_told_beside_the_papers() -> None:
    both = "Giấy phép cũ"
    parsed, papers = _papers(
        executionCases=[
            rows(("Bản vẽ", 1, 0)),
            rows((both, 1, 0), case="Trường hợp cấp lại"),
            rows((both, 1, 0), ("Hợp đồng", 0, 1), case="Trường hợp cấp đổi"),
        ]
    )
    documents = parsed.procedure.documents
    assert list(document_lines(documents, papers)) == [
        "  - {type: ban_ve, submit: {original: 1}}",
        "  - {type: giay_phep_cu, submit: {original: 1}}  # TODO: when: {case: [c1, c2]}",
        "  - {type: hop_dong, submit: {photocopy: 1}}  # TODO: when: {case: c2}",
    ]
    assert decided_by(documents, "case", "c2", papers) == ["giay_phep_cu", "hop_dong"]
    assert needed_in(documents, {"case": "c1"}, papers) == ["ban_ve", "giay_phep_cu"]
    assert needed_in(documents, {}, papers) == ["ban_ve"]


def test_drafted_types_are_document_types() -> None:
    _, papers = _papers(executionCases=[rows(("Hợp đồng " + "rất dài, " * 60, 1, 0))])
    ((key, value),) = yaml.safe_load("\n".join(type_lines(papers.drafted))).items()
    kind = DocumentType.model_validate(value)
    assert key == "hop_dong_rat_dai_rat_dai"
    assert len(kind.name) <= 401
    assert kind.short


def test_when() -> None:
    assert when_of("case", ["c1"]) == "{case: c1}"
    assert when_of("case", ["c1", "c2", "c1"]) == "{case: [c1, c2]}"
