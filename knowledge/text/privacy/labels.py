"""What is said beside a number: "cccd của tôi là …", "… (stk)"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from knowledge.text.privacy.view import BARRIER
from knowledge.text.privacy.words import LONGEST_PHRASE, words

_ACCOUNT, _BANK = "account", "bank"
_ROUND = "000"
_REACH = 80
"""Characters before a number in which it is said what it is."""
_WORDS_BEFORE = 11
_HARMLESS_WORDS = {
    "place": 1,
    "file": 2,
    "reading": 2,
    "money": 3,
    "purpose": 3,
    "levy": 6,
    "deal": 0,
    "debt": 3,
    "firm": 2,
}
"""So many words may stand between a number and what says that it is no person's: "giá khoảng chừng 150000123"."""
_MONEY, _PURPOSE = "money", "purpose"
_DEBT = "debt"
_PURPOSES = frozenset({_PURPOSE, "deal"})
_PAID = frozenset({"account", "bank", "card", "citizen", "insurance", "old_id", "tax"})
"""What money may be for, or go to: "tài khoản nhận lương …", "mã số thuế thu nhập …"."""
_FAR = 9
"""How far a label behind a number counts as being, where it is likely to belong to what follows ("1234567, gọi em")."""
_USUAL_BEHIND = frozenset({"account", "passport"})
_UP_TO_NUMBER = re.compile(rf"(?s).*[0-9{BARRIER}]")
_WORD = re.compile(r"[^\W\d_]+")
_ENDS = re.compile(r"([^\W\d_]+)\s?([,.;?!])\s?")
_POWERS = tuple("23²³")
_UNIT = re.compile(r"[\s.,]{0,2}([₫$]|[^\W\d_]+)(?:\s+([^\W\d_]+))?")
_ONE_WORD = rf"[^\w\n]{{0,3}}([^\W\d_{BARRIER}]+)"
_BEHIND = re.compile(rf"{_ONE_WORD}(?:{_ONE_WORD})?(?:{_ONE_WORD})?")
_NEXT_NUMBER = re.compile(rf"[^0-9{BARRIER}]{{0,25}}[0-9{BARRIER}]")


class Label(NamedTuple):
    """What is said about a number, so many words away from it.

    `kind` is a key of `says` or `says_not` in words.yml; `harmless` when it says that the number is no person's.
    """

    kind: str
    distance: int
    harmless: bool = False


NO_LABEL = Label("", 99)
CODE = Label("code", 0, harmless=True)
"""What letters say that stand right before a number."""


def has_label(lower: str) -> bool:
    """Whether a text of lower case holds a word that a label ends in: without, there is no need to look for labels."""
    return not words().label_ends.isdisjoint(_WORD.findall(lower))


def label_beside(lower: str, start: int, end: int) -> Label:
    """The label of a number from `start` to `end`: what is said before it, else right behind it."""
    before = label_before(lower, start)
    if before is not NO_LABEL and before.kind not in _PURPOSES:
        return before
    behind = label_behind(lower, end)
    return behind if before is NO_LABEL or behind.kind in (_ACCOUNT, _BANK) else before


def label_before(lower: str, start: int) -> Label:
    """The nearest label before a number that begins at `start`, in a text of lower case; `NO_LABEL` without.

    What stands before another number belongs to that one.
    """
    floor = max(0, start - _REACH)
    near = _UP_TO_NUMBER.match(lower, floor, start)
    floor = near.end() if near else floor
    for match in _ENDS.finditer(lower, floor, start):
        if match.group(1) in words().closers or match.group(2) in "?!":
            floor = match.end()
    found = _WORD.findall(lower, floor, start)
    nearest = NO_LABEL
    for distance in range(min(len(found), _WORDS_BEFORE)):
        kind = _phrase_ending(found, len(found) - distance)
        if not kind or distance > _reach(kind):
            continue
        if nearest is NO_LABEL:
            nearest = Label(kind, distance, kind in words().harmless)
        elif nearest.kind == _BANK and kind == _ACCOUNT:
            return nearest._replace(kind=_ACCOUNT)  # "tài khoản agribank …"
        elif nearest.kind == _BANK and kind == _DEBT:
            return Label(_DEBT, distance, harmless=True)  # "nợ ngân hàng …"
        elif nearest.kind in _PURPOSES and kind in _PAID:
            said = lower.rfind(found[-1 - distance], floor, start)
            return nearest if "," in lower[said:start] else Label(kind, _FAR)
        elif nearest.kind == _PURPOSE and kind == _MONEY:
            return nearest._replace(kind=_MONEY)  # "số tiền hỗ trợ …"
        if nearest.kind != _BANK and nearest.kind not in _PURPOSES:
            break
    return nearest


def _reach(kind: str) -> int:
    """How many words may stand between what is said and its number."""
    return _HARMLESS_WORDS.get(kind, _WORDS_BEFORE)


def label_behind(lower: str, end: int) -> Label:
    """The label right behind a number that ends at `end`, unless it leads to a next number; `NO_LABEL` without."""
    behind = _BEHIND.match(lower, end)
    found = [word for word in behind.groups() if word] if behind else []
    for last in range(1, len(found) + 1):
        kind = _phrase_ending(found, last)
        if kind in words().harmless and last > 1:
            return NO_LABEL
        if kind and behind:
            leads_on = _NEXT_NUMBER.match(lower, behind.end(last))
            distance = last if kind in _USUAL_BEHIND else _FAR
            return NO_LABEL if leads_on else Label(kind, distance, kind in words().harmless)
    return NO_LABEL


def _phrase_ending(found: list[str], last: int) -> str:
    """What the longest phrase says whose last word is the one before `last`; "" for nothing."""
    labels = words().labels
    for length in range(min(LONGEST_PHRASE, last), 0, -1):
        kind = labels.get(found[last - 1] if length == 1 else " ".join(found[last - length : last]))
        if kind is not None:
            return kind
    return ""


def says(kind: str, lower: str) -> bool:
    """Whether a text of lower case holds one of the phrases of a kind, if only within a word."""
    return any(phrase in lower for phrase in _phrases(kind))


@lru_cache(maxsize=32)
def _phrases(kind: str) -> tuple[str, ...]:
    return tuple(phrase for phrase, its_kind in words().labels.items() if its_kind == kind)


def unit_behind(lower: str, end: int) -> str:
    """The unit behind a number that ends at `end`: "money", "measure", "count", "" for none.

    "maybe money" and "maybe count" when the word has other meanings as well ("đồng", or "d" and "k" behind a blank).
    """
    match = _UNIT.match(lower, end)
    if not match:
        return ""
    word, known, glued = match.group(1), words(), match.start(1) == end
    if word in "₫$" or word in known.money_units or (glued and word in known.glued_units):
        return "money"
    if word in known.maybe_money_units:
        if lower.endswith(_ROUND, 0, end):
            return "money"
        return "" if match.group(2) in known.not_money else "maybe money"
    if word not in known.measures and word not in known.count_units:
        return ""
    if len(word) == 1 and not glued and lower[match.end(1) : match.end(1) + 1] not in _POWERS:
        return "maybe count"
    return "measure" if word in known.measures else "count"
