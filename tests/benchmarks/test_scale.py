"""The calculation of what many communes need."""

from __future__ import annotations

import pytest

from benchmarks.scale.__main__ import with_tables
from benchmarks.scale.need import need, turns_a_second


def test_the_formula_of_the_document() -> None:
    assert turns_a_second(3_321) == pytest.approx(166, abs=1)
    found = need(3_321, {"gateway": 0.012, "PostgreSQL": 0.003}, {"gateway": 512})
    assert found.replicas == {"gateway": 5}  # 166 · 0.012 ÷ 0.6 = 3.3, rounded up, and one that may be away
    assert found.cores == pytest.approx(166 * 0.015 / 0.6, abs=0.1)
    assert found.memory == 2.5


def test_the_tables_are_put_where_they_belong() -> None:
    text = "a <!-- measured:need -->old<!-- /measured --> b"
    assert with_tables(text, {"need": "1\\2"}) == "a <!-- measured:need -->1\\2<!-- /measured --> b"
