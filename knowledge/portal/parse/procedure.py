"""A whole record as a procedure of the catalogue, with the document types that only it knows."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from knowledge.checklist.phrases import short_label
from knowledge.portal.parse.fees import METHODS, cut, read_fees
from knowledge.portal.parse.headings import Heading, Meaning, has_shared, read_headings, single_for_everybody
from knowledge.portal.parse.offices import agency_of
from knowledge.portal.parse.only_in_a_case import names_the_subject
from knowledge.portal.parse.option_labels import case_of, option_labels
from knowledge.portal.parse.rows import ReadRow, is_bare_heading, read_rows
from knowledge.portal.parse.times import read_times
from knowledge.portal.parse.vocabulary import Expression
from knowledge.portal.record import Record
from knowledge.portal.repair import law_number, without_filler
from knowledge.portal.wording import portal_wording
from knowledge.provinces import province_of
from knowledge.schema.conditions import ALWAYS, Condition, Level, Method
from knowledge.schema.procedure import (
    Caution,
    DocumentEntry,
    DocumentType,
    Form,
    HowToGet,
    Option,
    Procedure,
    Quantity,
    Question,
    Source,
)
from knowledge.text.fold import fold

PAGE = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/{id}"
KIND = "portal"
CASE, AUTHORISED, NONE = "case", "authorised", "none"
MOST_NOTES = 6
LONGEST_NOTE = 500
SHORTEST_NOTE = 15
_REQUEST = Expression("procedure.request")
"""What opens a dossier: these rows come first."""
_AND_PAPER = Expression("procedure.and_paper")
"""A request with another paper in one row, of which the condition at its end speaks."""
_OF_AN_OFFICE, _ABOUT = Expression("procedure.of_an_office"), Expression("procedure.about")
_ABOLISHED = Expression("procedure.abolished")
_TITLE_START, _RESULT_CODE = Expression("procedure.title_start"), Expression("procedure.result_code")


@dataclass(frozen=True)
class Parsed:
    """A procedure and its own document types (their ids begin with the code)."""

    procedure: Procedure
    document_types: dict[str, DocumentType]


@dataclass(frozen=True)
class CaseGroup:
    """Rows that hold under one condition."""

    heading: Heading
    when: Condition
    rows: tuple[ReadRow, ...]


def parse_record(record: Record, read: dt.date) -> Parsed:
    """Understand a record. Nothing is guessed: what it does not tell is left out or said to be unknown.

    Args:
        record: as read from a file, the API or the store.
        read: the day the record was last seen, for the citation.
    """
    questions, groups = read_groups(record)
    kinds: dict[DocumentType, str] = {}
    documents = _entries(record, groups, kinds)
    types = {name: kind for kind, name in kinds.items()}
    results = [_result(record, name, types) for name in _result_names(record)]
    procedure = Procedure(
        code=record.code,
        name=title_of(record.name),
        field=field_key(record.field),
        level=level_of(record),
        province=province_of(record.issued_by) or "",
        agency=agency_of(record),
        decision=record.decision,
        questions=tuple(questions),
        documents=tuple(documents),
        fees=read_fees(record),
        time_limit=read_times(record),
        methods=methods_of(record),
        results=tuple(results),
        warnings=tuple(_cautions(record, groups)),
        requirements=without_filler(record.requirements),
        legal_basis=tuple(_laws(record)),
        source=Source(
            kind=KIND,
            read=read,
            verified=True,
            url=page_of(record),
            updated=record.updated,
        ),
    )
    return Parsed(procedure, types)


def page_of(record: Record) -> str:
    """The record's page on the portal, where its forms can be had; nothing when its id is unknown."""
    return PAGE.format(id=record.id) if record.id else ""


def title_of(name: str) -> str:
    """The title on one line, without "Thủ tục" in front, capitals only where they belong."""
    flat = re.sub(r"\s+", " ", name).strip(" .;")
    flat = re.sub(r"^\d{1,2}\.\s+", "", flat)
    flat = _TITLE_START.sub("", flat) or flat
    if flat.isupper():
        flat = flat.lower()
    return flat[:1].upper() + flat[1:]


def field_key(name: str) -> str:
    """The key of a category: its name folded, so that it meets the authored field of the same name."""
    return re.sub(r"\W+", "_", fold(name)).strip("_") or "khac"


def level_of(record: Record) -> Level:
    """The lowest level that handles it: that is where a person goes first."""
    if record.commune:
        return Level.COMMUNE
    if record.province:
        return Level.PROVINCE
    return Level.MINISTRY if record.ministry else Level.OTHER


def methods_of(record: Record) -> tuple[Method, ...]:
    """The ways of filing, each once."""
    return tuple(dict.fromkeys(METHODS[way.method] for way in record.methods if way.method in METHODS))


def read_groups(record: Record) -> tuple[list[Question], list[CaseGroup]]:
    """The questions that choose among the record's cases, and the rows with their condition."""
    headings = read_headings(record.cases)
    rows = [read_rows(case.rows, heading, record.name) for heading, case in zip(headings, record.cases, strict=True)]
    headings, rows = _without_empty_cases(record, headings, rows)
    rows = _request_for_everybody(rows, record.name)
    questions: list[Question] = []
    conditions: dict[int, Condition] = {}
    shared = has_shared(headings, record.cases)
    for question_id, meaning in ((CASE, Meaning.CASE), (AUTHORISED, Meaning.AUTHORISED)):
        chosen = [index for index, heading in enumerate(headings) if heading.meaning is meaning]
        texts = list(dict.fromkeys(case_of(headings[index].text) for index in chosen))
        if not texts:
            continue
        wording = portal_wording().group(f"question.{question_id}")
        options = [Option(value=f"c{place + 1}", say=say) for place, say in enumerate(option_labels(texts))]
        if question_id == AUTHORISED or shared or len(options) == 1:
            options.append(Option(value=NONE, say=wording["none"]))
        questions.append(Question(id=question_id, ask=wording["ask"], why=wording["why"], options=tuple(options)))
        for index in chosen:
            value = f"c{texts.index(case_of(headings[index].text)) + 1}"
            conditions[index] = Condition(terms=((question_id, (value,)),))
    groups = [
        CaseGroup(heading, conditions.get(index, ALWAYS), read)
        for index, (heading, read) in enumerate(zip(headings, rows, strict=True))
    ]
    return questions, groups


Rows = list[tuple[ReadRow, ...]]
"""The rows below each heading."""


def _without_empty_cases(record: Record, headings: list[Heading], rows: Rows) -> tuple[list[Heading], Rows]:
    """A case below which only notes stand is no choice beside others that have papers: its notes are told to all."""
    has_papers = [any(not row.note for row in read) for read in rows]
    cases = [index for index, heading in enumerate(headings) if heading.meaning is Meaning.CASE]
    named = {case_of(headings[index].text) for index in cases if has_papers[index]}
    empty = [index for index in cases if rows[index] and case_of(headings[index].text) not in named]
    if not (any(has_papers) and empty):
        return headings, rows
    for index in empty:
        said = headings[index].text
        headings[index] = replace(headings[index], meaning=Meaning.NOTES)
        rows[index] = tuple(
            row if said.casefold() in row.text.casefold() else replace(row, text=f"{said}: {row.text}")
            for row in rows[index]
        )
    return single_for_everybody(headings, record.cases), rows


def _request_for_everybody(rows: Rows, title: str) -> Rows:
    """The only request of a dossier is always needed, unless a bracket, "nếu có" or another subject says when.

    "Giấy đề nghị của hòa giải viên, hoặc của gia đình trong trường hợp …": the case is that of the other signer.
    """
    papers = [row for read in rows for row in read if not row.note]
    requests = {_key(row) for row in papers if _REQUEST.match(row.text)}
    if len(requests) != 1 or len({_key(row) for row in papers}) == 1:
        return rows
    return [tuple(_always(row, title) if _key(row) in requests else row for row in read) for read in rows]


def _always(row: ReadRow, title: str) -> ReadRow:
    """The row without a condition that stands in no bracket, and names no part of what the procedure is about."""
    place = row.text.find(row.only_in.rstrip("…"))
    if row.note or not row.only_in or place <= 0 or row.text[place - 1] == "(":
        return row
    if row.only_in.casefold() == portal_wording().say("any") and not _AND_PAPER.search(row.text):
        return row
    if _OF_AN_OFFICE.match(row.text) or (_ABOUT.match(row.only_in) and not names_the_subject(row.only_in, title)):
        return row
    return replace(row, only_in="")


def _entries(record: Record, groups: list[CaseGroup], kinds: dict[DocumentType, str]) -> list[DocumentEntry]:
    """The papers of all groups; what stands twice in a case, or again where it holds for everybody, is told once."""
    found: dict[tuple[str, bool, Condition], DocumentEntry] = {}
    everybody = {(_key(row), row.present) for group in groups if not group.when for row in group.rows if not row.note}
    for group in groups:
        for row in sorted(group.rows, key=lambda row: not _REQUEST.match(row.text)):
            key = (_key(row), row.present)
            if row.note or (group.when and key in everybody) or (*key, group.when) in found:
                continue
            quantity = _quantity(row)
            way = {"present": quantity} if row.present else {"submit": quantity}
            entry = DocumentEntry(type=_type_id(record, row, kinds), when=group.when, note=_note(row), **way)
            found[(*key, group.when)] = entry
    return list(found.values())


def _key(row: ReadRow) -> str:
    """Equal for rows of the same words."""
    return re.sub(r"\W+", " ", row.text.casefold()).strip()


def _note(row: ReadRow) -> str:
    """In which case the paper is needed, in the record's words."""
    say = portal_wording().say
    if row.one_of:
        return say("one_of", of=short_label(row.one_of))
    if not row.only_in:
        return ""
    return say("if_any") if row.only_in.casefold() == say("any") else say("only_in", case=row.only_in)


def _type_id(record: Record, row: ReadRow, kinds: dict[DocumentType, str]) -> str:
    """The id of the row's paper; rows that name the same paper in several cases share it."""
    say = portal_wording().say
    form = Form(title=row.forms[0], link=page_of(record)) if row.forms else None
    get = say("how_to_get.form", form=row.forms[0]) if row.forms else say("how_to_get.own")
    label = row.label
    kind = DocumentType(name=row.text, short=label if label != row.text else "", form=form, get=HowToGet(words=get))
    return kinds.setdefault(kind, f"{record.code}.d{len(kinds) + 1}")


def _quantity(row: ReadRow) -> Quantity:
    if not row.original and not row.copies:
        return Quantity(unstated=True)
    copies = row.copies or 0
    if row.either_copy:
        return Quantity(certified_copy=copies, photocopy=copies, either=True)
    kind = {"certified_copy" if row.certified else "photocopy": copies}
    return Quantity(original=row.original or 0, either=row.either, **kind)


def _result_names(record: Record) -> list[str]:
    names = (_RESULT_CODE.sub("", result.name).strip(" .;") for result in record.results)
    return [name for name in dict.fromkeys(names) if name]


def _result(record: Record, name: str, types: dict[str, DocumentType]) -> str:
    key = f"{record.code}.r{len(types) + 1}"
    label = short_label(name)
    types[key] = DocumentType(
        name=name, short=label if label != name else "", get=HowToGet(words=portal_wording().say("how_to_get.own"))
    )
    return key


def _cautions(record: Record, groups: list[CaseGroup]) -> list[Caution]:
    say = portal_wording().say
    found: list[Caution] = []
    if record.listed_only:
        found.append(Caution(say=say("listed_only")))
    if province_of(record.issued_by):
        found.append(Caution(say=say("province.only", issuer=record.issued_by)))
    addresses = " ".join([record.addresses, *(unit.name for unit in record.units)])
    if _ABOLISHED.search(addresses):
        found.append(Caution(say=say("abolished"), verified=False))
    notes = [(group.heading.text, group.when) for group in groups if group.heading.told]
    notes += [
        (row.text, group.when)
        for group in groups
        if group.heading.meaning is not Meaning.OFFICE
        for row in group.rows
        if row.note and len(row.text) > SHORTEST_NOTE and not is_bare_heading(row.text)
    ]
    for text, when in dict.fromkeys(notes):
        if len(found) >= MOST_NOTES:
            break
        short = text if len(text) <= LONGEST_NOTE else cut(text, LONGEST_NOTE)
        found.append(Caution(say=say("note", text=short), when=when))
    return found


def _laws(record: Record) -> list[str]:
    """The laws' numbers, each once; a number that was cut short gives way to the whole."""
    unique = dict.fromkeys(law_number(law.code) for law in record.legal_basis if law.code)
    return [number for number in unique if not any(other != number and other.startswith(number) for other in unique)]
