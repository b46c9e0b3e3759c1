"""What a sync brought, in a clerk's words."""

from __future__ import annotations

import datetime as dt

from knowledge.portal.files.faults import Fault
from knowledge.portal.sync.as_text import sync_sentence
from knowledge.portal.sync.outcome import SyncReport

BEGAN = dt.datetime(2026, 7, 18, 2, tzinfo=dt.UTC)


def said(**values: object) -> str:
    return sync_sentence(SyncReport(BEGAN, "https://portal/api/v1", **values))  # type: ignore[arg-type]


def test_numbers_are_written_as_in_viet_nam() -> None:
    assert said(listed=4037) == "Đã đồng bộ 4.037 thủ tục với Cổng DVCQG: không có gì thay đổi."
    assert said(listed=4037, dry_run=True).startswith("Chạy thử, chưa đổi gì: Cổng có 4.037 thủ tục")


def test_what_the_portal_did_not_give_is_said() -> None:
    assert said(listed=2, missing=[Fault(1, "", "not given")]) != said(listed=2)
