"""The review lists where an authored procedure and its record disagree, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.library.assemble import assemble, read_parts
from knowledge.portal.importing import import_file
from knowledge.portal.review.contradictions import Contradiction, review
from knowledge.portal.store.record_store import RecordStore
from knowledge.settings import Settings
from tests.knowledge.factory import procedure, settings_for
from tests.knowledge.portal.records import FIRST, REAL_RECORDS, SECOND, method, put, record, rows

TYPES = {
    "form": {"name": "Tờ khai đăng ký thử", "get": {"words": "tự viết"}},
    "proof": {"name": "Giấy chứng nhận quyền sử dụng đất (sổ đỏ)", "get": {"words": "có sẵn"}},
    "extra": {"name": "Giấy tờ chứng minh nơi ở (cư trú)", "get": {"words": "có sẵn"}},
    "witness": {"name": "Biên bản họp gia đình", "get": {"words": "tự viết"}},
}
AUTHORED: dict[str, Any] = {
    "questions": [],
    "documents": [{"type": "form", "submit": {"original": 1}}, {"type": "proof", "submit": {"original": 1}}],
    "not_needed": [{"type": "extra", "why": "cơ quan tự tra"}],
    "fees": [{"amount": 20000}],
    "time_limit": [{"amount": 3}],
}
ROWS = (("Tờ khai đăng ký thử theo mẫu", 1, 0), ("Giấy chứng nhận quyền sử dụng đất", 1, 0))
RESIDENCE = (
    "Giấy tờ có giá trị chứng minh thông tin về cư trú trong trường hợp cơ quan đăng ký không thể khai thác được "
    "thông tin về nơi cư trú của công dân",
    1,
    0,
)


def _settings(root: Path, **changes: Any) -> Settings:
    settings = settings_for(root, procedure(**{**AUTHORED, **changes}))
    (settings.catalogue / "documents.yml").write_text(yaml.safe_dump(TYPES, allow_unicode=True), encoding="utf-8")
    return settings


def _review_of(settings: Settings) -> list[Contradiction]:
    parts = read_parts(settings)
    return review(assemble(parts), parts.imported)


def _review(root: Path, authored: dict[str, Any] | None = None, **published: Any) -> list[Contradiction]:
    settings = _settings(root, **(authored or {}))
    put(RecordStore.open(settings), FIRST, record(**{"executionCases": [rows(*ROWS)], **published}))
    return _review_of(settings)


def test_the_same_in_other_words(tmp_path: Path) -> None:
    assert _review(tmp_path, executionCases=[rows(*ROWS, RESIDENCE)]) == []


def test_a_paper_only_the_record_has(tmp_path: Path) -> None:
    (contradiction,) = _review(tmp_path, executionCases=[rows(*ROWS, ("Hợp đồng thuê nhà có công chứng", 1, 0))])
    assert (contradiction.code, contradiction.kind, contradiction.authored, contradiction.record) == (
        "1.000001",
        "missing",
        "–",
        "Hợp đồng thuê nhà có công chứng",
    )


def test_a_paper_only_the_authored_file_has(tmp_path: Path) -> None:
    authored = {"documents": [*AUTHORED["documents"], {"type": "witness", "submit": {"original": 1}}]}
    (contradiction,) = _review(tmp_path, authored)
    assert (contradiction.kind, contradiction.authored) == ("extra", "Biên bản họp gia đình")
    steps = [{"description": "Người nộp mang theo biên bản họp gia đình."}]
    assert _review(tmp_path / "told", authored, executionSteps=steps) == []


def test_a_request_has_many_names(tmp_path: Path) -> None:
    assert _review(tmp_path, executionCases=[rows(("Đơn đề nghị theo Mẫu số 27", 1, 0), ROWS[1])]) == []


def test_a_record_without_papers_says_nothing(tmp_path: Path) -> None:
    assert _review(tmp_path, executionCases=[]) == []


def _fee(value: int, words: str = "") -> list[dict[str, Any]]:
    return [method(fees=[{"type": "FEE", "value": value, "currencyId": "VND", "description": words}])]


@pytest.mark.parametrize(
    ("authored", "published", "say"),
    [
        ([{"amount": 20000}], _fee(20000), None),
        ([{"amount": 20000}], _fee(30000), "số tiền 30.000 đồng chỉ có ở Cổng"),
        ([{"amount": 20000}], _fee(0), None),
        ([{"free": True}], _fee(30000), "một bên ghi không mất phí"),
        ([{"amount": 20000}], _fee(0, "Không thu phí"), "một bên ghi không mất phí"),
        ([{"decided_by": "HĐND"}], _fee(30000), "số tiền 30.000 đồng chỉ có ở Cổng"),
        ([{"free": True}, {"amount": 8000, "label": "bản sao"}], _fee(0, "Miễn lệ phí"), None),
        (
            [{"amount": 20000}],
            _fee(0, "20.000 đồng. Đến hết ngày 31/12/2025, áp dụng mức thu 10.000 đồng."),
            None,
        ),
        ([{"amount": 20000}], _fee(0, "10.000 đồng hoặc 15.000 đồng"), "số tiền 10.000, 15.000 đồng chỉ có ở Cổng"),
    ],
)
def test_fees(tmp_path: Path, authored: list[Any], published: list[Any], say: str | None) -> None:
    found = _review(tmp_path, {"fees": authored}, executionMethods=published)
    assert [contradiction.kind for contradiction in found] == (["fee"] if say else [])
    assert not say or say in found[0].say


@pytest.mark.parametrize(
    ("authored", "published", "say"),
    [
        ({"amount": 3}, {}, None),
        ({"amount": 5}, {}, "3 ngày làm việc chỉ có ở Cổng"),
        ({"amount": 3, "unit": "day"}, {}, "3 ngày làm việc chỉ có ở Cổng"),
        ({"amount": 3, "unit": "day"}, {"processingTimeUnit": "OTHER"}, None),
        ({"unpublished": True, "note": "Cổng ghi 3 mà không ghi đơn vị"}, {"processingTimeUnit": "OTHER"}, None),
        ({"amount": 1, "unit": "month"}, {"processingTime": 30, "processingTimeUnit": "DAY"}, None),
        ({"amount": 3}, {"processingTimeUnit": "DAY", "description": "Trong 03 ngày làm việc."}, None),
        ({"unpublished": True}, {"processingTime": None}, None),
    ],
)
def test_times(tmp_path: Path, authored: dict[str, Any], published: dict[str, Any], say: str | None) -> None:
    found = _review(tmp_path, {"time_limit": [authored]}, executionMethods=[method(**published)])
    assert [contradiction.kind for contradiction in found] == (["time"] if say else [])
    assert not say or say in found[0].say


def test_methods(tmp_path: Path) -> None:
    (contradiction,) = _review(tmp_path, {"methods": ["direct", "online", "phone"]})
    assert (contradiction.kind, contradiction.say) == ("methods", "nộp qua mạng chỉ có ở bản soạn")


def test_nothing_to_compare_with(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    assert _review_of(settings) == []
    put(RecordStore.open(settings), FIRST, listed=["1.000001"])
    assert _review_of(settings) == []


@pytest.mark.skipif(REAL_RECORDS is None, reason="the real records (shared/portal/records.jsonl.gz) are not here")
def test_real_records(tmp_path: Path) -> None:
    assert REAL_RECORDS
    settings = Settings(var=tmp_path)
    import_file(RecordStore.open(settings), REAL_RECORDS, SECOND)
    found = _review_of(settings)
    listed = {(contradiction.code, contradiction.kind) for contradiction in found}
    # the portal says 50 working days, the law 5; 20 days for a building permit, the law 7; online only
    assert {("1.014176", "time"), ("1.013226", "time"), ("1.003677", "methods")} <= listed
    # the same papers in other words
    assert not {(code, kind) for code, kind in listed if code in {"1.001193", "1.000894", "1.004222"}}
    assert len(found) < 100
