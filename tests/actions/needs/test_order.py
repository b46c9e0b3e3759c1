"""Which need comes first."""

from __future__ import annotations

from actions.listed_need import ListedNeed
from actions.needs.order import in_order
from actions.turn import Turn


def order(*codes: str) -> list[str]:
    return [need.code for need in in_order(Turn().catalogue, [ListedNeed([code]) for code in codes])]


def test_a_life_event_has_its_order() -> None:
    assert order("1.013831", "2.001406", "1.000656") == ["1.000656", "2.001406", "1.013831"]


def test_what_comes_afterwards_comes_after() -> None:
    assert order("1.004222", "1.001193") == ["1.001193", "1.004222"]


def test_what_brings_a_paper_comes_before_what_needs_it() -> None:
    assert order("1.001193", "2.000884") == ["2.000884", "1.001193"]


def test_the_order_said_stands_otherwise() -> None:
    assert order("3.000347", "1.004194") == ["3.000347", "1.004194"]
    assert order("1.004194", "3.000347") == ["1.004194", "3.000347"]
    assert order("9.999999", "1.004194") == ["9.999999", "1.004194"]
