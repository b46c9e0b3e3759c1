"""Sums of money in đồng."""

from __future__ import annotations

import pytest

from knowledge.reading.values.sums import read_sums


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("bốn mươi lăm nghìn", 45_000, 45_000),
        ("30k một năm", 30_000, 30_000),
        ("một trăm hai chục ngàn", 120_000, 120_000),
        ("hơn ba trăm ngàn lận", 300_001, 600_000),
        ("50.000 đồng", 50_000, 50_000),
        ("1,5tr", 1_500_000, 1_500_000),
        ("500 đồng", 500, 500),
    ],
)
def test_one_sum(text: str, low: float, high: float) -> None:
    assert read_sums(text) == [(low, high)]


@pytest.mark.parametrize("text", ["nhà có 3 người", "77 tuổi", "không biết", ""])
def test_other_numbers_are_no_sums(text: str) -> None:
    assert read_sums(text) == []
