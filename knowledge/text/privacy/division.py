"""Divides a row of numbers into persons' numbers and harmless ones, at the least cost.

A bare number of 9 to 12 digits may be a person's or a sum. What decides:

- a zero in front: no sum has one, so 10 digits are a phone, 12 a số định danh, whatever stands beside them;
- the nearest word that says what it is ("cmnd", "stk"; "giá", "vay", "thửa", "mã hồ sơ"), before it, else behind it;
- a unit behind it ("đồng", "đ") makes a sum of it, unless it was said to be a document's or a phone's number;
- three zeros at its end, or thousands set apart by one sign with one or two digits in front ("1.234.567.890"): a sum;
- dates, years, rising lists, houses and hotlines: not a person's;
- else it is masked: 9 digits are taken for a CMND, 10 for BHXH, 12 for a số định danh.
"""

from __future__ import annotations

from knowledge.text.privacy.context import FEWEST_SPOKEN, FEWEST_UNSAID, Context, Found
from knowledge.text.privacy.form import Form
from knowledge.text.privacy.harmless import LIKELY, Way, alone
from knowledge.text.privacy.kinds import CARD, CITIZEN, FEWEST, HEAD, LEVY, MOST, PHONE, Fit, fits
from knowledge.text.privacy.labels import Label
from knowledge.text.privacy.rows import Row, has_plus

_SPOKEN, _MIXED = 0.5, 1.0
"""What a number costs of which all digits are spoken, or some."""
_SPOKEN_LEFT, _MANY_SPOKEN_LEFT = 0.3, 1.0
_COUNTED_TOO = 0.5
"""What it costs to add what is counted to a number that is whole without it: "0912345674 3 bản"."""
_NO_SUM = 6.0
"""What it costs to mask what has a unit of money behind it, or several numbers with an area behind the last."""
_SMALL, _SMALL_LEFT = 2, 1.0
"""Digits of a small number beside a comma, and what it costs to leave it."""
_NEAR, _NEAR_ONE = 3, 5
"""So many words may stand between what was said and digits in groups, and digits on end, of an unusual number."""
_DOUBT = 1.0
"""What it costs to take for harmless what was said to be a person's."""
_FEWEST_FOREIGN, _MOST_FOREIGN = 9, 15
_FOREIGN = Fit(PHONE, 0.3, strong=True)
_KNOWN = 0.1
_WEAK = 2.0
"""What a number costs that neither its shape nor what is said tells: "4711, 5610, 4772" are three rather than one."""
_NEVER = float("inf")
_ACCOUNTS = frozenset({"account", "bank"})


def may_hold_person(row: Row, label: Label, known: dict[str, str]) -> bool:
    """Whether a row is long enough to be weighed, considering what is said about it and what is known in it."""
    if known or (label.kind and not label.harmless):
        return True
    total = sum([len(group.digits) for group in row.groups])
    return total >= FEWEST_UNSAID or (total == FEWEST_SPOKEN and all(group.spoken for group in row.groups))


def persons_in(row: Row, context: Context) -> list[Found]:
    """The persons' numbers of a row, in order."""
    if len(row.groups) == 1:
        return _of_one(row, context)
    return _Division(row, context).found()


def all_of(row: Row) -> Found:
    """A row as one number, whatever it holds."""
    groups = row.groups
    return Found(groups[0].start, groups[-1].end, "".join(group.digits for group in groups), CARD)


def _of_one(row: Row, context: Context) -> list[Found]:
    group = row.groups[0]
    digits = group.digits
    if len(digits) > MOST:
        return [Found(group.start, group.end, digits, CARD)]
    fit = fits(context.kind, digits[:HEAD])[len(digits)]
    if fit and fit.mistyped and context.label.distance > _NEAR_ONE:
        fit = fits("", digits[:HEAD])[len(digits)]
    if _FEWEST_FOREIGN <= len(digits) <= _MOST_FOREIGN and has_plus(row.text, group.start):
        fit = _FOREIGN
    if marker := context.known.get(digits):
        fit = Fit(marker, _KNOWN, strong=True)
    if fit is None:
        return []
    left = context.left(digits, last=True, said=True)
    cost = fit.cost + (_NO_SUM if context.is_sum and not fit.strong else 0.0)
    return [Found(group.start, group.end, digits, fit.marker)] if cost < min(left, alone(digits) or left) else []


class _Division:
    """The cheapest way through the groups of a row."""

    def __init__(self, row: Row, context: Context) -> None:
        self._row, self._groups, self._gaps = row, row.groups, row.gaps
        self._context, self._form = context, Form(row)
        self._first_stop = next((k for k, gap in enumerate(row.gaps) if gap.weight), len(row.gaps))
        # Small numbers in front of the first one may count: "stk 1: 0123…"
        self._said_until = next(
            (k for k, group in enumerate(row.groups) if len(group.digits) > _SMALL), len(row.groups)
        )

    def found(self) -> list[Found]:
        """The persons' numbers of the row, in order."""
        size = len(self._groups)
        best = [0.0] + [_NEVER] * size
        back: list[tuple[int, str]] = [(0, "")] * (size + 1)
        for i, harmless in enumerate(self._form.harmless):
            so_far = best[i]
            ways = [(i + 1, self._left(i), "")]
            ways += [(way.end, self._doubted(way), "") for way in harmless]
            for j, cost, marker in ways + self._persons(i):
                if so_far + cost < best[j]:
                    best[j], back[j] = so_far + cost, (i, marker)
        return self._way(back)

    def _way(self, back: list[tuple[int, str]]) -> list[Found]:
        at, digits = self._form.at, self._form.digits
        found, j = [], len(self._groups)
        while j:
            i, marker = back[j]
            if marker:
                found.append(Found(self._groups[i].start, self._groups[j - 1].end, digits[at[i] : at[j]], marker))
            j = i
        return found[::-1]

    def _doubted(self, way: Way) -> float:
        """The cost of what is harmless, where the number was said to be a person's."""
        kind = self._context.kind
        measured = self._context.unit == "measure" and way.end == len(self._groups)
        if not way.doubtful or measured or kind in ("", LEVY) or (kind in _ACCOUNTS and way.cost < LIKELY):
            return way.cost
        return way.cost + _DOUBT

    def _left(self, i: int) -> float:
        group = self._groups[i]
        if group.spoken:
            return _MANY_SPOKEN_LEFT if self._form.is_spoken_around(i) else _SPOKEN_LEFT
        if len(group.digits) <= _SMALL and any(gap.weight for gap in self._gaps[max(0, i - 1) : i + 1]):
            return _SMALL_LEFT
        return self._context.left(group.digits, last=i == len(self._gaps), said=i <= self._first_stop)

    def _persons(self, i: int) -> list[tuple[int, float, str]]:
        """Every person's number that may begin at group `i`: where it ends, its cost, its marker."""
        form, context, found = self._form, self._context, []
        at, digits, kind, known = form.at, form.digits, context.kind, context.known
        start, last = at[i], len(self._groups)
        foreign = has_plus(self._row.text, self._groups[i].start)
        spoken = form.spoken[-1] > 0
        table = fits(kind, digits[start : start + HEAD])
        whole = 0
        for j in range(i + 1, last + 1):
            total = at[j] - start
            if total > MOST:
                break
            fit = self._reconsidered(i, j, table[total]) if kind or spoken else table[total]
            if foreign and _FEWEST_FOREIGN <= total <= _MOST_FOREIGN:
                fit = _FOREIGN
            if known and total >= FEWEST and (marker := known.get(digits[start : at[j]])):
                fit = Fit(marker, _KNOWN, strong=True)
            if fit is None or self._are_several(i, j, fit):
                continue
            cost = fit.cost
            if j > i + 1:
                cost += form.cost(i, j, fit, "phone" if foreign else kind)
            if spoken:
                cost += self._said_aloud(i, j, fit)
            if j == last and whole == j - 1 and self._is_counted(j - 1):
                cost += _COUNTED_TOO
            if fit.cost < _WEAK and not fit.mistyped:
                whole = j
            if j == last and ((context.is_sum and not fit.strong) or (context.unit == "measure" and form.stops(i, j))):
                cost += _NO_SUM
            found.append((j, cost, fit.marker))
        if at[i + 1] - start > MOST:
            found.append((i + 1, 1.0, CARD))
        return found

    def _is_counted(self, k: int) -> bool:
        """Whether the last group, `k`, is something that is counted, and not one of many single digits."""
        size, before = len(self._groups[k].digits), len(self._groups[k - 1].digits)
        one_of_many = size == before == 1 and k > 1 and self._gaps[k - 1] == self._gaps[k - 2]
        return self._context.counts(size) and self._groups[k].digits[0] != "0" and not one_of_many

    def _are_several(self, i: int, j: int, fit: Fit) -> bool:
        """Whether groups `i` to `j` are several numbers, when little makes them one: "4711, 5610", "8 7 10"."""
        form = self._form
        weak = fit.cost >= _WEAK
        if weak and j > i + 1 and (form.is_inside(i, j) or (self._context.among_sums and form.is_thousands(i, j))):
            return True
        if weak or fit.mistyped or not (self._context.kind or fit is _FOREIGN or form.digits[form.at[i]] == "0"):
            return form.stops(i, j) or (weak and j > i + 1 and form.is_list(i, j))
        return False

    def _reconsidered(self, i: int, j: int, fit: Fit | None) -> Fit | None:
        """What groups `i` to `j` are where something was said, or digits were spoken."""
        form = self._form
        start, total = form.at[i], form.at[j] - form.at[i]
        far = fit and fit.mistyped and (self._context.label.distance > _NEAR or form.in_pieces(i, j, _NEAR))
        if fit and (far or (fit.strong and i > self._said_until)):
            # Of several numbers it is the first that was said to be something.
            fit = fits("", form.digits[start : start + HEAD])[total]
        if fit is None and total == FEWEST_SPOKEN and form.spoken[j] - form.spoken[i] == j - i:
            return Fit(PHONE if form.digits[start] == "0" else CITIZEN, 2.0)
        return fit

    def _said_aloud(self, i: int, j: int, fit: Fit) -> float:
        """What spoken digits add: all must be spoken, 8 or more, or the others leave no doubt."""
        spoken = self._form.spoken[j] - self._form.spoken[i]
        if not spoken:
            return 0.0
        if spoken == j - i:
            return _SPOKEN if self._form.at[j] - self._form.at[i] >= FEWEST_SPOKEN else _NEVER
        return _MIXED if fit.strong or (fit.cost < _MIXED and spoken > 1) else _NEVER
