"""Ages in years, as ranges: "77 tuổi", "tám mươi", "sinh năm 1948", "3 tháng tuổi", "học lớp 3", "dưới 6 tuổi"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from knowledge.reading.values.dates import read_dates
from knowledge.reading.values.numbers import (
    WORD,
    Number,
    number_at,
    read_numbers,
    vocabulary,
    with_digits,
    words_of,
    years_in,
)
from knowledge.reading.values.spans import phrase_at

OLDEST = 130.0
LONGEST_ANSWER = 9
"""Words up to which a message is an answer and nothing else."""
DAYS = 365.25
_PER_YEAR = {"tháng": 12, "tuần": 52, "ngày": DAYS}
_BORN = re.compile(
    r"(?:sinh|đẻ|sanh|năm sinh|sn)\s+(?:(?:vào|năm|cỡ|khoảng|là)\s+)*((?:19|20)[0-9]{2}|[0-9]{2})"
    r"(?!\w|[/.-][0-9]|\s+(?:tuổi|ngày|tháng|tuần))"
)
_BORN_ON = re.compile(r"(?:sinh(?! nhật)|đẻ|sanh)(?:\s+\w+){0,3}\s*$")
_GRADE = re.compile(r"(?<!\w)lớp\s+(\w+(?:\s\w+)?)")


@dataclass(frozen=True)
class Age:
    """An age between `low` and `high` years, said by the characters `start` to `end` (exclusive)."""

    low: float
    high: float
    start: int
    end: int


def read_ages(text: str, today: dt.date, *, asked: bool = False) -> list[Age]:
    """Every age in a text. With `asked`, a bare number or year is an age too: it answers the question for one."""
    found = [*_in_years(text), *_born(text, today), *_stages(text), *_grades(text)]
    if not found and asked:
        found = _bare(text, today)
    found.sort(key=lambda age: age.start)
    return found


def _in_years(text: str) -> list[Age]:
    matches = list(WORD.finditer(text))
    words = [match.group() for match in matches]
    found = []
    for number in _numbers_of_years(words):
        after = words[number.end : number.end + 2]
        before = words[number.start - 1] if number.start else ""
        months = bool(after) and after[0] in _PER_YEAR and "tuổi" in after
        if not (after[:1] == ["tuổi"] or months or (before == "tuổi" and after[:1] != ["tháng"])):
            continue
        per = _PER_YEAR[after[0]] if months else 1
        half = words[number.end + 1 + months : number.end + 2 + months] == ["rưỡi"]
        low, high = number.low / per + half / 2, number.high / per + half / 2
        end = min(len(matches), number.end + 1 + months) - 1
        low, high = _bounded(words, number.start, low, high)
        if 0 <= low <= OLDEST:
            found.append(Age(low, high, matches[number.start].start(), matches[end].end()))
    return found


def _numbers_of_years(words: list[str]) -> list[Number]:
    """The numbers, with "chín hai" before "tuổi" as 92."""
    joined: list[Number] = []
    for number in read_numbers(words):
        before = joined[-1] if joined else None
        tens = before is not None and before.end == number.start and 2 <= before.low <= 9 and before.low == before.high
        if before is not None and tens and number.high <= 9 and words[number.end : number.end + 1] == ["tuổi"]:
            value = before.low * 10 + number.low
            joined[-1] = Number(value, value, before.start, number.end)
        elif number.low != number.high and 2 <= number.low <= 9 and words[number.end : number.end + 1] == ["tuổi"]:
            value = number.low * 10 + number.high
            joined.append(Number(value, value, number.start, number.end))
        else:
            joined.append(number)
    return joined


def _bounded(words: list[str], start: int, low: float, high: float) -> tuple[float, float]:
    """An age with what stands before it: "trên 75", "chưa đủ 18", "gần 80"; an age in years lasts a year."""
    known = vocabulary()
    for size in (3, 2, 1):
        before = " ".join(words[max(0, start - size) : start])
        if before in known["more"]:
            return high, OLDEST if before == "trên" else high + 10
        if before in ("dưới", "chưa đủ", "chưa tới", "chưa đến", "chưa đầy", "chưa được", "chưa quá"):
            return (0.0 if before == "dưới" else max(0.0, low - 5)), low - 0.01
        if before in ("gần", "sắp", "non", "ngót"):
            return max(0.0, low - 2), low - 0.01
    return low, high + (0.99 if low == int(low) else 0.49) if low >= 1 else high


def _born(text: str, today: dt.date) -> list[Age]:
    found = []
    for match in _BORN.finditer(text):
        year = int(match[1])
        if year < 100:
            year += 1900 if year > today.year - 2000 else 2000
        age = today.year - year
        if 0 <= age <= OLDEST:
            found.append(Age(max(0.0, age - 1.0), age + 0.99, *match.span()))
    written = with_digits(text)
    for date in read_dates(text, today):
        if _BORN_ON.search(written[: date.start]) and not any(
            date.start < age.end and age.start < date.end for age in found
        ):
            fewest, most = date.days_before(today)
            if fewest >= 0:
                found.append(Age(fewest / DAYS, most / DAYS, date.start, date.end))
    return found


def _stages(text: str) -> list[Age]:
    matches = list(WORD.finditer(text))
    words = [match.group() for match in matches]
    found = []
    for place in range(len(words)):
        stage = phrase_at(words, place, vocabulary()["stages"])
        if stage:
            low, high = vocabulary()["stages"][stage[0]]
            found.append(Age(low, high, matches[place].start(), matches[stage[1] - 1].end()))
    return found


def _grades(text: str) -> list[Age]:
    fewest, most = vocabulary()["grades"]["fewest"], vocabulary()["grades"]["most"]
    found = []
    for match in _GRADE.finditer(text):
        number = number_at(words_of(match[1]), 0)
        if number and 1 <= number.low <= 12:
            found.append(Age(number.low + fewest, number.high + most + 0.99, *match.span()))
    return found


def _bare(text: str, today: dt.date) -> list[Age]:
    if years := years_in(text):
        first, last = years[0]
        youngest, oldest = today.year - last, today.year - first
        return [Age(max(0.0, youngest - 1.0), oldest + 0.99, 0, len(text))] if 0 <= youngest <= OLDEST else []
    words = words_of(text)
    numbers = [number for number in read_numbers(words) if not _of_something_else(words, number)]
    beside = len(words) - sum(number.end - number.start - 1 for number in numbers)  # "bảy mươi sáu" says one thing
    if not numbers or beside > LONGEST_ANSWER:
        return []
    number = numbers[0]
    if len(numbers) > 1:
        second = numbers[1]
        if second.start != number.end or not (2 <= number.low <= 9 and 0 <= second.low <= 9):
            return []
        low = number.low * 10 + second.low  # "chín hai": 92
        return [Age(low, low + 0.99, 0, len(text))]
    if number.low != number.high and 2 <= number.low <= 9:  # "sáu tám" answers for an age: 68, hardly 6 to 8
        low = number.low * 10 + number.high
        return [Age(low, low + 0.99, 0, len(text))]
    unit = words[number.end] if number.end < len(words) else ""
    if unit in _PER_YEAR:  # "bé được 8 tháng"
        return [Age(number.low / _PER_YEAR[unit], number.high / _PER_YEAR[unit], 0, len(text))]
    low, high = _bounded(words, number.start, number.low, number.high)
    return [Age(low, high, 0, len(text))] if 0 <= low <= OLDEST else []


def _of_something_else(words: list[str], number: Number) -> bool:
    """ "năm nay", "thứ tư", "hai vợ chồng": no age."""
    after = words[number.end] if number.end < len(words) else ""
    if number.end == number.start + 1 and words[number.start] == "năm" and after in ("nay", "ngoái", "trước", "sinh"):
        return True
    things = [*vocabulary()["counted"], *vocabulary()["together"]]
    return (number.start > 0 and words[number.start - 1] == "thứ") or after in things
