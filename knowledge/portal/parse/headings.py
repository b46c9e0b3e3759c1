"""What the heading of an `executionCase` means: for everybody, a case to choose, a note, papers to be shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.portal.parse.vocabulary import Expression
from knowledge.portal.record import CaseRows

_BULLET = re.compile(
    r"^(?:[\s*+\-–•.:;)]+|\(\*+\)|\(?(?:[ivx]{1,4}|\d{1,2}(?:\.\d{1,2})*|[a-zđ]\d{0,2}(?:\.\d{1,2})*)[.)]\)?\.?\s"
    r"|\d{1,2}\s+(?=trường hợp)|[a-zđ]\.(?=trường hợp|đối với))+",
    re.IGNORECASE,
)
_NOTE = Expression("heading.note")
_PRESENT, _SUBMIT = Expression("heading.present"), Expression("heading.submit")
_PAPERS = Expression("heading.papers")
_CASE = Expression("heading.case")
_DEED = Expression("heading.deed")
_AUTHORISED = Expression("heading.authorised")
_SENTENCE, _ADDS = Expression("heading.sentence"), Expression("heading.adds")
_ADDS_WITHIN, _OFFICE = Expression("heading.adds_within"), Expression("heading.office")
_DEMANDS = Expression("heading.demands")
_ONE_OF = Expression("heading.one_of_these")


class Meaning(StrEnum):
    EVERYBODY = "everybody"
    CASE = "case"
    AUTHORISED = "authorised"
    NOTES = "notes"
    OFFICE = "office"
    """What one office sends to another: nobody is to bring it."""


@dataclass(frozen=True)
class Heading:
    """What is above the rows: `present`: they are to be shown rather than handed in; `named`: words unknown to us.

    `told`: it is a sentence about the papers, to be told like a note; `adds`: its papers come on top, in some cases;
    `one_of`: one of its papers is enough.
    """

    text: str
    meaning: Meaning
    present: bool = False
    named: bool = False
    told: bool = False
    adds: bool = False
    one_of: bool = False


def without_bullet(text: str) -> str:
    """The text without what counts or marks it: "(1.2) ", "a) ", "- ", "* "."""
    return _BULLET.sub("", text).strip()


def read_heading(name: str) -> Heading:
    """What a heading says of the rows below it."""
    text = without_bullet(name).rstrip(" :;.")
    if not text:
        return Heading("", Meaning.EVERYBODY)
    if _NOTE.search(text):
        return Heading(text, Meaning.NOTES)
    if _OFFICE.match(text):
        return Heading(text, Meaning.OFFICE)
    if _SENTENCE.search(text):
        return Heading(text, Meaning.EVERYBODY, told=True)
    present = bool(_PRESENT.search(text)) and not _SUBMIT.search(text)
    one_of = bool(_ONE_OF.search(text))
    return replace(_about(text, present), one_of=one_of, adds=_adds(text))


def _adds(text: str) -> bool:
    """Whether the papers below come on top of others, in some cases."""
    return bool(_ADDS.match(text) or _ADDS_WITHIN.search(text))


def _about(text: str, present: bool) -> Heading:
    """Whom the rows below concern."""
    if _adds(text):
        return Heading(text, Meaning.EVERYBODY, present)
    if _AUTHORISED.search(text) and _CASE.search(text):
        return Heading(text, Meaning.AUTHORISED, present)
    if _CASE.search(text):
        return Heading(text, Meaning.CASE, present)
    if _PAPERS.search(text) and not _DEED.search(text):
        return Heading(text, Meaning.EVERYBODY, present)
    if _DEED.search(text):
        return Heading(text, Meaning.CASE, present)
    return Heading(text, Meaning.EVERYBODY, present, named=True)


def read_headings(cases: tuple[CaseRows, ...]) -> list[Heading]:
    """The headings of a record. A single case is nothing to choose: it holds for everybody."""
    headings = [_with_its_row(read_heading(case.name), case) for case in cases]
    named = [heading for heading, case in zip(headings, cases, strict=True) if heading.named and case.rows]
    if len({heading.text for heading in named}) > 1:  # several names that are no kind of papers: they name cases
        headings = [replace(heading, meaning=Meaning.CASE) if heading in named else heading for heading in headings]
    return single_for_everybody(headings, cases)


def single_for_everybody(headings: list[Heading], cases: tuple[CaseRows, ...]) -> list[Heading]:
    """The headings; a case beside which there are at most additions is no choice."""
    chosen = {heading.text for heading in headings if heading.meaning is Meaning.CASE}
    if len(chosen) == 1 and not has_shared(headings, cases):
        return [
            replace(heading, meaning=Meaning.EVERYBODY) if heading.text in chosen else heading for heading in headings
        ]
    return headings


def has_shared(headings: list[Heading], cases: tuple[CaseRows, ...]) -> bool:
    """Whether there are rows for everybody; what only adds to a case is none."""
    return any(
        heading.meaning is Meaning.EVERYBODY and not heading.adds and case.rows
        for heading, case in zip(headings, cases, strict=True)
    )


def _with_its_row(heading: Heading, case: CaseRows) -> Heading:
    """A heading that demands a paper, and is its own only row: the paper comes on top of the others, in this case."""
    rows = [without_bullet(row.name).rstrip(" :;.") for row in case.rows if row.name]
    if heading.meaning in (Meaning.CASE, Meaning.AUTHORISED) and rows == [heading.text] and _DEMANDS.search(rows[0]):
        return replace(heading, meaning=Meaning.EVERYBODY, adds=True)
    return heading
