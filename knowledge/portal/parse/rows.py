"""One row of the dossier: a paper to bring or a note, handed in or shown, how many, and a label that fits a screen."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from knowledge.checklist.phrases import short_label
from knowledge.portal.parse.headings import Heading, Meaning, without_bullet
from knowledge.portal.parse.only_in_a_case import only_in_a_case, paper_alone, with_case_added
from knowledge.portal.parse.vocabulary import Expression, vocabulary
from knowledge.portal.record import Row
from knowledge.portal.repair import unglue

_PAPER = Expression("row.paper")
_NOTE = Expression("row.note")
_NOTE_UNCOUNTED, _NOTE_COUNTED = Expression("row.note_uncounted"), Expression("row.note_counted")
_HEADING = Expression("row.heading")
_REQUEST, _ONE_OF_THESE = Expression("procedure.request"), Expression("row.one_of_these")
_ONE_OF, _ONLY_HEADING = Expression("row.one_of"), Expression("row.only_heading")
_IN_CASE, _DEMAND, _NOT_NEEDED = Expression("row.in_case"), Expression("row.demand"), Expression("row.not_needed")
_OF_THE_OFFICE, _OFFICE_DOES = Expression("row.of_the_office"), Expression("row.office_does")
_BY_RULE = Expression("row.by_rule")
_SHOWN, _SHOWS = Expression("row.shown"), Expression("row.shows")
_NAMED_ABOVE = Expression("row.named_above")
_SHOW, _HAND_IN = Expression("row.show"), Expression("row.hand_in")
_CERTIFIED = Expression("row.certified")
_COUNTED = Expression("row.counted")
_EITHER, _TO_COMPARE = Expression("row.either"), Expression("row.to_compare")
_CERTIFIED_OR = Expression("row.certified_or")
_INCLUDES = re.compile(r"[,\s]*(?:bao )?gồm$", re.IGNORECASE)
PLUS = 2
"""How deep the bullet "+" is, less one: "++" is deeper by one."""


@dataclass(frozen=True)
class ReadRow:
    """A row understood. Counts are None when neither number nor words tell; notes have no counts."""

    text: str
    note: bool
    present: bool = False
    original: int | None = None
    copies: int | None = None
    certified: bool = False
    either: bool = False
    """An original or a copy: one of the two, not both."""
    either_copy: bool = False
    """A certified copy, or a plain one to be compared with the original."""
    only_in: str = ""
    """The condition under which it is needed at all, in the record's words; empty when it always is."""
    one_of: str = ""
    """The words above it that ask for one of several papers, of which this is one."""
    forms: tuple[str, ...] = ()

    @property
    def optional(self) -> bool:
        """Whether it is needed only in a case, or another paper will do."""
        return bool(self.only_in or self.one_of)

    @property
    def label(self) -> str:
        """The name, cut where a thought ends when it is longer than a screen."""
        return short_label(paper_alone(self.text))


def read_row(row: Row, *, note: bool, present: bool, title: str = "") -> ReadRow:
    """Understand a row below a heading that says notes, or papers to be shown, of a procedure with this title."""
    name, original, copies = unglue(row.name, row.original, row.copies)
    text = without_bullet(name).strip(" ;.,") or name
    forms = tuple(form.name for form in row.forms if form.name)
    if note or is_note(text, bool(original or copies), bool(forms)):
        return ReadRow(text, note=True)
    certified = bool(_CERTIFIED.search(text))
    original, copies = _counts(text, original, copies)
    either = bool(_EITHER.search(text)) and bool(original or copies)
    if either:
        original = copies = max(original or 0, copies or 0)
    elif _TO_COMPARE.search(text) and (original or copies):
        original, copies = 0, max(original or 0, copies or 0)  # the original is only looked at
    return ReadRow(
        text,
        note=False,
        present=present or bool(_SHOWN.search(text)) or bool(_SHOWS.match(text) and not _PAPER.match(text)),
        original=original,
        copies=copies,
        certified=certified,
        either=either,
        either_copy=not either and bool(copies) and not original and bool(_CERTIFIED_OR.search(text)),
        only_in=only_in_a_case(text, title),
        forms=forms,
    )


def read_rows(rows: tuple[Row, ...], heading: Heading, title: str = "") -> tuple[ReadRow, ...]:
    """The rows below one heading, of a procedure with this title.

    A row that only says "xuất trình …:", "nộp …:" or "một trong các giấy tờ sau:" speaks of the rows after it.
    """
    read_so_far: list[ReadRow] = []
    note, shown = heading.meaning in (Meaning.NOTES, Meaning.OFFICE), heading.present
    below: tuple[str, int] | None = None  # words that ask for one of the papers with a deeper bullet after them
    for row in rows:
        if not row.name:
            continue
        read = read_row(row, note=note, present=shown, title=title)
        if read.note and _HEADING.search(read.text):
            says_show, says_hand_in = bool(_SHOW.search(read.text)), bool(_HAND_IN.search(read.text))
            shown = says_show if says_show != says_hand_in else shown
        depth = _depth(row.name)
        if below and depth <= below[1]:
            below = None
        if not read.note and read.original and read.copies and _EITHER.search(heading.text):
            read = replace(read, either=True, certified=read.certified or bool(_CERTIFIED.search(heading.text)))
        if not read.note:
            one_of = "" if _REQUEST.match(read.text) else below[0] if below else heading.text if heading.one_of else ""
            read = replace(read, one_of=one_of, only_in=with_case_added(read.only_in, heading.text, adds=heading.adds))
        if _ONE_OF_THESE.search(read.text):
            below = (read.text, depth)
        read_so_far.append(read)
    return tuple(read_so_far) if note else _below_cases(read_so_far, [_depth(row.name) for row in rows if row.name])


def _below_cases(rows: list[ReadRow], depths: list[int]) -> tuple[ReadRow, ...]:
    """The rows with the case that a note with a shallower bullet before them names: "- Trường hợp …:", "+ Giấy …".

    Where such a note has nothing below it, the record's rows have lost their order: which case a paper belongs to is
    not known, so all are told.
    """
    deeper = set(depths)
    cases = {
        place: _case_told(row.text)
        for place, (row, depth) in enumerate(zip(rows, depths, strict=True))
        if row.note and _IN_CASE.match(row.text) and (row.text.endswith(":") or (depth > PLUS and depth + 1 in deeper))
    }
    case_depths = {depths[case] for case in cases}
    above: dict[int, int] = {}
    for case in cases:
        for place in range(case + 1, len(rows)):
            if depths[place] <= depths[case]:
                break
            above[place] = case
    if not cases or not above:
        return tuple(rows)
    astray = any(  # "++++" without the "+++ Trường hợp …" above it that others of its depth have
        depth > PLUS + 1 and depth - 1 in case_depths and place not in above for place, depth in enumerate(depths)
    )
    in_order = cases.keys() <= set(above.values()) and not astray
    all_cases, shallowest = " / ".join(dict.fromkeys(cases.values())), min(case_depths)
    return tuple(
        row
        if row.note or row.only_in or not (place in above if in_order else depth > shallowest)
        else replace(row, only_in=cases[above[place]] if in_order else all_cases)
        for place, (row, depth) in enumerate(zip(rows, depths, strict=True))
    )


def _case_told(text: str) -> str:
    """The case that a note names, without what it says of it."""
    return _INCLUDES.sub("", only_in_a_case(text) or text.partition(":")[0]).strip(" .;,")


def _depth(name: str) -> int:
    """How deep in a list a row stands, by its bullet."""
    bullet = re.match(r"\s*([-–*•+]+|[a-zđ]\d?[.)]|\d+[.)]|\([ivx]+\))?", name)
    mark = (bullet.group(1) or "") if bullet else ""
    if mark.startswith("+"):
        return PLUS + len(mark)
    return {"": 0, "-": 2, "–": 2, "*": 1, "•": 4}.get(mark, 1)


def is_note(text: str, counted: bool, has_form: bool) -> bool:
    """Whether a row explains rather than names a paper. A row without a number must name a paper to be one."""
    if has_form:
        return False
    if not text or _NOTE.match(text) or (_ONLY_HEADING.match(text) and not _ONE_OF.search(text)):
        return True
    if counted:
        if _PAPER.match(text):
            return bool(_NOTE_COUNTED.match(text))
        return bool(_NOTE_COUNTED.match(text)) or _only_explains(text)
    if _HEADING.search(text) and not _ONE_OF.search(text):
        return True
    return bool(_NOTE_UNCOUNTED.match(text)) or not _PAPER.match(text)


def is_bare_heading(text: str) -> bool:
    """Whether a note only announces what stands after it: "Hồ sơ gồm:"."""
    return text.rstrip().endswith(":") and not _IN_CASE.match(text)


def _only_explains(text: str) -> bool:
    """Whether a row that does not begin with a paper demands none: it tells a rule, or only names a case."""
    if _OF_THE_OFFICE.match(text) and not _ONE_OF.search(text):
        return True
    demanded = _NOT_NEEDED.sub(" ", text)
    if not _IN_CASE.match(text):
        return demanded != text and _DEMAND.search(demanded) is None
    if _OFFICE_DOES.search(text):
        return True
    demanded = _BY_RULE.sub(" ", demanded)
    if text.endswith(":") and not _ONE_OF.search(text):  # the papers of this case are the rows after it
        return True
    return bool(_NAMED_ABOVE.search(text)) or _DEMAND.search(demanded) is None


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
    if original and text.lower().startswith(copy):
        return 0, copies or original
    return original or 0, copies or 0


def counts_said(text: str) -> int | None:
    """The one number of papers that a text names ("02 bản sao"); None when it names none or several."""
    sets = vocabulary()["row"]["set"]
    counts = [number for number, kind in _COUNTED.findall(text) if kind.lower() not in sets]
    return int(counts[0]) if len(counts) == 1 else None
