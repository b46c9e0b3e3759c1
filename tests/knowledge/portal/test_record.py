"""A record is read leniently, its code in any of its forms, and its digest follows its facts alone."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.portal.record import ALREADY_CLEAN, Record, record_of
from tests.knowledge.portal.conftest import record
from tests.knowledge.portal.strategies import FUZZ, JSON, NUMBER


@pytest.mark.parametrize(
    "code", ["9.000001", " 9.000001 ", "9.000001.000.00.00.H41", "9.000001.01", "9.000001.000.00.00.H41.01"]
)
def test_forms_of_a_code(code: str) -> None:
    assert record_of(record(code=code)).code == "9.000001"


@pytest.mark.parametrize("code", ["", "9.1", "9,000001", "٩.000001", "9.000001x", "../etc", None, 1.00119])
def test_what_is_no_code(code: object) -> None:
    with pytest.raises(ValueError, match="code"):
        record_of(record(code=code))


def test_the_list_item_completes_the_detail_but_does_not_overrule_it() -> None:
    item = {"categories": ["Danh mục"], "departmentPromulgate": "Bộ A", "id": "from-list", "state": "EXPIRED"}
    bare = {"code": "9.000001", "name": "Thử"}
    completed = record_of({"searchItem": item, "detail": bare})
    assert (completed.field, completed.issued_by, completed.id, completed.state) == (
        "Danh mục",
        "Bộ A",
        "from-list",
        "EXPIRED",
    )
    own = {
        **bare,
        "categoriesDetails": [{"name": "Khác"}],
        "departmentPromulgateName": "Bộ B",
        "id": "own",
        "state": "X",
    }
    kept = record_of({"searchItem": item, "detail": own})
    assert (kept.field, kept.issued_by, kept.id, kept.state) == ("Khác", "Bộ B", "own", "X")
    assert record_of(own) == record_of({"detail": own})


def test_nulls_count_as_absent_and_unknown_keys_are_ignored() -> None:
    nothing = dict.fromkeys(record()["detail"]) | {"code": "9.000001", "name": "Thử", "unknown": [1]}
    assert record_of(nothing) == record_of({"code": "9.000001", "name": "Thử"})


def test_the_digest_follows_the_facts_alone() -> None:
    detail = record()["detail"]
    same = dict(reversed(detail.items())) | {"updatedAt": 1, "unknown": 2}
    assert record_of(same).digest == record_of(detail).digest
    changes: list[dict[str, Any]] = [{"name": "Khác"}, {"isWard": False}, {"executionCases": []}, {"decisionNo": ""}]
    for change in changes:
        assert record_of({**detail, **change}).digest != record_of(detail).digest


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (1_780_000_000_000, dt.date(2026, 5, 28)),
        ("1780000000000", dt.date(2026, 5, 28)),
        (0, None),
        (None, None),
        ("yesterday", None),
        (float("inf"), None),
        (9e14, None),
        (10**300, None),
    ],
)
def test_the_day_of_the_last_change(moment: object, day: dt.date | None) -> None:
    assert record_of(record(updatedAt=moment)).updated == day


@pytest.mark.parametrize("key", ["updatedAt", "isWard", "processingTime", "value", "originalQty"])
@given(value=st.one_of(NUMBER, JSON))
@FUZZ
def test_any_number_is_read_or_refused_with_a_reason(key: str, value: Any) -> None:
    detail = {
        **record()["detail"],
        key: value,
        "executionMethods": [{"submissionMethod": "DIRECT", key: value, "fees": [{key: value}]}],
        "executionCases": [{"profileComponents": [{"name": "Đơn", key: value}]}],
    }
    try:
        read = record_of(detail)
    except ValueError as error:
        assert str(error)  # noqa: PT017
        return
    for method in read.methods:
        assert all(fee.value >= 0 for fee in method.fees)
    json.dumps(read.model_dump(mode="json"), allow_nan=False)


def test_text_is_cleaned_when_it_is_read_but_not_again_when_it_comes_from_the_store() -> None:
    value = {"code": "9.000001", "name": "a  &amp;lt;b&amp;gt;"}
    assert Record.model_validate(value).name == "a &lt;b&gt;"
    assert Record.model_validate(value, context=ALREADY_CLEAN).name == value["name"]
