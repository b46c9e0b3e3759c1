"""A gateway with several kinds of procedures: authored, imported, published by provinces, with everything in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from knowledge.portal.store.record_store import RecordStore
from knowledge.settings import Settings
from tests.knowledge.factory import procedure, settings_for
from tests.knowledge.portal.records import FIRST, put, record, rows

FULL: dict[str, Any] = {
    "short_name": "Việc thử",
    "about": "Để thử <trang>.",
    "aliases": ["làm thử"],
    "deadline": [
        {
            "say": "Làm trong 60 ngày kể từ ngày sinh con.",
            "within": {"amount": 60, "unit": "day"},
            "since": "ngày sinh con",
            "late": "Quá hạn thì mất phí.",
        },
        {
            "say": "Báo trong 3 ngày trước ngày nghỉ.",
            "within": {"amount": 3, "unit": "day"},
            "since": "ngày nghỉ",
        },
    ],
    "steps": [{"say": "Nộp tờ khai."}],
    "filers": [{"say": "Cha hoặc mẹ."}],
    "confused_with": [{"code": "1.000002", "when": "đã có giấy"}],
    "redirects": [{"code": "1.000002", "say": "Làm thủ tục khác.", "when": {"seen": "no"}}],
    "together": [{"code": "1.000002", "say": "Nộp cùng lúc."}],
}
IMPORTED, TWIN, OTHER_TWIN, LISTED = "1.000101", "1.000201", "1.000202", "1.000301"


def written(root: Path) -> Settings:
    """1.000001 authored with everything, 1.000002 of one alias with it, one imported, two provincial twins."""
    made = settings_for(
        root, procedure(**FULL), procedure(code="1.000002", name="Thủ tục <khác>", aliases=["làm thử", "việc khác"])
    )
    store = RecordStore.open(made)
    put(
        store,
        FIRST,
        record(
            code=IMPORTED,
            name="Cấp phép nhập vào",
            executionSteps=[{"name": "", "description": "Bước 1: nộp hồ sơ tại Bộ phận Một cửa."}],
            executionCases=[rows(("Tờ khai", 1, 0), ("Bản vẽ", 0, 2))],
        ),
        record(code=TWIN, name="Thủ tục của tỉnh", departmentPromulgateName="UBND tỉnh Điện Biên"),
        record(code=OTHER_TWIN, name="Thủ tục của tỉnh", departmentPromulgateName="UBND tỉnh Lai Châu"),
        listed=[LISTED],
    )
    return made


@pytest.fixture
def catalogue_settings(tmp_path: Path) -> Settings:
    return written(tmp_path)


@pytest.fixture
def site(catalogue_settings: Settings, make_client: Callable[..., TestClient]) -> TestClient:
    """The gateway with that catalogue; it follows no redirects."""
    client = make_client(catalogue=catalogue_settings.catalogue, var=catalogue_settings.var)
    client.follow_redirects = False
    return client
