"""The kinds of personal numbers: the marker of each, and how well a number of digits fits it.

Costs are compared with those of leaving digits as they are, one a digit or less: the lower, the surer. They are set by
hand on tests/knowledge/text/dev.jsonl.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

EMAIL = "[email]"
CARD = "[số thẻ]"
CITIZEN = "[số định danh]"
OLD_ID = "[số CMND]"
PHONE = "[số điện thoại]"
ACCOUNT = "[số tài khoản]"
PASSPORT = "[số hộ chiếu]"
PLATE = "[biển số]"
INSURANCE = "[số BHXH]"
TAX = "[mã số thuế]"
MARKERS = (EMAIL, CARD, CITIZEN, OLD_ID, PHONE, ACCOUNT, PASSPORT, PLATE, INSURANCE, TAX)

LEVY = "levy"
"""What is said before a sum, or before the tax code of who pays it: 10 digits, unless their form is a sum's."""
FEWEST, MOST = 6, 19
"""Digits of the shortest and of the longest number of a person."""
HEAD = 4
"""First digits by which kinds are told apart."""


class Fit(NamedTuple):
    """A kind that a number may be of, and at what cost.

    `strong` when its shape alone tells so; `mistyped` when only what was said does, and its number of digits is unusual
    or nothing special.
    """

    marker: str
    cost: float
    strong: bool = False
    mistyped: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    """How many digits a number has that is said to be of a kind, usually and when mistyped, and what that costs.

    `near` when what is said counts only right before it: its number of digits is nothing special.
    """

    marker: str
    digits: frozenset[int]
    mistyped: frozenset[int] = frozenset()
    cost: float = 0.3
    near: bool = False


_MISTYPED = 1.3
_SAID = {
    "citizen": _Said(CITIZEN, frozenset({12}), frozenset({8, 10, 11, 13})),
    "licence": _Said(CITIZEN, frozenset({12}), frozenset({8, 10, 11, 13})),
    "old_id": _Said(OLD_ID, frozenset({9}), frozenset({7, 8, 10})),
    "phone": _Said(PHONE, frozenset({9, 10, 11}), frozenset({7, 8, 12})),
    "account": _Said(ACCOUNT, frozenset(range(9, 20)), frozenset({6, 7, 8})),
    "bank": _Said(ACCOUNT, frozenset(range(9, 20)), frozenset({8}), cost=1.0),
    "card": _Said(CARD, frozenset(range(13, 20)), frozenset({12})),
    "passport": _Said(PASSPORT, frozenset({7, 8}), frozenset({6, 9}), cost=1.0, near=True),
    "insurance": _Said(INSURANCE, frozenset({10, 13, 15}), frozenset({8, 9, 11})),
    "tax": _Said(TAX, frozenset({10, 12, 13}), frozenset({8, 9, 11, 14})),
    LEVY: _Said(TAX, frozenset({10, 13}), cost=0.85),
}
_CARDS = "34569"
_MOBILE = ("3", "5", "7", "8", "9")
_STATE_LINES = ("1800", "1900")
_STATE_LINE = (8, 10)
_CENTURIES = ("0", "1", "2", "3")
_AFTER_COUNTRY = ("0", "2", "3", "5", "7", "8", "9")
_CITIZEN_DIGITS = 12
_COUNTED = "000"
"""So begin numbers of invoices and receipts, which are counted; no phone's does."""
_WITH_COUNTRY = {"840": (12, 13), "842": (11, 12)}
"""Digits of a phone number with 84 in front, where they are not eleven."""
_ABROAD = range(13, 16)
"""Digits of a phone number with 00 and another country in front."""
_WEAK = {
    9: (OLD_ID, 2.5),
    10: (INSURANCE, 4.0),
    11: (ACCOUNT, 5.0),
    12: (CITIZEN, 4.0),
    16: (CARD, 3.5),
}
_WEAK_CARD = 5.5


def fits(label: str, digits: str) -> tuple[Fit | None, ...]:
    """What a number that begins with `digits` is, by how many digits it has: 0 to `MOST`; None: no person's.

    Args:
        label: what it is said to be, "" when nothing is said.
        digits: its first `HEAD` digits, or all.
    """
    return _table(label, _beginning(digits))


@lru_cache(maxsize=1024)
def _table(label: str, beginning: str) -> tuple[Fit | None, ...]:
    return tuple(_fit(label, total, beginning) if total >= FEWEST else None for total in range(MOST + 1))


def _beginning(digits: str) -> str:
    """What the first digits may begin, in few words: a mobile phone's, a landline's, a country's, a card's number …"""
    if digits[0] == "0":
        if digits.startswith("0084"):
            return "0084"
        if digits.startswith(_COUNTED):
            return _COUNTED
        # The first three digits of a số định danh name a province (001–096), the fourth century and sex.
        province = "citizen" if "001" <= digits[:3] <= "096" and digits[3:4] in _CENTURIES else ""
        return f"{digits[:2]}{province}"
    if digits.startswith("84") and digits[2:3] in _AFTER_COUNTRY:
        return digits[:3]
    return digits[:4] if digits.startswith(("9704", *_STATE_LINES)) else digits[0]


def _fit(label: str, total: int, beginning: str) -> Fit | None:
    said = _SAID.get(label)
    shape = _by_shape(total, beginning)
    if beginning in _STATE_LINES and (label == "phone" or (not label and total in _STATE_LINE)):
        return None
    if said and total in said.digits and not (label == "bank" and shape and shape.marker == CARD):
        return Fit(said.marker, said.cost, strong=shape is not None, mistyped=said.near)
    if shape:
        return shape
    if said and total in said.mistyped:
        return Fit(said.marker, _MISTYPED, mistyped=True)
    if total < min(_WEAK) or (beginning == _COUNTED and total < _CITIZEN_DIGITS):
        return None
    marker, cost = _WEAK.get(total, (CARD, _WEAK_CARD))
    return Fit(marker, cost)


def _by_shape(total: int, beginning: str) -> Fit | None:
    """What is known by its digits alone."""
    if beginning[0] == "0":
        return _with_zero(total, beginning)
    if beginning.startswith("84") and total in _WITH_COUNTRY.get(beginning, (11,)):
        return Fit(PHONE, 0.7, strong=True)
    if total == 16 and beginning[0] in _CARDS:
        return Fit(CARD, 1.0, strong=True)
    if total == 19 and beginning == "9704":
        return Fit(CARD, 1.0, strong=True)
    return None


def _with_zero(total: int, beginning: str) -> Fit | None:
    if beginning == _COUNTED and total < _CITIZEN_DIGITS:
        return None
    if total == _CITIZEN_DIGITS:
        return Fit(CITIZEN, 0.5 if beginning.endswith("citizen") else 1.2, strong=True)
    if total == 10:
        return Fit(PHONE, 0.5 if beginning[1:2] in _MOBILE else 1.5, strong=True)
    if total == 11:
        return Fit(PHONE, 0.6 if beginning[1:2] in ("1", "2") else 2.0, strong=True)
    if beginning == "0084" and total in (13, 14):
        return Fit(PHONE, 0.5, strong=True)
    if beginning.startswith("00") and total in _ABROAD:
        return Fit(PHONE, 1.0, strong=True)
    return None
