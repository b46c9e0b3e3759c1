"""Small records in the shape of the portal, and a store that holds several imports of them."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterable
from typing import Any

from knowledge.portal.importing import import_records
from knowledge.portal.record import record_of
from knowledge.portal.store.record_store import RecordStore
from knowledge.portal.store.tables import Import
from knowledge.settings import ROOT

REAL = ROOT.parent / "shared" / "portal"
"""The real records, if they are on this machine."""
REAL_RECORDS = REAL / "records.jsonl.gz" if (REAL / "records.jsonl.gz").exists() else None
FIRST, SECOND = dt.date(2026, 6, 1), dt.date(2026, 7, 1)
RECORD: dict[str, Any] = {
    "id": "019d2bfb-0001",
    "code": "1.000001",
    "name": "Đăng ký thử",
    "decisionNo": "1/QĐ-BTP",
    "isWard": True,
    "executionSteps": [{"name": "", "description": "Bước 1: nộp hồ sơ."}],
    "executionMethods": [
        {
            "submissionMethod": "DIRECT",
            "processingTime": 3,
            "processingTimeUnit": "WORKING_DAY",
            "fees": [{"type": "FEE", "value": 20000, "currencyId": "VND", "description": "20.000 đồng"}],
        }
    ],
    "executionCases": [
        {
            "name": "",
            "profileComponents": [
                {
                    "name": "Tờ khai đăng ký thử",
                    "originalQty": 1,
                    "copyQty": 0,
                    "attachments": [{"fileName": "TK.docx"}],
                },
                {"name": "Giấy chứng nhận quyền sử dụng đất", "originalQty": 1, "copyQty": 0},
            ],
        }
    ],
    "legalBasisesDetails": [{"name": "Luật Thử", "code": "1/2020/QH14"}],
    "unitGroupsExecuting": [{"name": "Ủy ban nhân dân cấp xã"}],
    "categoriesDetails": [{"name": "Thử"}],
}


def record(**changes: Any) -> dict[str, Any]:
    """The sample record with some keys changed."""
    return {**copy.deepcopy(RECORD), **changes}


def rows(*papers: tuple[str, int, int], case: str = "") -> dict[str, Any]:
    """A case with (name, originals, copies) as its papers."""
    return {
        "name": case,
        "profileComponents": [
            {"name": name, "originalQty": first, "copyQty": copies} for name, first, copies in papers
        ],
    }


def method(**changes: Any) -> dict[str, Any]:
    """The sample's way of filing with some keys changed."""
    return {**copy.deepcopy(RECORD["executionMethods"][0]), **changes}


def put(store: RecordStore, day: dt.date, *records: dict[str, Any], listed: Iterable[str] = ()) -> Import:
    """Import these records as a whole; those of `listed` are known from the list alone."""
    read = [record_of(value) for value in records]
    read += [record_of({"code": code, "name": f"Thủ tục {code}", "listed_only": True}) for code in listed]
    import_ = import_records(store, read, "test", day, complete=not store.imports(1)).result
    assert import_
    return import_
