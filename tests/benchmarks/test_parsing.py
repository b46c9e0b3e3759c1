from __future__ import annotations

from typing import Any

from benchmarks.parsing import Score, score_labels
from knowledge.portal.record import record_of

DETAIL: dict[str, Any] = {
    "code": "9.000001",
    "name": "Thủ tục thử nghiệm",
    "executionMethods": [
        {
            "submissionMethod": "DIRECT",
            "processingTime": 3,
            "processingTimeUnit": "WORKING_DAY",
            "fees": [{"type": "FEE", "value": 20_000, "currencyId": "VND", "description": "20.000 đồng"}],
        }
    ],
    "executionCases": [{"name": "", "profileComponents": [{"name": "Tờ khai", "originalQty": 1, "copyQty": 0}]}],
}


def label(**changes: Any) -> dict[str, Any]:
    row = {"at": [0, 0], "kind": "document", "original": 1, "copy": 0, "way": "submit"}
    fees = [{"method": "DIRECT", "kind": "amount", "amounts": [20_000]}]
    times = [{"method": "DIRECT", "amount": 3, "unit": "working_day"}]
    return {"code": "9.000001", "cases": [{}], "rows": [row], "fees": fees, "times": times, **changes}


def test_shares_are_counted_for_each_measure() -> None:
    score = Score()
    score.note("fees", True, "a")
    score.note("fees", False, "b")
    assert list(score.lines()) == [f"{'fees':34} 0.5000  (1 of 2)"]
    assert score.failures == {"fees": ["b"]}


def test_the_parser_is_compared_with_the_labels() -> None:
    records = {"9.000001": record_of(DETAIL)}
    right = score_labels([label()], records)
    assert right.right == right.all
    assert right.all["quantities"] == right.all["times"] == right.all["fees"] == 1
    other = {"at": [0, 0], "kind": "document", "original": 2, "copy": 0, "way": "submit"}
    wrong = score_labels([label(rows=[other], times=[])], records)
    assert wrong.failures.keys() == {"quantities"}
