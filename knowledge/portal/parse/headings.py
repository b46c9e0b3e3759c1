"""What the heading of an `executionCase` means: for everybody, a case to choose, a note, papers to be shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.portal.parse.vocabulary import pattern
from knowledge.portal.record import CaseRows

_BULLET = re.compile(
    r"^(?:[\s*+\-–•.:;)]+|\(\*+\)|\(?(?:[ivx]{1,4}|\d{1,2}(?:\.\d{1,2})*|[a-zđ]\d{0,2}(?:\.\d{1,2})*)[.)]\)?\s)+",
    re.IGNORECASE,
)
_NOTE = r"^{heading.note}\b"
_PRESENT = re.compile(r"\bxuất trình\b", re.IGNORECASE)
_SUBMIT = re.compile(r"\bnộp\b", re.IGNORECASE)
_PAPERS = r"^(?:các |những )?(?:loại )?{heading.papers}\b"
_CASE = r"\b{heading.case}\b"
_DEED = r"^(?:về |hồ sơ |thành phần hồ sơ |thủ tục )?(?:{heading.before_deed} )*{heading.deed}\b"
_AUTHORISED = re.compile(r"\b(?:ủy|uỷ) quyền\b", re.IGNORECASE)


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
    if pattern(_NOTE).search(text):
        return Heading(text, Meaning.NOTES)
    present = bool(_PRESENT.search(text)) and not _SUBMIT.search(text)
    if _AUTHORISED.search(text) and pattern(_CASE).search(text):
        return Heading(text, Meaning.AUTHORISED, present)
    if pattern(_CASE).search(text):
        return Heading(text, Meaning.CASE, present)
    if pattern(_PAPERS).search(text) and not pattern(_DEED).search(text):
        return Heading(text, Meaning.EVERYBODY, present)
    if pattern(_DEED).search(text):
        return Heading(text, Meaning.CASE, present)
    return Heading(text, Meaning.EVERYBODY, present, named=True)


def read_headings(cases: tuple[CaseRows, ...]) -> list[Heading]:
    """The headings of a record. One case alone is nothing to choose: it holds for everybody."""
    found = [read_heading(case.name) for case in cases]
    named = [one for one, case in zip(found, cases, strict=True) if one.named and case.rows]
    if len({one.text for one in named}) > 1:  # several names that are no kind of papers: they name cases
        found = [replace(one, meaning=Meaning.CASE) if one in named else one for one in found]
    chosen = {one.text for one in found if one.meaning is Meaning.CASE}
    shared = any(one.meaning is Meaning.EVERYBODY and case.rows for one, case in zip(found, cases, strict=True))
    if len(chosen) == 1 and not shared:
        return [replace(one, meaning=Meaning.EVERYBODY) if one.text in chosen else one for one in found]
    return found
