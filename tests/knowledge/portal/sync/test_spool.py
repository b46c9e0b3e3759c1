"""The spool keeps a run until it is imported, and forgets what no longer fits."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.errors import StoreError
from knowledge.portal.files.faults import Fault
from knowledge.portal.sync.plan import ListedRecord, Remembered
from knowledge.portal.sync.spool import LIST_KEPT, Spool

NOW = dt.datetime(2026, 7, 18, 2, tzinfo=dt.UTC)
DAY = NOW.date()
BASE = "https://portal/api/v1"


def listed(number: int, **changes: Any) -> ListedRecord:
    code = f"1.00000{number}"
    values = {"code": code, "place": number, "id": f"id-{number}", "name": f"Tên {number}", "digest": f"d{number}"}
    return ListedRecord(**{**values, "item": json.dumps({"code": code, "name": f"Tên {number}"}), **changes})


def detail(number: int) -> dict[str, Any]:
    return {"code": f"1.00000{number}", "name": f"Tên {number}"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sync" / "spool.db"


@pytest.fixture
def spool(path: Path) -> Iterator[Spool]:
    with Spool.open(path) as spool:
        spool.begin(BASE, NOW, full=False)
        yield spool


def test_the_list_is_kept_with_its_cursor(spool: Spool) -> None:
    assert (spool.cursor, spool.places, spool.list_done) == (None, 0, False)
    assert spool.add_page([listed(1), Fault(2, "", "without a code")], "after-2") == 2
    assert (spool.cursor, spool.places) == ("after-2", 2)
    assert spool.add_page([listed(3)], None) == 1
    assert spool.list_done
    assert [record.code for record in spool.listed()] == ["1.000001", "1.000003"]
    assert spool.list_faults() == [Fault(2, "", "without a code")]


def test_a_record_that_comes_again_is_not_new_and_a_code_of_two_records_is_a_fault(spool: Spool) -> None:
    spool.add_page([listed(1)], "a")
    assert spool.add_page([listed(1, place=2)], "b") == 0
    assert spool.list_faults() == []
    assert spool.add_page([listed(1, place=3, id="another")], None) == 1
    assert [(fault.line, fault.code) for fault in spool.list_faults()] == [(3, "1.000001")]


def test_a_run_goes_on_where_it_stopped(path: Path, spool: Spool) -> None:
    spool.add_page([listed(1)], "after-1")
    spool.add_detail(listed(1), detail(1), DAY)
    with Spool.open(path) as again:
        assert again.begin(BASE, NOW + dt.timedelta(hours=1), full=False)
        assert (again.cursor, again.fetched()) == ("after-1", {"1.000001": DAY})


@pytest.mark.parametrize("later", [LIST_KEPT + dt.timedelta(seconds=1), dt.timedelta(hours=-1)])
def test_an_old_list_is_forgotten_but_not_the_details(spool: Spool, later: dt.timedelta) -> None:
    spool.add_page([listed(1)], "after-1")
    spool.add_detail(listed(1), detail(1), DAY)
    assert not spool.begin(BASE, NOW + later, full=False)
    assert (spool.cursor, list(spool.listed())) == (None, [])
    spool.add_page([listed(1)], None)
    assert spool.fetched() == {"1.000001": DAY}


def test_another_address_forgets_everything(spool: Spool) -> None:
    spool.add_page([listed(1)], "after-1")
    spool.add_detail(listed(1), detail(1), DAY)
    spool.add_failure("1.000002")
    assert not spool.begin("https://other/api/v1", NOW, full=False)
    spool.add_page([listed(1)], None)
    assert (spool.fetched(), spool.failed()) == ({}, {})


def test_full_stays_set_when_the_list_is_read_again(spool: Spool) -> None:
    assert not spool.full
    spool.begin(BASE, NOW, full=True)
    spool.add_page([listed(1)], "after-1")
    spool.forget_list()
    assert (spool.full, spool.cursor) == (True, None)


def test_a_detail_counts_only_while_the_list_shows_the_same(spool: Spool) -> None:
    spool.add_page([listed(1)], None)
    spool.add_detail(listed(1, digest="older"), detail(1), DAY)
    assert (spool.fetched(), list(spool.contents())) == ({}, [])
    spool.add_detail(listed(1), detail(1), DAY)
    assert spool.fetched() == {"1.000001": DAY}


def test_contents_have_the_shape_of_a_records_file(spool: Spool) -> None:
    spool.add_page([listed(2), listed(1)], None)
    for number in (1, 2):
        spool.add_detail(listed(number), detail(number), DAY)
    lines = list(spool.contents())
    assert [raw.line for raw in lines] == [1, 2]
    assert json.loads(lines[0].content) == {"searchItem": detail(1), "detail": detail(1)}
    assert lines[1].record().name == "Tên 2"


def test_failures_are_counted_until_a_detail_comes(spool: Spool) -> None:
    for _ in range(3):
        spool.add_failure("1.000001")
    assert spool.failed() == {"1.000001": 3}
    spool.add_detail(listed(1), detail(1), DAY)
    assert spool.failed() == {}


def test_finish_remembers_for_the_next_run_and_forgets_this_run(spool: Spool) -> None:
    spool.add_page([listed(1)], None)
    spool.add_detail(listed(1), detail(1), DAY)
    remembered = {"1.000001": Remembered("d1", DAY, kept=True), "1.000002": Remembered("d2", DAY, kept=False)}
    spool.finish(remembered)
    assert spool.remembered() == remembered
    assert (spool.fetched(), list(spool.listed()), spool.list_done) == ({}, [], False)
    assert not spool.begin(BASE, NOW, full=False)


def test_a_copy_leaves_the_file_alone(path: Path, spool: Spool) -> None:
    spool.add_page([listed(1)], "after-1")
    before = path.read_bytes()
    with Spool.open(path, copy=True) as copy:
        assert copy.begin(BASE, NOW, full=False)
        copy.add_page([listed(2)], None)
        assert copy.places == 2
    assert path.read_bytes() == before
    with Spool.open(path.with_name("missing.db"), copy=True) as empty:
        assert empty.places == 0
    assert not path.with_name("missing.db").exists()


@pytest.mark.parametrize("content", [b"not a database " * 100, b"SQLite format 3\x00 cut"])
def test_a_damaged_file_is_replaced(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with Spool.open(path) as spool:
        assert not spool.begin(BASE, NOW, full=False)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot be opened"), Spool.open(tmp_path / "file" / "spool.db"):
        pass
