"""Records written by hand in the shape of the portal's API, files of them, and a store on each database."""

from __future__ import annotations

import copy
import datetime as dt
import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from knowledge.portal.importing import ImportReport, import_file
from knowledge.portal.record import Record
from knowledge.portal.store.record_store import RecordStore

POSTGRES = os.environ.get("DIMOTLAN_TEST_POSTGRES", "postgresql+psycopg2://postgres@127.0.0.1:5432/postgres")
DAY = dt.date(2026, 7, 18)
DETAIL: dict[str, Any] = {
    "id": "019d2bfb-cfb3-75d8-9160-fa2bd2ac950a",
    "code": "9.000001",
    "name": "Thủ tục cấp giấy phép thử nghiệm",
    "decisionNo": "1/QĐ-TN",
    "state": "ACTIVE",
    "isWard": True,
    "executionMethods": [
        {
            "submissionMethod": "DIRECT",
            "processingTime": 3,
            "processingTimeUnit": "WORKING_DAY",
            "description": "",
            "fees": [{"type": "FEE", "value": 20_000, "currencyId": "VND", "description": "20.000 đồng"}],
        }
    ],
    "executionCases": [
        {
            "name": "Thành phần hồ sơ",
            "profileComponents": [
                {"name": "Đơn đề nghị", "originalQty": 1, "copyQty": 0, "attachments": [{"fileName": "mau-1.docx"}]},
                {"name": "Bản sao sổ nhà", "originalQty": 0, "copyQty": 1, "attachments": []},
            ],
        }
    ],
    "legalBasisesDetails": [{"name": "Luật thử", "code": "1/2020/QH14"}],
    "resultsDetails": [{"name": "Giấy phép thử nghiệm", "code": "KQ1"}],
    "unitGroupsExecuting": [{"name": "Ủy ban nhân dân cấp xã"}],
    "updatedAt": 1_780_000_000_000,
}
ITEM: dict[str, Any] = {"categories": ["Thử nghiệm"], "departmentPromulgate": "Bộ Thử nghiệm"}


def record(**changes: Any) -> dict[str, Any]:
    """A sound record with some keys of its detail changed."""
    return {"searchItem": dict(ITEM), "detail": {**copy.deepcopy(DETAIL), **changes}}


def numbered(count: int, **changes: Any) -> list[dict[str, Any]]:
    """`count` sound records with codes of their own."""
    return [record(code=f"9.{number:06}", name=f"Thủ tục thử số {number}", **changes) for number in range(1, count + 1)]


def lines_of(path: Path, *records: Any) -> Path:
    """Write a file with a record on each line; bytes are written as they are."""
    lines = [line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode() for line in records]
    content = b"\n".join(lines) + b"\n"
    path.write_bytes(gzip.compress(content, 1) if path.suffix == ".gz" else content)
    return path


def imported(store: RecordStore, path: Path, *records: Any, day: dt.date = DAY, complete: bool = False) -> ImportReport:
    """Import these records through the file `path`."""
    return import_file(store, lines_of(path, *records), day, complete=complete)


def records_at(store: RecordStore, at: int) -> list[Record]:
    """All records as of an import, by code."""
    found = (store.record(code, at) for code in store.headers(at))
    return [record_and_day[0] for record_and_day in found if record_and_day]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A database of this session on the PostgreSQL server."""
    server = sa.create_engine(POSTGRES, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 2})
    name = f"dimotlan_test_{os.getpid()}"
    try:
        with server.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
    except sa.exc.OperationalError as error:
        pytest.skip(f"no PostgreSQL at {POSTGRES}: {str(error).splitlines()[0]}")
    yield POSTGRES.rpartition("/")[0] + "/" + name
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    server.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'records.db'}"
    address = str(request.getfixturevalue("postgres"))
    engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return address


@pytest.fixture
def store(url: str) -> RecordStore:
    """An empty store."""
    return RecordStore(url)


@pytest.fixture
def sqlite_store(tmp_path: Path) -> RecordStore:
    """An empty store on SQLite, where the database makes no difference."""
    return RecordStore(f"sqlite:///{tmp_path / 'records.db'}")
