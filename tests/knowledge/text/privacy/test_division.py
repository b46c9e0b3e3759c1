"""A row is divided into persons' numbers and harmless ones."""

from __future__ import annotations

import pytest

from knowledge.text.privacy.context import Context
from knowledge.text.privacy.division import all_of, may_hold_person, persons_in
from knowledge.text.privacy.kinds import ACCOUNT, CARD, CITIZEN, OLD_ID, PHONE
from knowledge.text.privacy.labels import NO_LABEL, Label
from knowledge.text.privacy.rows import Rows


def numbers(text: str, label: Label = NO_LABEL, unit: str = "") -> list[tuple[str, str]]:
    row = next(Rows().of(text))
    return [(number.digits, number.marker) for number in persons_in(row, Context(label, unit, {}))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0912345674 0987654321", [("0912345674", PHONE), ("0987654321", PHONE)]),
        ("079 203 117 758 271 234 554", [("079203117758", CITIZEN), ("271234554", OLD_ID)]),
        ("12/03/1990 079203117758", [("079203117758", CITIZEN)]),
        ("5 0912 345 674", [("0912345674", PHONE)]),
        ("0912 345 674 2023", [("0912345674", PHONE)]),
        ("1.500.000 0912345674", [("0912345674", PHONE)]),
        ("4111 1111 1111 1112 12/26", [("4111111111111112", CARD)]),
        ("2019 2020 2021", []),
        ("250.000.000.000", []),
        ("150000000", []),
        ("271234554", [("271234554", OLD_ID)]),
        ("1" * 30, [("1" * 30, CARD)]),
    ],
)
def test_divides(text: str, found: list[tuple[str, str]]) -> None:
    assert numbers(text) == found


def test_what_is_said_decides() -> None:
    assert numbers("271234554", Label("money", 0, True)) == []
    assert numbers("0912345674", Label("money", 0, True)) == [("0912345674", PHONE)]
    assert numbers("150000000", Label("account", 0)) == [("150000000", ACCOUNT)]
    assert numbers("271234554", unit="money") == []
    assert numbers("123456", Label("account", 0)) == [("123456", ACCOUNT)]
    assert numbers("123456", Label("account", 8)) == []


def test_of_several_numbers_the_first_was_said_to_be_something() -> None:
    found = numbers("0071001234567, 0912345674", Label("account", 0))
    assert found == [("0071001234567", ACCOUNT), ("0912345674", PHONE)]


def test_known_numbers() -> None:
    row = next(Rows().of("123 456 - 77"))
    found = persons_in(row, Context(NO_LABEL, "", {"123456": ACCOUNT}))
    assert [(number.digits, number.marker) for number in found] == [("123456", ACCOUNT)]


def test_all_of() -> None:
    assert all_of(next(Rows().of("12 34 56 78"))).digits == "12345678"


def test_may_hold_person() -> None:
    short = next(Rows().of("123456"))
    assert not may_hold_person(short, NO_LABEL, {})
    assert may_hold_person(short, Label("account", 0), {})
    assert may_hold_person(short, NO_LABEL, {"123456": ACCOUNT})
    assert may_hold_person(next(Rows().of("hai ba bốn năm sáu bảy tám chín")), NO_LABEL, {})
