"""What the tests of the sync share: small records, a running stand-in, a client that does not wait long."""

from __future__ import annotations

import contextlib
import copy
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from knowledge.portal.files.read import read_file
from knowledge.portal.standin.app import CONTROL, StandIn, serving
from knowledge.portal.standin.records import PublishedRecords
from knowledge.portal.store.record_store import RecordStore
from knowledge.portal.sync.client import PortalClient
from knowledge.portal.sync.outcome import SyncReport
from knowledge.portal.sync.sync import sync
from knowledge.settings import Settings

DAY = dt.date(2026, 11, 22)
COUNT = 24
"""The records of the stand-in in the tests of the sync."""
_DETAIL: dict[str, Any] = {
    "state": "ACTIVE",
    "isWard": True,
    "decisionNo": "1/QĐ-BTP",
    "categoriesDetails": [{"name": "Hộ tịch"}],
    "departmentPromulgateName": "Bộ Tư pháp",
    "executionMethods": [
        {
            "submissionMethod": "DIRECT",
            "processingTime": 3,
            "processingTimeUnit": "WORKING_DAY",
            "fees": [{"type": "FEE", "value": 8000, "currencyId": "VND", "description": ""}],
        }
    ],
    "executionCases": [{"name": "", "profileComponents": [{"name": "Tờ khai", "originalQty": 1, "copyQty": 0}]}],
    "unitGroupsExecuting": [{"name": "Ủy ban nhân dân cấp xã"}],
}


def code(number: int) -> str:
    """The code of a sample record."""
    return f"1.{100_000 + number:06d}"


def record(number: int, **changes: Any) -> dict[str, Any]:
    """A sample record; `changes` are keys of its detail."""
    detail = {
        "id": f"00000000-0000-7000-8000-{number:012d}",
        "code": code(number),
        "name": f"Thủ tục thử số {number}",
        **copy.deepcopy(_DETAIL),
        **changes,
    }
    item = {key: detail[key] for key in ("id", "code", "name", "state")}
    return {"searchItem": {**item, "categories": ["Hộ tịch"], "departmentPromulgate": "Bộ Tư pháp"}, "detail": detail}


def write_records(path: Path, count: int) -> Path:
    """A records file."""
    lines = [json.dumps(record(number), ensure_ascii=False) for number in range(1, count + 1)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


class Stand:
    """A running stand-in, reached over HTTP."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.control = base.removesuffix("/api/v1") + CONTROL
        self.http = httpx.Client(verify=False, timeout=5)  # it speaks no TLS: loading certificates takes time

    def tell(self, **what: Any) -> None:
        """Change what it publishes or how it behaves."""
        answer = self.http.post(self.control, json=what)
        assert answer.status_code == 200, answer.text

    def asked(self) -> dict[str, Any]:
        """What was asked since the start: list, detail, details, answers."""
        return dict(self.http.get(self.control).json()["asked"])

    def client(self, **how: Any) -> PortalClient:
        """A client that does not wait long."""
        return PortalClient(self.base, **{"rate": 1_000, "first_wait": 0.01, "timeout": 5, **how})


@contextlib.contextmanager
def standing(tmp_path: Path, count: int) -> Iterator[Stand]:
    """Run a stand-in over `count` sample records."""
    published = PublishedRecords(read_file(write_records(tmp_path / "published.jsonl", count)))
    with serving(StandIn(published)) as base:
        yield Stand(base)


def run_sync(stand: Stand, settings: Settings, day: dt.date = DAY, **how: Any) -> SyncReport:
    """Sync these settings' store with the stand-in. `how`: arguments of the client and of `sync`."""
    client_how = {key: how.pop(key) for key in ("tries", "timeout") if key in how}
    with stand.client(**client_how) as client:
        return sync(store_of(settings), client, settings, day, **how)


def store_of(settings: Settings) -> RecordStore:
    """The store of these settings."""
    return RecordStore.open(settings)


def all_codes() -> set[str]:
    """The codes of the stand-in's records."""
    return {code(number) for number in range(1, COUNT + 1)}


def codes_held(store: RecordStore) -> set[str]:
    """The codes that hold after the last import."""
    last = store.latest()
    return set(store.headers(last.id)) if last else set()
