"""One row of the dossier: a paper to bring or a note, handed in or shown, how many, and a label that fits a screen."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.checklist.phrases import short_label
from knowledge.portal.parse.headings import without_bullet
from knowledge.portal.parse.vocabulary import Expression, vocabulary
from knowledge.portal.record import Row
from knowledge.portal.repair import unglue

_PAPER = Expression("row.paper")
_NOTE = Expression("row.note")
_NOTE_UNCOUNTED, _NOTE_COUNTED = Expression("row.note_uncounted"), Expression("row.note_counted")
_HEADING = Expression("row.heading")
_ONE_OF = Expression("row.one_of")
_SHOWN = Expression("row.shown")
_SHOW, _HAND_IN = Expression("row.show"), Expression("row.hand_in")
_CERTIFIED = Expression("row.certified")
_COUNTED = Expression("row.counted")
_OPTIONAL = Expression("row.optional")


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
    read_so_far: list[ReadRow] = []
    shown = present
    for row in rows:
        if not row.name:
            continue
        read = read_row(row, note=note, present=shown)
        if read.note and _HEADING.search(read.text):
            says_show, says_hand_in = bool(_SHOW.search(read.text)), bool(_HAND_IN.search(read.text))
            shown = says_show if says_show != says_hand_in else shown
        read_so_far.append(read)
    return tuple(read_so_far)


def is_note(text: str, counted: bool, has_form: bool) -> bool:
    """Whether a row explains rather than names a paper. A row without a number must name a paper to be one."""
    if has_form:
        return False
    if not text or _NOTE.match(text):
        return True
    if counted:
        return bool(_NOTE_COUNTED.match(text))
    if _HEADING.search(text) and not _ONE_OF.search(text):
        return True
    return bool(_NOTE_UNCOUNTED.match(text)) or not _PAPER.match(text)


def _counts(text: str, original: int | None, copies: int | None) -> tuple[int | None, int | None]:
    """What the words say when they name one number; else the numbers; 0 and 0 tell nothing."""
    words, counts = vocabulary()["row"], _COUNTED.findall(text)
    copy = tuple(words["copy"])
    if len(counts) == 1 and (kind := counts[0][1].lower()) not in words["set"]:
        number = int(counts[0][0])
        if kind.startswith(copy):
            return (original or 0) if copies else 0, number
        if kind in words["original"]:
            return number, copies or 0
        return (number, copies or 0) if original or not copies else (0, number)
    if not original and not copies:
        return None, None
    if original and not copies and text.lower().startswith(copy):
        return 0, original
    return original or 0, copies or 0


def counts_said(text: str) -> int | None:
    """The one number of papers that a text names ("02 bản sao"); None when it names none or several."""
    sets = vocabulary()["row"]["set"]
    counts = [number for number, kind in _COUNTED.findall(text) if kind.lower() not in sets]
    return int(counts[0]) if len(counts) == 1 else None
