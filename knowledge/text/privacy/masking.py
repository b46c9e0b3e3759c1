"""Mask personal data before anything is stored or logged.

Masked: e-mail; numbers of bank cards and accounts, số định danh/CCCD and driving licences (12 digits), CMND (9),
phones, passports, plates of vehicles, BHXH and BHYT, tax codes; in whatever separators, lines, kinds of digits or
spoken digits they come. Left alone: sums, dates, years, procedure codes, numbers of laws, forms, plots, houses,
hotlines, counts, readings of meters, hours, places on the map. How a bare number is judged: `division`; codes with
letters: `codes`; those of the state: `official`.

A message is read until nothing more is found: what a marker stands for no longer hides its neighbours, and what is
masked once stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from knowledge.text.privacy.codes import Claim, codes_in
from knowledge.text.privacy.context import FEWEST_SPOKEN, Context, Found
from knowledge.text.privacy.division import all_of, may_hold_person, persons_in
from knowledge.text.privacy.kinds import EMAIL, MARKERS, PLATE
from knowledge.text.privacy.labels import CODE, NO_LABEL, Label, has_label, label_beside, unit_behind
from knowledge.text.privacy.rows import FEWEST_DIGITS, Row, Rows
from knowledge.text.privacy.view import View, view_of

_MARKER = re.compile("|".join(map(re.escape, MARKERS)))
_NO_DIGITS = re.compile(r"[^0-9]+")
_NOT_BY_DIGITS = frozenset({"", EMAIL, PLATE})
_FILE = "file"
_MOST_LETTERS, _LONG_CODE = 6, 11
_LETTERS_OF_CODE = re.compile(r"(?<![^\W_])(?:[A-Z]{1,5}|[a-z]{2})$")
"""Right before a number they make a code of it ("PE0128471639"), unless it has the form of a person's."""
_LARGE_SUM = re.compile(r"[0-9][.,][0-9]{3}[.,][0-9](?:[0-9]{2}\s?đ|00(?![0-9]))")
_FEWEST_KNOWN = 6
"""Digits of a number that is masked wherever it stands in the message once it was found."""
_MOST_GROUPS = 48
"""Groups of digits, in rows of several, that are weighed in one message, so that the time is bounded. Later rows are
masked whole: nobody sends so many."""


def mask(text: str) -> str:
    """`text` with personal data replaced by markers such as "[số định danh]". Idempotent; any Unicode is accepted."""
    memory = _Memory()
    while (masked := _mask_once(text, memory)) != text:
        text = masked
    return text


def kinds(text: str) -> tuple[str, ...]:
    """The markers that stand in a masked text, in order, each once."""
    return tuple(dict.fromkeys(_MARKER.findall(text)))


def without_markers(text: str) -> str:
    """`text` without the markers that `mask` puts: they are no words of the person's."""
    return _MARKER.sub(" ", text)


class _Memory:
    """What was found out about a message.

    Attributes:
        known: digits of the numbers that were masked → marker: said again, they are masked again.
        decided: a row's text, its place in it, what is said about it and known in it → the numbers in it.
        rows: finds the rows.
        groups: how many more groups may be weighed.
    """

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self.decided: dict[tuple[str, int, Label, str, tuple[str, ...]], list[Found]] = {}
        self.rows = Rows()
        self.groups = _MOST_GROUPS

    def learn(self, numbers: Iterable[tuple[str, str]]) -> None:
        """Remember digits and markers."""
        for digits, marker in numbers:
            if len(digits) >= _FEWEST_KNOWN and marker not in _NOT_BY_DIGITS:
                self.known[digits] = marker


def _mask_once(text: str, memory: _Memory) -> str:
    view = view_of(text)
    view = view.barred(match.span() for match in _MARKER.finditer(view.shown))
    codes = _apart(codes_in(view), len(view.shown))
    memory.learn([(_NO_DIGITS.sub("", view.digits[start:end]), marker) for start, end, marker in codes])
    view = view.barred((start, end) for start, end, _ in codes)
    numbers = list(_numbers_in(view, memory))
    memory.learn([(number.digits, number.marker) for number in numbers])
    found = [(start, end, marker) for start, end, marker in codes if marker]
    found += [(*_with_brackets(view.shown, number.start, number.end), number.marker) for number in numbers]
    return _replaced(text, [(*view.place(start, end), marker) for start, end, marker in sorted(found)])


def _apart(claims: Iterable[Claim], size: int) -> list[Claim]:
    """The claims on `size` signs that overlap none that comes before them."""
    taken, kept = bytearray(size), []
    for start, end, marker in claims:
        if not any(taken[start:end]):
            taken[start:end] = b"x" * (end - start)
            kept.append((start, end, marker))
    return kept


def _numbers_in(view: View, memory: _Memory) -> Iterator[Found]:
    digits = view.digits
    labelled, again = has_label(digits), _said_again(digits, memory.known)
    among_sums = _LARGE_SUM.search(digits) is not None
    fewest = FEWEST_DIGITS if labelled else min([FEWEST_SPOKEN, *map(len, again)])
    for row in memory.rows.of(digits, fewest):
        start, end = row.offset + row.groups[0].start, row.offset + row.groups[-1].end
        label = label_beside(digits, start, end) if labelled else NO_LABEL
        if (label is NO_LABEL or label.kind == _FILE) and _is_in_code(view.shown, start, end):
            label = CODE
        known = _said_again(row.text, again)
        if may_hold_person(row, label, known):
            unit = unit_behind(digits, end)
            key = (row.text, row.groups[0].start, label, unit, tuple(known))
            if key not in memory.decided:
                memory.decided[key] = _weighed(row, Context(label, unit, known, among_sums=among_sums), memory)
            for number in memory.decided[key]:
                yield Found(row.offset + number.start, row.offset + number.end, number.digits, number.marker)


def _is_in_code(shown: str, start: int, end: int) -> bool:
    """Whether letters stand right before a number; small ones may be a word ("là271234554"), unless it is long."""
    letters = _LETTERS_OF_CODE.search(shown, max(0, start - _MOST_LETTERS), start)
    return letters is not None and (letters.group().isupper() or end - start >= _LONG_CODE)


def _said_again(text: str, known: dict[str, str]) -> dict[str, str]:
    """The known numbers whose digits stand in a text, whatever stands between them."""
    if not known:
        return known
    digits = _NO_DIGITS.sub("", text)
    return {number: marker for number, marker in known.items() if number in digits}


def _weighed(row: Row, context: Context, memory: _Memory) -> list[Found]:
    if len(row.groups) > 1:
        memory.groups -= len(row.groups)
        if memory.groups < 0:
            return [all_of(row)]
    return persons_in(row, context)


def _with_brackets(shown: str, start: int, end: int) -> tuple[int, int]:
    """A number with the plus before it and the bracket that it closes: "(+84) 912…", "(0912) …"."""
    while start and (shown[start - 1] == "+" or (shown[start - 1] == "(" and _closes(shown[start:end]))):
        start -= 1
    return start, end


def _closes(number: str) -> bool:
    return number.count(")") > number.count("(")


def _replaced(text: str, places: Iterable[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, marker in places:
        pieces += [text[at:start], marker]
        at = end
    return "".join([*pieces, text[at:]])
