"""What the heading of an `executionCase` means: for everybody, a case to choose, a note, papers to be shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.portal.parse.vocabulary import Expression
from knowledge.portal.record import CaseRows

_BULLET = re.compile(
    r"^(?:[\s*+\-–•.:;)]+|\(\*+\)|\(?(?:[ivx]{1,4}|\d{1,2}(?:\.\d{1,2})*|[a-zđ]\d{0,2}(?:\.\d{1,2})*)[.)]\)?\s)+",
    re.IGNORECASE,
)
_NOTE = Expression("heading.note")
_PRESENT, _SUBMIT = Expression("heading.present"), Expression("heading.submit")
_PAPERS = Expression("heading.papers")
_CASE = Expression("heading.case")
_DEED = Expression("heading.deed")
_AUTHORISED = Expression("heading.authorised")


class Meaning(StrEnum):
    EVERYBODY = "everybody"
    CASE = "case"
    AUTHORISED = "authorised"
    NOTES = "notes"


@dataclass(frozen=True)
class Heading:
    """`present`: its rows are papers to be shown rather than handed in; `named`: its words are unknown to us."""

    text: str
    meaning: Meaning
    present: bool = False
    named: bool = False


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
    present = bool(_PRESENT.search(text)) and not _SUBMIT.search(text)
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
    headings = [read_heading(case.name) for case in cases]
    named = [heading for heading, case in zip(headings, cases, strict=True) if heading.named and case.rows]
    if len({heading.text for heading in named}) > 1:  # several names that are no kind of papers: they name cases
        headings = [replace(heading, meaning=Meaning.CASE) if heading in named else heading for heading in headings]
    chosen = {heading.text for heading in headings if heading.meaning is Meaning.CASE}
    shared = any(
        heading.meaning is Meaning.EVERYBODY and case.rows for heading, case in zip(headings, cases, strict=True)
    )
    if len(chosen) == 1 and not shared:
        return [
            replace(heading, meaning=Meaning.EVERYBODY) if heading.text in chosen else heading for heading in headings
        ]
    return headings
