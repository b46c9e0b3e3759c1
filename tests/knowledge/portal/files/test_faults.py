"""A fault says where a record stands and why it cannot be used, on a single short line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.portal.files.faults import Fault, reason_of
from knowledge.portal.record import record_of
from tests.knowledge.portal.conftest import record


def reason(value: object) -> str:
    with pytest.raises(ValueError, match=r"\w") as caught:
        record_of(value)
    return reason_of(caught.value)


def test_a_fault_as_a_line() -> None:
    assert str(Fault(3, "9.000001", "broken")) == "line 3: 9.000001: broken"
    assert str(Fault(3, "", "broken")) == "line 3: no code: broken"


def test_the_first_three_reasons_are_named_with_their_keys() -> None:
    wrong = record(code="x", name="", isWard="perhaps", isProvince="perhaps")
    assert reason(wrong).count(": ") == 3
    assert reason(wrong).startswith(
        "code: code 'x' is not of the form 1.001193; name: the procedure has no name; isWard"
    )
    assert reason(record(executionCases=[{"profileComponents": [7]}])).startswith(
        "executionCases.0.profileComponents.0: "
    )
    assert reason("x") == "a record is a JSON object"


@given(st.text(max_size=900))
def test_any_error_becomes_a_short_line(text: str) -> None:
    line = reason_of(ValueError(text))
    assert len(line) <= 300
    assert line.splitlines() in ([], [line])
