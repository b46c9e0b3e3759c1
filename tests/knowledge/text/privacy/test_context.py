"""What it costs to leave digits as they are, after what is said about them."""

from __future__ import annotations

import pytest

from knowledge.text.privacy.context import Context
from knowledge.text.privacy.labels import NO_LABEL, Label


def left(label: Label, unit: str, digits: str, *, said: bool = True) -> float:
    return Context(label, unit, {}).left(digits, last=True, said=said)


def test_bare_digits_cost_one_each() -> None:
    assert left(NO_LABEL, "", "271234554") == 9


@pytest.mark.parametrize(
    ("label", "unit", "digits"),
    [
        (Label("money", 0, True), "", "271234554"),
        (Label("file", 0, True), "", "271234554"),
        (Label("place", 0, True), "", "12345"),
        (NO_LABEL, "money", "271234554"),
        (NO_LABEL, "count", "12"),
    ],
)
def test_what_is_said_to_be_harmless_costs_less(label: Label, unit: str, digits: str) -> None:
    assert left(label, unit, digits) < 1


@pytest.mark.parametrize(
    ("label", "unit", "digits"),
    [
        (Label("money", 0, True), "money", "0912345674"),
        (Label("place", 0, True), "", "271234554"),
        (NO_LABEL, "count", "271234554"),
    ],
)
def test_no_word_makes_these_harmless(label: Label, unit: str, digits: str) -> None:
    assert left(label, unit, digits) == len(digits)


def test_a_place_reaches_as_far_as_it_is_said() -> None:
    assert left(Label("place", 0, True), "", "12345", said=False) == 5


def test_dong_is_no_unit_behind_a_document() -> None:
    assert Context(NO_LABEL, "maybe money", {}).is_sum
    assert not Context(Label("old_id", 0), "maybe money", {}).is_sum
    assert Context(Label("old_id", 0), "money", {}).is_sum


def test_kind() -> None:
    assert Context(Label("phone", 2), "", {}).kind == "phone"
    assert Context(Label("money", 0, True), "", {}).kind == ""
