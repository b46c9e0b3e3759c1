"""A checklist as plain text that stands alone: for Zalo, screen readers and the terminal."""

from __future__ import annotations

from knowledge.checklist.phrases import marked_unverified
from knowledge.messages import Checklist, Copies, DocumentLine, OfficeLine
from knowledge.wording import say_day, wording


def checklist_text(checklist: Checklist) -> str:
    """The whole checklist, one fact on each line, without markup: what matters most in the first five lines."""
    say = wording().say
    name, count = checklist.short_name or checklist.name, len(checklist.documents)
    lines = [say("checklist.title", name=name, count=count) if count else say("checklist.title_none", name=name)]
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


def _document_lines(checklist: Checklist) -> list[str]:
    """The documents, numbered; what is said where there are none; and what people bring in vain."""
    say = wording().say
    if checklist.documents:
        lines = [say("checklist.documents")]
    else:
        lines = [say("checklist.unpublished") if checklist.unpublished_documents else say("checklist.nothing")]
    lines += [
        say("checklist.line", number=number, name=document.name, how=how_to_bring(document))
        for number, document in enumerate(checklist.documents, start=1)
    ]
    lines += [
        say("checklist.not_needed", name=document.name, why=document.why)
        for document in checklist.not_needed
        if document.often_brought
    ]
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
        return wording().say("checklist.methods_unpublished")
    return wording().say("checklist.methods", methods=", ".join(checklist.methods))


def say_copies(copies: Copies) -> str:
    """For example "1 bản chính, 2 bản chụp"."""
    if copies.unstated:
        return wording().say("unstated")
    kinds = wording().group("kinds")
    return ", ".join(f"{count} {kinds[kind]}" for kind, count in copies.model_dump().items() if count)


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
