"""The form in which the groups of a row were typed: how little it looks like one number."""

from __future__ import annotations

from knowledge.text.privacy.harmless import SURE, Way, alone, harmless_from
from knowledge.text.privacy.kinds import CARD, CITIZEN, FEWEST, HEAD, MOST, Fit, fits
from knowledge.text.privacy.rows import Group, Row

_CHANGE = 0.25
"""What it costs when the separators within a number differ."""
_ALL_ALIKE = 1.2
"""What gaps of one kind cost together at most: "0, 9, 1, 2 …"."""
_ONES = 0.3
"""What a single digit costs between longer groups."""
_DATED, _DATED_SAID = 0.4, 0.2
"""What a group costs that could be a year or a date by itself, and when the number was said to be a person's."""
_HOLDS_SURE = 1.0
"""What it costs when some groups of a number are surely harmless by themselves."""
_SWALLOWED = 4.0
"""What it costs to make a whole number a part of another one."""
_NO_CARD = 3.0
"""What it costs to take thousands, three digits each, for a part of a card's number."""
_TWO = 2.0
"""What it costs to take two groups for one number that a comma sets apart and that may be accounts each."""
_GOES_ON = 2.5
"""What it costs to read a phone number with two digits more as a số định danh."""
_LONG_SPOKEN = 5
_SMALL = 2
"""Digits of a group that may be a small number by itself."""
_LISTED = frozenset({"", ",", ";", "/", "-"})
_JOINING = frozenset({"-", ".", "_", "–"})
_THOUSANDS = (".", ",")
_COMMAS, _POINT = (",", ";"), "."
_NONE = 1_000_000
_BEGINNINGS = frozenset({"84", "0084", "9704"})
_CITIZENS = frozenset({"citizen", "licence"})
_CARD_SIZES = (16, 19)
_MOBILE = frozenset({"03", "05", "07", "08", "09"})


class Form:
    """Sums over the groups of a row, so that each stretch of them is judged in constant time.

    Attributes:
        digits: all digits of the row.
        at: where each group begins in `digits`, and its length.
        ones, spoken: so many groups of one typed digit, and spoken ones, stand before each group, and in all.
        harmless: the harmless numbers that begin at each group.
    """

    def __init__(self, row: Row) -> None:
        self._row = row
        self.digits = "".join([group.digits for group in row.groups])
        self.at, self.ones, self.spoken = [0], [0], [0]
        self._dated, self._whole, self._long, self._threes = [0], [0], [0], [0]
        self.harmless: list[list[Way]] = []
        for i, group in enumerate(row.groups):
            size, ways = len(group.digits), harmless_from(row, i)
            self.harmless.append(ways)
            self.at.append(self.at[-1] + size)
            self.ones.append(self.ones[-1] + (size == 1 and not group.spoken))
            self.spoken.append(self.spoken[-1] + group.spoken)
            self._dated.append(self._dated[-1] + (size >= 4 and alone(group.digits) is not None))
            self._long.append(self._long[-1] + (size > _SMALL))
            self._threes.append(self._threes[-1] + (size == len("000")))
            self._whole.append(self._whole[-1] + (size >= 10 and _is_whole(group)))
        self._sum_up_gaps()
        self._find_sure_ends()

    def _sum_up_gaps(self) -> None:
        gaps = self._row.gaps
        self._weight, self._changes = [0.0], [0.0, 0.0]
        for k, gap in enumerate(gaps):
            self._weight.append(self._weight[-1] + gap.weight)
            if k:
                self._changes.append(self._changes[-1] + _CHANGE * (gap.signs != gaps[k - 1].signs))

    def _find_sure_ends(self) -> None:
        """Where, from each group on, the first surely harmless number of several groups ends."""
        nearest = _NONE
        self._sure_end = [nearest] * len(self.harmless)
        for i in range(len(self.harmless) - 1, -1, -1):
            for way in self.harmless[i]:
                if i + 1 < way.end < nearest and way.cost <= SURE and self._is_sure(way):
                    nearest = way.end
            self._sure_end[i] = nearest

    def _is_sure(self, way: Way) -> bool:
        """Whether nothing else is likely: a sum only when a comma stands behind it."""
        return not way.doubtful or (way.end <= len(self._row.gaps) and self._row.gaps[way.end - 1].weight > 0)

    def cost(self, i: int, j: int, fit: Fit, kind: str) -> float:
        """What the form adds to the cost of taking groups `i` to `j` (not included) for one number.

        Args:
            i: the first group.
            j: the group behind the last one.
            fit: what they would be.
            kind: what they are said to be.
        """
        changes = self._changes[j - 1] - self._changes[i + 1]
        weight = self._weight[j - 1] - self._weight[i]
        cost = changes + (weight if changes else min(weight, _ALL_ALIKE))
        cost += (_DATED_SAID if kind else _DATED) * (self._dated[j] - self._dated[i])
        ones = self.ones[j] - self.ones[i]
        if 0 < ones < j - i:
            cost += _ONES * ones
        if self._sure_end[i] <= j:
            cost += _HOLDS_SURE
        if self._whole[j] > self._whole[i] and not self._adds_to_whole(i, j, kind):
            cost += _SWALLOWED
        if (
            j - i == 2
            and self._row.gaps[i].signs in _COMMAS
            and min(self.at[i + 1] - self.at[i], self.at[j] - self.at[i + 1]) >= FEWEST
        ):
            cost += _TWO
        if fit.marker == CARD and kind != "card" and self._threes[j] > self._threes[i]:
            cost += _NO_CARD
        if fit.marker == CITIZEN and kind not in _CITIZENS and self._goes_on(i, j):
            cost += _GOES_ON
        return cost

    def stops(self, i: int, j: int) -> bool:
        """Whether a comma, a line or a word lies between groups `i` to `j` that were not all spoken."""
        if self._weight[j - 1] == self._weight[i] or self.spoken[j] - self.spoken[i] == j - i:
            return False
        alike = self._changes[j - 1] == self._changes[i + 1]
        return not (alike and self._row.gaps[i].signs == _POINT)  # "271 . 384 . 926"

    def is_thousands(self, i: int, j: int) -> bool:
        """Whether groups `i` to `j` are typed like a sum: "423.581.500"."""
        alike = self._changes[j - 1] == self._changes[i + 1] and self._row.gaps[i].signs in _THOUSANDS
        return alike and self._threes[j] - self._threes[i] == j - i

    def is_inside(self, i: int, j: int) -> bool:
        """Whether what sets groups `i` to `j` apart parts them from others as well: "158-264-073" in "790-158-…"."""
        gaps = self._row.gaps
        if gaps[i].weight or gaps[i].signs not in _JOINING:
            return False
        return (i > 0 and gaps[i - 1] == gaps[i]) or (j <= len(gaps) and gaps[j - 1] == gaps[j - 2])

    def is_list(self, i: int, j: int) -> bool:
        """Whether groups `i` to `j` are small numbers, one by one: of up to two digits, but not of one each."""
        gaps, groups = self._row.gaps, self._row.groups
        if self._long[j] > self._long[i] or gaps[i].signs not in _LISTED:
            return False
        before = i > 0 and gaps[i - 1] == gaps[i] and len(groups[i - 1].digits) <= _SMALL
        behind = j < len(groups) and gaps[j - 1] == gaps[j - 2] and len(groups[j].digits) <= _SMALL
        return before or behind or self.ones[j] - self.ones[i] + self.spoken[j] - self.spoken[i] < j - i

    def in_pieces(self, i: int, j: int, most: int) -> bool:
        """Whether groups are more than `most`, or shorter than that, and are not all single digits."""
        if self.ones[j] - self.ones[i] + self.spoken[j] - self.spoken[i] == j - i:
            return False
        return j - i > most or any(len(group.digits) < most for group in self._row.groups[i:j])

    def is_spoken_around(self, i: int) -> bool:
        """Whether group `i` is one of many spoken ones on end, which are hardly ordinary words."""
        first, last = max(0, i - _LONG_SPOKEN + 1), min(i, len(self._row.groups) - _LONG_SPOKEN)
        return any(self.spoken[k + _LONG_SPOKEN] - self.spoken[k] == _LONG_SPOKEN for k in range(first, last + 1))

    def _adds_to_whole(self, i: int, j: int, kind: str) -> bool:
        """Whether a country or bank stands before a number, or a branch behind a tax code ("0312345678-001")."""
        first, second = self._row.groups[i : i + 2]
        branch = len(first.digits) == 10 and len(second.digits) == 3 and self._row.gaps[i].signs == "-"
        card = kind == "card" and self.at[j] - self.at[i] in _CARD_SIZES
        return j - i == 2 and (branch or card or first.digits in _BEGINNINGS)

    def _goes_on(self, i: int, j: int) -> bool:
        """Whether twelve digits are a phone number of ten with a group behind it."""
        groups = self._row.groups[i:j]
        phone = self.at[j] - self.at[j - 1] == 2 and groups[0].digits[:2] in _MOBILE
        return phone and len({len(group.digits) for group in groups}) > 1


def _is_whole(group: Group) -> bool:
    """Whether ten digits on end or more are a person's number by themselves."""
    size = len(group.digits)
    if size > MOST:
        return False
    fit = fits("", group.digits[:HEAD])[size]
    return fit is not None and (fit.strong or size > 12)
