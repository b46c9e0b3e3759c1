"""A checklist as a PDF to print or keep: tick boxes, fee, time, place, source, and a QR code of its page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from knowledge.checklist.as_text import called_in, how_to_bring
from knowledge.checklist.paper.qr import qr_svg
from knowledge.checklist.paper.typeset import render
from knowledge.checklist.paper.wording import paper_wording
from knowledge.messages import Checklist, DocumentLine
from knowledge.wording import say_day, wording

MOST_ON_ONE = 12_000
"""Characters about papers beyond which it is not tried whether everything fits on one sheet: remarks are left out."""


def checklist_sheet(
    checklist: Checklist, address: str, deadlines: Sequence[str] = (), filed: dt.date | None = None
) -> bytes:
    """The PDF of one case's list.

    Args:
        checklist: the list.
        address: where the same list is found again; stands on the sheet as text and as QR code.
        deadlines: what the person must do by when, as sentences.
        filed: the day of filing that the due date is counted from; default: the day of the list.
    """
    return render("checklist", sheet_data(checklist, address, deadlines, filed))


def sheet_data(checklist: Checklist, address: str, deadlines: Sequence[str], filed: dt.date | None) -> dict[str, Any]:
    """What the template `checklist` is filled with."""
    say = paper_wording().say
    certain = [line for line in checklist.documents if not line.only_if]
    length = sum(len(line.name) + len(how_to_bring(line)) + len(line.full) for line in checklist.documents)
    return {
        "long": length > MOST_ON_ONE,
        "title": checklist.short_name or checklist.name,
        "official": _official(checklist),
        "facts": [[fact.question, fact.answer] for fact in checklist.facts],
        "redirects": [other.say for other in checklist.redirects],
        "heading": say("sheet.papers", count=len(certain)),
        "nothing": _nothing(checklist),
        "papers": [_paper(checklist, line) for line in certain],
        "perhaps": [_paper(checklist, line) for line in checklist.documents if line.only_if],
        "terms": _terms(checklist, deadlines, filed or checklist.as_of),
        "warnings": checklist.warnings,
        "not_needed": [f"{line.name}. {line.why}" for line in checklist.not_needed if line.often_brought],
        "foot": [
            say("sheet.source", source=checklist.source.title, day=say_day(checklist.as_of)),
            say("sheet.disclaimer"),
        ],
        "words": paper_wording().group("sheet"),
        "address": address,
        "qr": qr_svg(address),
    }


def _nothing(checklist: Checklist) -> str:
    if checklist.documents:
        return ""
    return wording().say("checklist.unpublished" if checklist.unpublished_documents else "checklist.nothing")


def _official(checklist: Checklist) -> str:
    official = paper_wording().say("sheet.official", name=checklist.name, code=checklist.code)
    return f"{official} {wording().say('checklist.imported')}." if checklist.imported else official


def _paper(checklist: Checklist, line: DocumentLine) -> dict[str, Any]:
    name = called_in(checklist, line)
    remarks = [line.full if line.full != name else "", line.how_to_get, line.looked_up]
    return {
        "name": name,
        "how": how_to_bring(line),
        "remarks": [remark for remark in remarks if remark],
    }


def _terms(checklist: Checklist, deadlines: Sequence[str], filed: dt.date) -> list[list[str]]:
    say, parts = paper_wording().say, wording().group("parts")
    due = checklist.due_date
    lines = [
        (say("sheet.fee"), checklist.fee.text),
        (parts["time"], checklist.time_limit.text),
        (say("sheet.due"), say("sheet.due_text", day=say_day(due), filed=say_day(filed)) if due else ""),
        (say("sheet.deadline"), " ".join(deadlines)),
        (say("sheet.agency"), checklist.agency),
        (say("sheet.office"), _office(checklist)),
        (parts["methods"], ", ".join(checklist.methods)),
        (say("sheet.result"), "; ".join(checklist.results)),
    ]
    return [[label, text] for label, text in lines if text]


def _office(checklist: Checklist) -> str:
    office = checklist.office
    return "; ".join(text for text in (office.address, office.hours, office.phone) if text) if office else ""
