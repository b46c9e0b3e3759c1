"""What a sync fetches: what is new, changed or due, and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given

from knowledge.portal.files.faults import Fault
from knowledge.portal.store.tables import Header
from knowledge.portal.sync.plan import ListedRecord, Remembered, listed_of, plan_of
from tests.knowledge.portal.strategies import FUZZ, JSON

TODAY = dt.date(2026, 7, 18)
LONG_AGO = TODAY - dt.timedelta(days=60)
DUE = TODAY - dt.timedelta(days=30)


def listed(number: int, digest: str = "same") -> ListedRecord:
    return ListedRecord(f"1.00000{number}", number, f"id-{number}", f"Tên {number}", digest)


def header(number: int, **changes: Any) -> Header:
    values = dict.fromkeys(("field", "level", "province", "twin", "words"), "")
    values |= {"code": f"1.00000{number}", "name": f"Tên {number}", "page": f"id-{number}"}
    return Header(**{**values, "listed_only": False, **changes})


def headers(*some: Header) -> dict[str, Header]:
    return {header.code: header for header in some}


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("x", "not a JSON object"),
        ({"id": "a"}, "without a code"),
        ({"code": "12", "id": "a"}, "without a code"),
        ({"code": "1.000001"}, "without an id"),
        ({"code": "1.000001", "id": {}}, "without an id"),
        ({"code": "1.000001", "id": "a", "name": "x" * 70_000}, "longer than"),
    ],
)
def test_items_of_the_list_that_are_none(item: Any, reason: str) -> None:
    fault = listed_of(item, 3)
    assert isinstance(fault, Fault)
    assert reason in fault.reason


def test_the_list_says_the_same_in_another_order() -> None:
    first = listed_of({"code": "1.000001.000.00.00.H41", "id": "a", "departments": ["x", "y"], "views": 3}, 1)
    second = listed_of({"departments": ["y", "x"], "views": 4, "id": "a", "code": "1.000001.000.00.00.H41"}, 2)
    assert not isinstance(first, Fault)
    assert not isinstance(second, Fault)
    assert (first.code, first.digest) == ("1.000001", second.digest)


@FUZZ
@given(JSON)
def test_any_item_is_a_record_or_a_fault(item: Any) -> None:
    assert isinstance(listed_of(item, 1), ListedRecord | Fault)
    assert isinstance(listed_of({"code": item, "id": item, "name": item}, 1), ListedRecord | Fault)


def test_new_changed_due_unchanged_and_ended() -> None:
    remembered = {
        "1.000002": Remembered("other", TODAY, kept=True),
        "1.000003": Remembered("same", LONG_AGO, kept=True),
        "1.000004": Remembered("same", TODAY, kept=True),
    }
    held = headers(*(header(number) for number in (2, 3, 4, 5)))
    plan = plan_of([listed(number) for number in (1, 2, 3, 4)], held, remembered, {}, DUE)
    assert (plan.new, plan.changed, plan.due) == (["1.000001"], ["1.000002"], ["1.000003"])
    assert (plan.unchanged, plan.ended) == (1, ["1.000005"])
    assert plan.to_fetch == ["1.000001", "1.000002", "1.000003"]


def test_due_records_come_in_the_order_in_which_they_were_read() -> None:
    remembered = {
        f"1.00000{number}": Remembered("same", LONG_AGO - dt.timedelta(days=number), kept=True) for number in (1, 2, 3)
    }
    held = headers(*(header(number) for number in (1, 2, 3)))
    plan = plan_of([listed(number) for number in (1, 2, 3)], held, remembered, {}, DUE)
    assert plan.due == ["1.000003", "1.000002", "1.000001"]


def test_a_record_of_a_file_counts_as_read_if_the_list_agrees_with_it() -> None:
    held = headers(header(1), header(2, name="Tên khác"), header(3, listed_only=True))
    plan = plan_of([listed(number) for number in (1, 2, 3)], held, {}, {"1.000001": TODAY}, DUE)
    assert (plan.unchanged, plan.changed, plan.new) == (1, ["1.000002"], ["1.000003"])
    assert plan.remembered["1.000001"] == Remembered("same", TODAY, kept=True)


def test_what_the_store_has_lost_is_new_again_but_not_what_it_refused() -> None:
    remembered = {
        "1.000001": Remembered("same", TODAY, kept=True),
        "1.000002": Remembered("same", TODAY, kept=False),
    }
    plan = plan_of([listed(1), listed(2)], {}, remembered, {}, DUE)
    assert (plan.new, plan.unchanged) == (["1.000001"], 1)


def test_full_fetches_what_is_unchanged_too() -> None:
    remembered = {"1.000001": Remembered("same", TODAY, kept=True)}
    assert plan_of([listed(1)], headers(header(1)), remembered, {}, DUE, full=True).due == ["1.000001"]
