"""One row of the dossier: a paper to bring or a note, handed in or shown, how many, and a label that fits a screen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.checklist.phrases import short_label
from knowledge.portal.parse.headings import without_bullet
from knowledge.portal.parse.vocabulary import pattern
from knowledge.portal.record import Row
from knowledge.portal.repair import unglue

_COPY_OF = r"bản (?:chính|sao|gốc|chụp|photo\w*|scan|điện tử)[\w ,]{0,30}?"
_PAPER = r"^(?:{row.before_paper}\s+|\(\w+\)\s+|" + _COPY_OF + r"\s)*{row.paper}\b"
_NOTE = r"^{row.note}\b"
_NOTE_UNCOUNTED = r"^(?:{row.note}|{row.note_uncounted})"
_NOTE_COUNTED = r"^{row.note_counted}"
_HEADING = re.compile(r"(?:gồm(?: có)?|bao gồm|như sau|sau đây|sau)\s*:?\s*$|:\s*$", re.IGNORECASE)
_ONE_OF = re.compile(r"một trong", re.IGNORECASE)
_SHOWN = re.compile(r"^(?:xuất trình|mang theo)\b|\(xuất trình\)|: xuất trình\b", re.IGNORECASE)
_SHOW, _HAND_IN = re.compile(r"xuất trình", re.IGNORECASE), re.compile(r"\bnộp\b", re.IGNORECASE)
_CERTIFIED = re.compile(r"chứng thực(?! về)|công chứng|sao y", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?<![\d/.])(0?[1-9]|10)\s*(?:\((?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\)\s*)?"
    r"(bản chính|bản gốc|bản sao|bản chụp|bản photo\w*|bản|bộ|ảnh|tấm ảnh|tấm|chiếc ảnh)\b",
    re.IGNORECASE,
)
_OPTIONAL = re.compile(r"nếu có|trường hợp|đối với|\bkhi\b|\bnếu\b", re.IGNORECASE)
_COPY = ("bản sao", "bản chụp", "bản photo")


@dataclass(frozen=True)
class ReadRow:
    """A row understood. Counts are None when neither number nor words tell; notes have no counts."""

    text: str
    note: bool
    present: bool = False
    original: int | None = None
    copies: int | None = None
    certified: bool = False
    optional: bool = False
    forms: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name, cut where a thought ends when it is longer than a screen."""
        return short_label(self.text)


def read_row(row: Row, *, note: bool, present: bool) -> ReadRow:
    """Understand a row below a heading that says notes, or papers to be shown."""
    name, original, copies = unglue(row.name, row.original, row.copies)
    text = without_bullet(name).strip(" ;.,") or name
    forms = tuple(form.name for form in row.forms if form.name)
    if note or is_note(text, bool(original or copies), bool(forms)):
        return ReadRow(text, note=True)
    certified = bool(_CERTIFIED.search(text))
    original, copies = _counts(text, original, copies)
    shown = present or bool(_SHOWN.search(text))
    return ReadRow(text, False, shown, original, copies, certified, bool(_OPTIONAL.search(text)), forms)


def read_rows(rows: tuple[Row, ...], *, note: bool, present: bool) -> tuple[ReadRow, ...]:
    """The rows below one heading. A row that only says "xuất trình …:" or "nộp …:" speaks of the rows after it."""
    found: list[ReadRow] = []
    shown = present
    for row in rows:
        if not row.name:
            continue
        read = read_row(row, note=note, present=shown)
        if read.note and _HEADING.search(read.text):
            says_show, says_hand_in = bool(_SHOW.search(read.text)), bool(_HAND_IN.search(read.text))
            shown = says_show if says_show != says_hand_in else shown
        found.append(read)
    return tuple(found)


def is_note(text: str, counted: bool, has_form: bool) -> bool:
    """Whether a row explains rather than names a paper. A row without a number must name a paper to be one."""
    if has_form:
        return False
    if not text or pattern(_NOTE).match(text):
        return True
    if counted:
        return bool(pattern(_NOTE_COUNTED).match(text))
    if _HEADING.search(text) and not _ONE_OF.search(text):
        return True
    return bool(pattern(_NOTE_UNCOUNTED).match(text)) or not pattern(_PAPER).match(text)


def _counts(text: str, original: int | None, copies: int | None) -> tuple[int | None, int | None]:
    """What the words say when they say one thing; else the numbers; 0 and 0 tell nothing."""
    said = _COUNTED.findall(text)
    if len(said) == 1 and (kind := said[0][1].lower()) != "bộ":
        number = int(said[0][0])
        if kind.startswith(_COPY):
            return (original or 0) if copies else 0, number
        if kind in {"bản chính", "bản gốc"}:
            return number, copies or 0
        return (number, copies or 0) if original or not copies else (0, number)
    if not original and not copies:
        return None, None
    if original and not copies and text.lower().startswith(_COPY):
        return 0, original
    return original or 0, copies or 0


def counts_said(text: str) -> int | None:
    """The one number of papers that a text names ("02 bản sao"); None when it names none or several."""
    said = [one for one in _COUNTED.findall(text) if one[1].lower() != "bộ"]
    return int(said[0][0]) if len(said) == 1 else None
