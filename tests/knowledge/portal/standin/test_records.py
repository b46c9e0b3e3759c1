"""What the stand-in publishes: pages by a cursor that stays valid, merge patches, real records unchanged."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from knowledge.portal.files.faults import Fault
from knowledge.portal.files.read import read_file
from knowledge.portal.record import Record
from knowledge.portal.standin.records import PublishedRecords, merged
from knowledge.settings import ROOT
from tests.knowledge.portal.stand import code, record
from tests.knowledge.portal.strategies import FUZZ, JSON

REAL = ROOT.parent / "shared" / "portal" / "api_sample.json.gz"


def test_merge_patch() -> None:
    assert merged({"a": {"b": 1, "c": 2}, "d": [1]}, {"a": {"b": None}, "d": [2], "e": {"f": None}}) == {
        "a": {"c": 2},
        "d": [2],
        "e": {},
    }


@pytest.mark.skipif(not REAL.exists(), reason="the portal's own records are not on this machine")
def test_the_portals_own_records_are_given_unchanged() -> None:
    published = PublishedRecords(read_file(REAL))
    assert (len(published), published.unusable) == (16, 0)
    for item in published.page({"limit": 100})["data"]["items"]:
        assert {"id", "name", "code", "categories", "departments", "state"} <= item.keys()
        assert published.detail(item["id"])


def published(*numbers: int) -> PublishedRecords:
    records = PublishedRecords()
    for number in numbers:
        records.add(record(number))
    return records


def codes(page: dict[str, Any]) -> list[str]:
    return [item["code"] for item in page["data"]["items"]]


def record_id(number: int) -> str:
    return str(record(number)["detail"]["id"])


def test_a_cursor_stays_valid_when_records_come_and_go() -> None:
    records = published(1, 3, 5, 7)
    first = records.page({"limit": 2})
    records.remove(code(3))
    records.add(record(4))
    second = records.page({"limit": 2, "lastId": first["data"]["lastId"]})
    assert (codes(first), codes(second)) == ([code(1), code(3)], [code(4), code(5)])
    assert codes(records.page({"lastId": second["data"]["lastId"]})) == [code(7)]


@pytest.mark.parametrize("limit", [-1, 1_001, "many", 2.5])
def test_a_limit_out_of_bounds(limit: object) -> None:
    with pytest.raises(ValueError, match="from 1 to 1000"):
        published(1).page({"limit": limit})


def test_a_code_has_a_single_record_and_an_id_a_single_code() -> None:
    records = published(1, 2)
    records.add({**record(1)["detail"], "id": "another-id"})
    assert (len(records), records.code_of("another-id"), records.code_of(record_id(1))) == (2, code(1), "")
    with pytest.raises(ValueError, match=f"is that of {code(2)}"):
        records.add({**record(3)["detail"], "id": record_id(2)})


def test_a_change_that_spoils_the_record_is_taken_back() -> None:
    records = published(1)
    with pytest.raises(ValueError, match="a code and an id"):
        records.change(code(1), {"searchItem": {"id": None}})
    assert (len(records), records.code_of(record_id(1))) == (1, code(1))
    with pytest.raises(KeyError):
        records.change(code(2), {"name": "x"})


def test_a_row_of_the_list_has_no_detail_and_what_cannot_be_used_is_counted() -> None:
    row = Record.model_validate({"id": "id-1", "code": code(1), "name": "Tên", "listed_only": True})
    records = PublishedRecords([row, Fault(2, "", "broken"), Record.model_validate({"code": code(2), "name": "x"})])
    assert (codes(records.page({})), records.detail("id-1"), records.unusable) == ([code(1)], None, 2)


@FUZZ
@given(JSON)
def test_any_value_is_published_or_refused(value: Any) -> None:
    records = PublishedRecords()
    try:
        records.add(value)
    except ValueError:
        assert len(records) == 0
    else:
        assert len(records) == 1
        json.dumps(records.page({}))


@FUZZ
@given(JSON, JSON)
def test_a_merge_patch_of_anything(value: Any, patch: Any) -> None:
    result = merged(value, patch)
    if not isinstance(patch, dict):
        assert result is patch
    else:
        assert all(key not in result for key, inner in patch.items() if inner is None)
