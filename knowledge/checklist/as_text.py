"""A checklist as plain text that stands alone: for Zalo, screen readers and the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.checklist.phrases import marked_unverified
from knowledge.messages import Checklist, Copies, DocumentLine, OfficeLine
from knowledge.wording import say_day, wording

LONG_NOTE = 40
"""Characters of a note from which it is not said twice in a list."""


def checklist_text(checklist: Checklist) -> str:
    """The whole checklist, one fact on each line, without markup: what matters most in the first five lines."""
    say = wording().say
    name, count = checklist.short_name or checklist.name, len(checklist.documents)
    lines = [_title(checklist, name, count)]
    lines.append(say("checklist.fee", text=checklist.fee.text))
    lines.append(say("checklist.time", text=checklist.time_limit.text))
    lines.append(say("checklist.agency", agency=checklist.agency))
    if checklist.due_date:
        lines.append(say("checklist.due", day=say_day(checklist.due_date)))
    lines += [other.say for other in checklist.redirects]
    lines += _document_lines(checklist)
    if checklist.office:
        lines.append(_say_office(checklist.office))
    lines.append(say_methods(checklist))
    lines += [say("checklist.warning", say=warning) for warning in checklist.warnings]
    lines += [say("checklist.also", name=other.name, code=other.code, say=other.say) for other in checklist.also]
    lines.append(say("checklist.official", name=checklist.name, code=checklist.code))
    lines.append(say("checklist.source", source=checklist.source.title))
    if checklist.source.url:
        lines.append(say("checklist.link", url=checklist.source.url))
    return "\n".join(lines)


def _title(checklist: Checklist, name: str, count: int) -> str:
    """What the list is, and whose words it is in."""
    say = wording().say
    if not checklist.imported:
        return say("checklist.title", name=name, count=count) if count else say("checklist.title_none", name=name)
    imported = say("checklist.imported")
    if not count:
        return say("checklist.title_imported_none", imported=imported, name=name)
    return say("checklist.title_imported", imported=imported, name=name, count=count)


def called_in(checklist: Checklist, document: DocumentLine) -> str:
    """A document's name in a list: in full where nobody has read the record, since a label may lack a condition."""
    return document.full or document.name if checklist.imported else document.name


def _document_lines(checklist: Checklist) -> list[str]:
    """The documents, numbered; what is said where there are none; and what people bring in vain."""
    say = wording().say
    # where nobody has read the record a note may be a condition, which stays in full
    documents = checklist.documents if checklist.imported else said_once(checklist.documents)
    if checklist.documents:
        every = len(documents) > 1 and not any(document.verified for document in documents)
        lines = [
            say("checklist.documents_unverified", mark=say("to_be_checked")) if every else say("checklist.documents")
        ]
        documents = [document.model_copy(update={"verified": True}) for document in documents] if every else documents
    else:
        lines = [say("checklist.unpublished") if checklist.unpublished_documents else say("checklist.nothing")]
    lines += [
        say("checklist.line", number=number, name=called_in(checklist, document), how=how_to_bring(document))
        for number, document in enumerate(documents, start=1)
    ]
    lines += [
        say("checklist.not_needed", name=document.name, why=document.why)
        for document in checklist.not_needed
        if document.often_brought
    ]
    return lines


def said_once(documents: Sequence[DocumentLine]) -> list[DocumentLine]:
    """The documents; a note that a document before has said already, and that takes long, points to that one."""
    first: dict[str, int] = {}
    lines = []
    for number, document in enumerate(documents, start=1):
        before = first.setdefault(document.note, number)
        if before < number and len(document.note) > LONG_NOTE:
            document = document.model_copy(update={"note": wording().say("checklist.same_note", number=before)})
        lines.append(document)
    return lines


def _say_office(office: OfficeLine) -> str:
    say = wording().say
    place = [office.address]
    if office.hours:
        place.append(say("checklist.office_hours", hours=office.hours))
    if office.phone:
        place.append(say("checklist.office_phone", phone=office.phone))
    return say("checklist.office", place=say("and").join(place))


def say_methods(checklist: Checklist) -> str:
    """The ways of filing, or that the source publishes none."""
    if not checklist.methods:
        return wording().say("checklist.methods", methods=wording().say("methods_unpublished"))
    return wording().say("checklist.methods", methods=", ".join(checklist.methods))


def say_copies(copies: Copies) -> str:
    """For example "1 bản chính, 2 bản chụp", or "1 bản chính hoặc 1 bản chụp"."""
    if copies.unstated:
        return wording().say("unstated")
    kinds = wording().group("kinds")
    counted = [f"{count} {kinds[kind]}" for kind, count in copies.model_dump(include=set(kinds)).items() if count]
    return (wording().say("or") if copies.either else ", ").join(counted)


def how_to_bring(document: DocumentLine) -> str:
    """How a document is brought: " – nộp 1 bản chính (chỉ cần nếu: …)"."""
    say = wording().say
    ways = []
    if document.submit:
        ways.append(say("checklist.submit", papers=say_copies(document.submit)))
    if document.present:
        ways.append(say("checklist.present", papers=say_copies(document.present)))
    if document.tell:
        ways.append(say("checklist.tell"))
    text = say("checklist.how", how=", ".join(ways))
    if document.note:
        text = say("checklist.note", text=text, note=document.note)
    if document.only_if:
        text = say("checklist.only_if", text=text, condition=document.only_if)
    return text if document.verified else marked_unverified(text)
