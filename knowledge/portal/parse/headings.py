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
_ONE_OF = Expression("heading.one_of_these")


class Meaning(StrEnum):
    EVERYBODY = "everybody"
    CASE = "case"
    AUTHORISED = "authorised"
    NOTES = "notes"


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
    if _SENTENCE.search(text):
        return Heading(text, Meaning.EVERYBODY, told=True)
    present = bool(_PRESENT.search(text)) and not _SUBMIT.search(text)
    one_of = bool(_ONE_OF.search(text))
    return replace(_about(text, present), one_of=one_of, adds=bool(_ADDS.match(text)))


def _about(text: str, present: bool) -> Heading:
    """Whom the rows below concern."""
    if _ADDS.match(text):
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
