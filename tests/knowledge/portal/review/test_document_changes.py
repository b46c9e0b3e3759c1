"""What changed about the papers of a record and the cases they belong to."""

from __future__ import annotations

from typing import Any

import pytest

from tests.knowledge.portal.records import rows
from tests.knowledge.portal.review.conftest import Changes

BOTH = rows(("Tờ khai", 1, 0), ("Giấy chứng nhận quyền sử dụng đất", 1, 0))


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        ([rows(("Tờ khai", 1, 0))], [("documents", "bỏ: Giấy chứng nhận quyền sử dụng đất (1 bản chính)")]),
        (
            [rows(("Tờ khai", 1, 0), ("Giấy chứng nhận quyền sử dụng đất", 1, 0), ("Hợp đồng thuê nhà", 0, 1))],
            [("documents", "thêm: Hợp đồng thuê nhà (1 bản chụp)")],
        ),
        (
            [rows(("Tờ khai", 2, 0), ("Giấy chứng nhận quyền sử dụng đất", 1, 0))],
            [("documents", "Tờ khai: trước 1 bản chính, nay 2 bản chính")],
        ),
        (
            [
                rows(("Tờ khai", 1, 0)),
                rows(("Giấy chứng nhận quyền sử dụng đất", 1, 0), case="* Giấy tờ phải xuất trình"),
            ],
            [("documents", "Giấy chứng nhận quyền sử dụng đất: trước phải nộp, nay chỉ xuất trình")],
        ),
        (
            [rows(("Tờ khai", 1, 0), ("Giấy chứng nhận về quyền sử dụng đất", 1, 0))],
            [
                (
                    "documents",
                    "đổi cách ghi: Giấy chứng nhận quyền sử dụng đất → Giấy chứng nhận về quyền sử dụng đất",
                )
            ],
        ),
        ([rows(("Giấy chứng nhận quyền sử dụng đất", 1, 0), ("Tờ  khai;", 1, 0))], [("other", "nội dung khác")]),
    ],
)
def test_documents(changed: Changes, cases: list[dict[str, Any]], expected: list[tuple[str, str]]) -> None:
    assert changed({"executionCases": [BOTH]}, executionCases=cases) == expected


def test_a_case_comes_and_a_paper_moves(changed: Changes) -> None:
    sold, given = "Trường hợp mua bán", "Trường hợp tặng cho"
    first = [rows(("Tờ khai", 1, 0)), rows(("Hợp đồng", 1, 0), case=sold), rows(("Văn bản", 1, 0), case=given)]
    then = [rows(("Tờ khai", 1, 0)), rows(("Văn bản", 1, 0), case=sold), rows(("Hợp đồng", 1, 0), case=given)]
    found = changed({"executionCases": first}, executionCases=then)
    assert ("documents", f"Hợp đồng: trước cho {sold}, nay cho {given}") in found
    assert all(part == "documents" for part, _ in found)
    assert len(found) == 2


def test_a_case_added(changed: Changes) -> None:
    first = [rows(("Tờ khai", 1, 0)), rows(("Hợp đồng", 1, 0), case="Trường hợp mua bán")]
    found = changed(
        {"executionCases": first}, executionCases=[*first, rows(("Di chúc", 1, 0), case="Trường hợp thừa kế")]
    )
    assert ("cases", "thêm Trường hợp thừa kế") in found
    assert ("documents", "thêm: Di chúc (1 bản chính) (trường hợp: Trường hợp thừa kế)") in found
