"""What changed from one version of a record to the next, part by part, and nothing of what only looks different."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.portal.record import record_of
from knowledge.portal.review.record_changes import changes_of, flat, same_words
from tests.knowledge.portal.records import method, record
from tests.knowledge.portal.review.conftest import Changes


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": "Đăng ký khác"}, [("name", "trước: Đăng ký thử; nay: Đăng ký khác")]),
        ({"executionMethods": [method(processingTime=5)]}, [("time", "trước: 3 ngày làm việc; nay: 5 ngày làm việc")]),
        (
            {"executionMethods": [method(fees=[{"value": 30000, "currencyId": "VND", "description": ""}])]},
            [("fee", "trước: 20.000 đồng; nay: 30.000 đồng")],
        ),
        (
            {"executionMethods": [method(), method(submissionMethod="ONLINE")]},
            [("methods", "thêm nộp qua mạng")],
        ),
        (
            {"legalBasisesDetails": [{"name": "Luật Mới", "code": "2/2026/QH16"}]},
            [("legal_basis", "thêm 2/2026/QH16; bỏ 1/2020/QH14")],
        ),
        (
            {"unitGroupsExecuting": [{"name": "Công an cấp xã"}]},
            [("agency", "thêm Công an cấp xã; bỏ Ủy ban nhân dân cấp xã")],
        ),
        ({"isWard": False, "isProvince": True}, [("level", "trước: cấp xã; nay: cấp tỉnh")]),
        (
            {"executionSteps": [{"description": "Bước 1: nộp qua mạng."}]},
            [("other", "nội dung khác: trình tự thực hiện")],
        ),
        ({"executionSteps": [{"description": "Bước 1:\n nộp   hồ sơ."}]}, []),
        ({"updatedAt": 1_780_000_000_000}, []),
        ({"legalBasisesDetails": [{"name": "Luật Thử sửa", "code": "1/2020/QH14"}]}, [("other", "nội dung khác")]),
    ],
)
def test_parts(changed: Changes, changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert changed(**changes) == expected


def test_forms(changed: Changes) -> None:
    row = {"name": "Tờ khai", "originalQty": 1, "copyQty": 0}

    def case(*forms: tuple[str, str]) -> list[dict[str, Any]]:
        listed = [{"fileName": name, "filePath": path} for name, path in forms]
        return [{"name": "", "profileComponents": [{**row, "attachments": listed}]}]

    found = changed(
        {"executionCases": case(("A.docx", "a1"), ("B.docx", "b"))},
        executionCases=case(("A.docx", "a2"), ("C.docx", "c")),
    )
    assert found == [
        ("forms", "bỏ mẫu B.docx"),
        ("forms", "thêm mẫu C.docx"),
        ("forms", "mẫu A.docx: tệp mới, hãy dùng bản mới"),
    ]


def test_a_form_without_a_name_and_a_path_is_not_told_of(changed: Changes) -> None:
    def case(*forms: str) -> list[dict[str, Any]]:
        row = {"name": "Tờ khai", "originalQty": 1, "attachments": [{"fileName": name} for name in forms]}
        return [{"name": "", "profileComponents": [row]}]

    assert changed({"executionCases": case("A.docx")}, executionCases=case("A.docx", "")) == [
        ("other", "nội dung khác")
    ]


def test_a_listed_procedure_gets_its_detail() -> None:
    detailed, listed = record_of(record()), record_of({**record(), "listed_only": True})
    assert [(change.part, change.say) for change in changes_of(listed, detailed)] == [
        ("record", "trước chỉ có tên trong danh mục, nay đã có nội dung chi tiết")
    ]
    assert [change.say for change in changes_of(detailed, listed)] == ["nay chỉ còn tên trong danh mục"]


def test_blanks_say_nothing() -> None:
    assert flat({"a": [" một\n hai "], "b": 1}) == {"a": ["một hai"], "b": 1}
    assert same_words(record_of(record()), record_of(record(requirements=" ")))
    assert not same_words(record_of(record()), record_of(record(requirements="18 tuổi")))
