"""Numbers that are no person's, found among the groups of a row: dates, hours, sums, lists, houses, hotlines."""

from __future__ import annotations

from typing import NamedTuple

from knowledge.text.privacy.rows import Row

SURE, LIKELY, POSSIBLE = 0.3, 0.5, 0.8
"""What it costs to take groups for harmless: one of few forms; a form that is seldom anything else; another one."""
_HOTLINE, _WRITTEN_SUM, _SHORT_DATE = 0.05, 0.25, 0.7
_DATE_SIGNS = frozenset({"/", "-", "."})
_DASHES = frozenset({"-", "–", "—", "~"})
_QUARTERS = frozenset({"00", "15", "30", "45"})
_DECADES = frozenset(str(decade) for decade in range(192, 208))
_COMMAS = frozenset({",", ";"})
_APART = _COMMAS | {""}
_HOTLINES = frozenset({"111", "112", "113", "114", "115", "116", "117", "1022", "1080", "1081", "1088"})
_STATE_LINES = ("1800", "1900")
_ROUND = "000"
_LONG_SUM, _LONGEST_SUM = 4, 13
"""Digits of a number on end that is a sum when it ends in three zeros."""
_BETWEEN_SUMS = _DASHES | {""}
_MOST_THOUSANDS = 6
_LONG_LIST = 5
"""Steps after which no chance makes numbers rise; a phone in pairs has four."""
_HOUSE_GROUP, _HOUSE = 4, 8
"""Digits of a part of a house's number at most ("123/45/6"), and of all of it."""


class Way(NamedTuple):
    """A harmless number: up to which group it goes, its cost, whether a person's number may look like it."""

    end: int
    cost: float
    doubtful: bool = False


def harmless_from(row: Row, i: int) -> list[Way]:
    """Every harmless number that may begin at group `i`."""
    first = row.groups[i]
    if first.spoken:
        return []
    cost = alone(first.digits)
    ways = [Way(i + 1, cost, is_round(first.digits))] if cost else []
    if i < len(row.gaps):
        size = len(first.digits)
        if size <= 4:
            ways += _dates(row, i) + _list(row, i) + _hours(row, i)
        if size <= 3:
            ways += _sums(row, i) + _decimal(row, i) + _house(row, i)
        elif first.digits.startswith(_STATE_LINES):
            ways += _hotline(row, i)
    return ways


def alone(digits: str) -> float | None:
    """What it costs to take digits on end for a year, a hotline, a date (20102024) or a sum; None: they are none."""
    size = len(digits)
    if digits in _HOTLINES:
        return _HOTLINE
    if is_year(digits):
        return SURE
    if size == 8 and (_is_date(digits[:2], digits[2:4], digits[4:]) or _is_date(digits[6:], digits[4:6], digits[:4])):
        return POSSIBLE
    if size in (8, 10) and digits.startswith(_STATE_LINES):
        return LIKELY
    return POSSIBLE if is_round(digits) else None


def is_year(digits: str) -> bool:
    """Whether digits are a year of our days."""
    return len(digits) == 4 and digits[:3] in _DECADES


def is_round(digits: str) -> bool:
    """Whether digits on end are a sum by their shape: "150000000"."""
    return _LONG_SUM <= len(digits) <= _LONGEST_SUM and digits[0] != "0" and digits.endswith(_ROUND)


def _is_date(day: str, month: str, year: str) -> bool:
    return is_year(year) and 1 <= int(month) <= 12 and 1 <= int(day) <= 31


def _dates(row: Row, i: int) -> list[Way]:
    """20/10/1990, 1990-10-20, 20 10 1990, 10/1990, 123/2015, 20/10, 8:30, 8:30:15."""
    first, second, signs = row.groups[i].digits, row.groups[i + 1].digits, row.gaps[i].signs
    short = len(first) <= 2 and len(second) <= 2
    if signs == ":":
        return _times(row, i) if short and len(second) == 2 and int(first) <= 24 and second < "60" else []
    ways: list[Way] = []
    if signs == "/" and (is_year(second) or (short and _is_date(first, second, "2000"))):
        ways.append(Way(i + 2, SURE if is_year(second) and len(first) <= 2 else LIKELY))
    if i + 1 < len(row.gaps) and row.gaps[i + 1] == row.gaps[i] and (short or is_year(first)):
        third, usual = row.groups[i + 2].digits, signs in _DATE_SIGNS
        if (short and _is_date(first, second, third)) or (
            len(second) == len(third) == 2 and _is_date(third, second, first)
        ):
            ways.append(Way(i + 3, SURE if usual else LIKELY))
        elif short and usual and len(third) == 2 and _is_date(first, second, f"19{third}"):
            ways.append(Way(i + 3, _SHORT_DATE))
    return ways


def _times(row: Row, i: int) -> list[Way]:
    seconds = i + 1 < len(row.gaps) and row.gaps[i + 1].signs == ":" and len(row.groups[i + 2].digits) == 2
    return [Way(i + 3 if seconds else i + 2, SURE)]


def _hours(row: Row, i: int) -> list[Way]:
    """0730-1130, 1330 - 1700: office hours begin and end at a quarter."""
    first, second, signs = row.groups[i].digits, row.groups[i + 1].digits, row.gaps[i].signs
    rise = len(first) == len(second) == 4 and "0500" <= first < second <= "2300"
    up_to = rise and (signs in _DASHES or signs.isalpha()) and {first[2:], second[2:]} <= _QUARTERS
    return [Way(i + 2, LIKELY, doubtful=True)] if up_to else []


def _sums(row: Row, i: int) -> list[Way]:
    """1.500.000, 250 000 000, 15,000: thousands apart by one sign. "271.234.552" is no sum by its shape alone."""
    first, gap = row.groups[i].digits, row.gaps[i]
    ways: list[Way] = []
    if first[0] == "0" or gap.weight or gap.signs not in ("", ".", ",") or (gap.signs and i and row.gaps[i - 1] == gap):
        return ways
    for j in range(i + 1, min(i + _MOST_THOUSANDS, len(row.groups))):
        digits = row.groups[j].digits
        if len(digits) != len(_ROUND) or row.gaps[j - 1] != gap or row.groups[j].spoken:
            break
        if digits == _ROUND:
            ways.append(Way(j + 1, _WRITTEN_SUM if gap.signs else LIKELY, doubtful=True))
        elif gap.signs and (len(first) < len(_ROUND) or j == i + 1) and not _goes_on(row, j):
            ways.append(Way(j + 1, POSSIBLE, doubtful=True))
    return ways


def _goes_on(row: Row, j: int) -> bool:
    """Whether more digits follow behind a mere separator."""
    return j < len(row.gaps) and row.gaps[j].weight == 0 and row.gaps[j].signs not in _BETWEEN_SUMS


def _decimal(row: Row, i: int) -> list[Way]:
    """0.75; 0,955; 8.5"""
    gap, first, second = row.gaps[i], row.groups[i].digits, row.groups[i + 1].digits
    if (
        gap.signs not in (".", ",")
        or gap.weight
        or any(row.gaps[k] == gap for k in (i - 1, i + 1) if 0 <= k < len(row.gaps))
    ):
        return []
    if first in ("0", "1") and len(second) <= 3:
        return [Way(i + 2, LIKELY)]
    return [Way(i + 2, POSSIBLE)] if len(first) <= 2 and len(second) <= 2 else []


def _house(row: Row, i: int) -> list[Way]:
    """12/34/5, 3/2: all of it, up to eight digits."""
    if row.groups[i].digits[0] == "0" or (i and row.gaps[i - 1].signs == "/"):
        return []
    j, total = i, len(row.groups[i].digits)
    while j < len(row.gaps) and row.gaps[j].signs == "/" and len(row.groups[j + 1].digits) <= _HOUSE_GROUP:
        j += 1
        total += len(row.groups[j].digits)
    goes_on = j < len(row.gaps) and row.gaps[j].signs == "/"
    return [Way(j + 1, POSSIBLE)] if j > i and total <= _HOUSE and not goes_on else []


def _hotline(row: Row, i: int) -> list[Way]:
    """1800 1096, 1900 54 54 26"""
    ways, digits = [], row.groups[i].digits
    for j in range(i + 1, min(i + 4, len(row.groups))):
        digits += row.groups[j].digits
        if len(digits) in (8, 10):
            ways.append(Way(j + 1, LIKELY))
    return ways


def _list(row: Row, i: int) -> list[Way]:
    """Years on end; rising small numbers: 1 2 3 4; 5, 7, 12. A list is not begun in its middle."""
    groups, gaps = row.groups, row.gaps
    if is_year(groups[i].digits):
        j = next((k for k in range(i, len(groups)) if not is_year(groups[k].digits)), len(groups))
        return [Way(j, SURE, doubtful=j - i > 1)]
    if groups[i].digits == "0" or not _rises(row, i) or (i and gaps[i - 1] == gaps[i] and _rises(row, i - 1)):
        return []
    steps = end = i
    stops = True
    while end < len(gaps) and gaps[end] == gaps[i] and _rises(row, end):
        if steps == end and int(groups[end + 1].digits) == int(groups[end].digits) + 1:
            steps += 1
        stops = stops and gaps[end].signs in _COMMAS and groups[end].digits[0] != "0"
        end += 1
    ways = [Way(steps + 1, POSSIBLE, doubtful=not gaps[i].weight)] if steps - i >= 2 else []
    if end - i >= _LONG_LIST and gaps[i].signs in _APART:
        ways.append(Way(end + 1, SURE, doubtful=True))
    return [*ways, Way(end + 1, POSSIBLE, doubtful=True)] if end - i >= 2 and stops else ways


def _rises(row: Row, j: int) -> bool:
    one, other = row.groups[j], row.groups[j + 1]
    if one.spoken or other.spoken or len(one.digits) > 3 or len(other.digits) > 3:
        return False
    return not (len(one.digits) == 3 and one.digits[0] == "0") and int(one.digits) < int(other.digits)
