"""A checklist as plain text that stands alone: for Zalo, screen readers and the terminal."""

from __future__ import annotations

from knowledge.messages import Checklist, Copies, DocumentLine
from knowledge.wording import say_day, words


def checklist_text(checklist: Checklist) -> str:
    """The whole checklist, a line a fact, without markup."""
    said = words()["checklist"]
    lines = [said["title"].format(name=checklist.name)]
    lines += [one.say for one in checklist.redirects]
    lines.append(said["documents"] if checklist.documents else said["nothing"])
    lines += [
        said["line"].format(number=number, name=document.name, how=how_to_bring(document))
        for number, document in enumerate(checklist.documents, start=1)
    ]
    lines += [
        said["not_needed"].format(name=one.name, why=one.why) for one in checklist.not_needed if one.often_brought
    ]
    lines.append(said["fee"].format(text=checklist.fee.text))
    lines.append(said["time"].format(text=checklist.time_limit.text))
    if checklist.due_date:
        lines.append(said["due"].format(day=say_day(checklist.due_date)))
    lines.append(said["agency"].format(agency=checklist.agency))
    if office := checklist.office:
        hours = said["office_hours"].format(hours=office.hours) if office.hours else ""
        phone = said["office_phone"].format(phone=office.phone) if office.phone else ""
        lines.append(said["office"].format(address=office.address, hours=hours, phone=phone))
    lines.append(said["methods"].format(methods=", ".join(checklist.methods)))
    lines += [said["warning"].format(say=one) for one in checklist.warnings]
    lines += [said["also"].format(name=one.name, code=one.code, say=one.say) for one in checklist.also]
    lines.append(said["source"].format(source=checklist.source.title))
    if checklist.source.url:
        lines.append(said["link"].format(url=checklist.source.url))
    return "\n".join(lines)


def say_copies(copies: Copies) -> str:
    """For example "1 bản chính, 2 bản chụp"."""
    kinds = words()["kinds"]
    if copies.unstated:
        return str(words()["unstated"])
    return ", ".join(f"{count} {kinds[kind]}" for kind, count in copies.model_dump().items() if count)


def how_to_bring(document: DocumentLine) -> str:
    """How a document is brought: " – nộp 1 bản chính (chỉ cần nếu: …)"."""
    said = words()["checklist"]
    ways = []
    if document.submit:
        ways.append(said["submit"].format(papers=say_copies(document.submit)))
    if document.present:
        ways.append(said["present"].format(papers=say_copies(document.present)))
    if document.tell:
        ways.append(said["tell"])
    text = said["how"].format(how=", ".join(ways))
    if document.note:
        text += said["note"].format(note=document.note)
    if document.only_if:
        text += said["only_if"].format(condition=document.only_if)
    return text if document.verified else f"{text} {words()['unverified']}"
