"""Where an answer comes from: the day it was read, the day it changed, its page, and whether it is old."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.knowledge.factory import checklist_of, procedure


def source(**changes: Any) -> dict[str, Any]:
    return {**procedure()["source"], **changes}


@pytest.mark.parametrize(
    ("read", "after", "stale"),
    [("2026-07-18", 180, False), ("2026-05-01", 180, True), ("2026-11-01", 21, True), ("2026-11-01", 22, False)],
)
def test_an_old_answer_says_so(tmp_path: Path, read: str, after: int, stale: bool) -> None:
    checklist = checklist_of(tmp_path, source=source(read=read, stale_after=after))
    assert checklist.source.stale is stale
    assert any("có thể đã thay đổi" in warning for warning in checklist.warnings) is stale


def test_the_day_of_change_and_the_page_are_told(tmp_path: Path) -> None:
    citation = checklist_of(tmp_path, source=source(updated="2026-06-30", url="https://dichvucong.gov.vn/x")).source
    assert citation.title == "Cổng Dịch vụ công quốc gia, cập nhật 30/06/2026, đọc ngày 18/07/2026"
    assert citation.url == "https://dichvucong.gov.vn/x"


def test_a_kind_of_source_without_words_of_its_own_is_named_as_it_is(tmp_path: Path) -> None:
    assert checklist_of(tmp_path, source=source(kind="Sở Tư pháp")).source.title == "Sở Tư pháp, đọc ngày 18/07/2026"


def test_the_decision_is_told_where_there_is_one(tmp_path: Path) -> None:
    assert checklist_of(tmp_path, decision="163/QĐ-BTP").source.decision == "Quyết định 163/QĐ-BTP"
    assert checklist_of(tmp_path).source.decision == ""
