"""What the words beside a row of numbers say about it, and what it costs then to leave its digits as they are."""

from __future__ import annotations

from typing import NamedTuple

from knowledge.text.privacy.kinds import LEVY
from knowledge.text.privacy.labels import CODE, Label

FEWEST_UNSAID, FEWEST_SPOKEN = 9, 8
"""Digits of the shortest number that is masked when nothing is said about it, and when its digits are spoken."""
_SHORT, _COUNT = 6, 4
"""Digits from which a number is too long for a house or plot; digits of a count at most."""
_NEAR = 3
_COUNTED, _ROUND, _SAID_HARMLESS = 0.2, 0.5, 0.15
"""What it costs to leave digits with a unit behind them; three that end in a zero; one that is said to be harmless."""
_READING, _LONGEST_READING = "reading", 7
"""What meters and maps show, and how many digits it has."""
_FILES = frozenset({"file", "firm", CODE.kind})
_LEFT = {_READING: 0.03, "firm": 0.05, CODE.kind: 0.09}
"""What it costs to leave a digit of what is surer."""
_MONEY, _NO_THOUSANDS, _NO_SUM = frozenset({"money", "debt", "purpose", "deal", LEVY}), 4, 12
_UNITS, _SURE_UNITS = frozenset({"count", "measure", "maybe count"}), frozenset({"count", "measure"})
_THREE = 3
"""Digits of what is counted right behind a person's number at most: "stk 1023847561 500k"."""
_DOCUMENTS = frozenset({"citizen", "licence", "old_id", "phone", "card", "passport", "insurance", "tax"})


class Found(NamedTuple):
    """A person's number: its place in the text, its digits, its marker."""

    start: int
    end: int
    digits: str
    marker: str


class Context:
    """The words beside a row.

    Args:
        label: what is said before the row, or behind it.
        unit: what `unit_behind` says of its end.
        known: digits → marker of numbers that were found elsewhere in the message.
        among_sums: whether the message holds large sums.

    Attributes:
        kind: what the numbers are said to be, "" when nothing or something harmless.
        is_sum: whether a unit of money stands behind, and nothing says that it is none ("cmnd 271234554 đồng …").
    """

    __slots__ = ("among_sums", "is_sum", "kind", "known", "label", "unit")

    def __init__(self, label: Label, unit: str, known: dict[str, str], *, among_sums: bool = False) -> None:
        self.label, self.unit, self.known, self.among_sums = label, unit, known, among_sums
        self.kind = "" if label.harmless and label.kind != LEVY else label.kind
        is_document = label.kind in _DOCUMENTS and label.distance <= _NEAR
        self.is_sum = unit == "money" or (unit == "maybe money" and not is_document)

    def left(self, digits: str, *, last: bool, said: bool) -> float:
        """What it costs to leave digits as they are.

        Args:
            digits: a group of them.
            last: whether the unit stands behind them.
            said: whether a label of a place may still be meant for them.
        """
        size, zero = len(digits), digits[0] == "0"
        if last and not zero and (self.is_sum or self.counts(size)):
            return _COUNTED
        if self.label.harmless and self._is_harmless(size, zero, said):
            return _LEFT.get(self.label.kind, _SAID_HARMLESS) * min(size, _SHORT)
        return _ROUND if size == 3 and digits[2] == "0" and not zero and not self.kind else float(size)

    def counts(self, size: int) -> bool:
        """Whether so many digits at the end of the row are counted by the unit behind them."""
        if self.kind:
            return self.unit in _SURE_UNITS and size <= _THREE
        return self.unit in _UNITS and size <= _COUNT

    def _is_harmless(self, size: int, zero: bool, said: bool) -> bool:
        """Houses, plots and meters have short numbers; sums and codes may be long, but begin with no zero then.

        Sums have less than twelve digits, and no four of them apart, as accounts have.
        """
        if self.label.kind == "place":
            return said and size < _SHORT
        if self.label.kind == _READING:
            return size <= _LONGEST_READING or not zero
        if self.label.kind in _MONEY and (size == _NO_THOUSANDS or size >= _NO_SUM):
            return False
        return size < _SHORT or not zero or (self.label.kind in _FILES and self.label.distance <= 1)
