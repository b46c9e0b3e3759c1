"""Differences and contradictions as a clerk reads them."""

from __future__ import annotations

from pathlib import Path

from knowledge.portal.review.as_text import diff_lines, last_change_line, review_counts
from knowledge.portal.review.contradictions import Contradiction
from knowledge.portal.review.diff import choose_imports, diff_imports, last_change
from knowledge.portal.store.record_store import RecordStore
from tests.knowledge.factory import settings_for
from tests.knowledge.portal.records import FIRST, SECOND, put, record


def test_the_lines_of_a_difference(tmp_path: Path) -> None:
    store = RecordStore.open(settings_for(tmp_path))
    put(store, FIRST, record(code="1.000009"))
    put(store, SECOND, record(isWard=False, isProvince=True), record(code="1.000002"))
    lines = list(diff_lines(diff_imports(store, *choose_imports(store), authored={"1.000001"})))
    assert lines[1] == "2 thủ tục mới, 0 không còn, 0 thay đổi"
    assert lines[2] == "1.000001  Đăng ký thử [mới có] (cấp tỉnh, bản soạn, cần xem lại)"
    assert lines[3] == "1.000002  Đăng ký thử [mới có] (cấp xã)"
    last = last_change(store, "1.000002")
    assert last
    assert "đổi lần gần nhất ở lần nhập 2" in last_change_line("1.000002", last)


def test_counts_stand_in_the_order_of_the_kinds() -> None:
    kinds = ("time", "missing", "time")
    listed = [Contradiction("1.000001", "", kind, "", "", "") for kind in kinds]
    assert list(review_counts(listed).items()) == [("missing", 1), ("time", 2)]
