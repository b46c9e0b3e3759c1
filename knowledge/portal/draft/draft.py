"""The draft of a procedure's authored file, of the document types it needs, and of a worked case to test it by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.catalogue_files.authored import AuthoredFiles
from knowledge.portal.draft.known_papers import KnownPapers
from knowledge.portal.draft.open_places import OWN_WORDS, mark
from knowledge.portal.draft.papers import (
    DraftedPapers,
    decided_by,
    document_lines,
    draft_papers,
    type_lines,
    when_of,
)
from knowledge.portal.draft.worked_case import case_lines
from knowledge.portal.draft.yaml_text import comment, flow, key_with_list, scalar
from knowledge.portal.parse.fees import cut
from knowledge.portal.parse.procedure import Parsed, field_key, parse_record
from knowledge.portal.record import Record
from knowledge.schema.names import Named
from knowledge.schema.procedure import Fee, Procedure, Spoken, TimeLimit

LONGEST_REQUIREMENTS = 3_000
"""Characters of the record's conditions that a draft quotes; its page has the rest."""


@dataclass(frozen=True)
class Draft:
    """What a person starts from; each text ends with a line break.

    Attributes:
        code: the procedure's code.
        field: the key of its field, the folder it belongs in.
        procedure: the text of `<field>/<code>.yml`.
        document_types: the text to add to `documents.<field>.yml`; empty when every paper is known.
        case: the text to add to `tests/knowledge/cases/<field>.yml`.
        known: the document types it uses that stood in the catalogue already.
        new: those it adds.
    """

    code: str
    field: str
    procedure: str
    document_types: str
    case: str
    known: tuple[str, ...]
    new: tuple[str, ...]


def draft_procedure(record: Record, read: dt.date, authored: AuthoredFiles) -> Draft:
    """Draft an authored file from a record.

    Args:
        record: the record, with its detail.
        read: the day it was last seen.
        authored: what stands in the catalogue: fields, document types, aliases.
    """
    parsed = parse_record(record, read)
    procedure = parsed.procedure
    field, field_known = _field(record, authored)
    near = {
        entry.type
        for code in authored.files
        if (other := authored.procedures[code]).field == field
        for entry in other.documents
    }
    papers = draft_papers(parsed, KnownPapers(authored.document_types, near), authored.document_types)
    shared_laws = authored.fields[field].legal_basis if field_known else ()
    lines = [
        *_head(procedure, authored.spoken.get(procedure.code), authored.named.get(procedure.code)),
        *(
            []
            if field_known
            else [f"# fields.yml:  {field}: {flow({'name': cut(record.field) or field})}{mark('add it')}"]
        ),
        f"field: {scalar(field)}",
        *_middle(procedure, authored.spoken.get(procedure.code)),
        *_questions(procedure, papers),
        *_documents(procedure, papers),
        *_rest(parsed, papers, shared_laws),
    ]
    return Draft(
        procedure.code,
        field,
        _text(lines),
        _text(type_lines(papers.drafted)),
        _text(case_lines(procedure, papers)),
        tuple(papers.known),
        tuple(papers.drafted),
    )


def _text(lines: list[str] | Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _field(record: Record, authored: AuthoredFiles) -> tuple[str, bool]:
    """The key of the record's field, and whether fields.yml has it: by its name, or by its key."""
    own = field_key(record.field)
    for key, field in authored.fields.items():
        if field_key(field.name) == own:
            return key, True
    return own, own in authored.fields


def _head(procedure: Procedure, spoken: Spoken | None, named: Named | None) -> Iterator[str]:
    where = procedure.source.url or "no page known"
    yield f"# Drafted by `python -m knowledge new` from the portal's record ({where})."
    yield "# Facts are as published. What is marked TODO needs a person; `python -m knowledge check` lists each mark."
    yield f"code: {scalar(procedure.code)}"
    yield f"name: {scalar(cut(procedure.name))}"
    if named:
        yield f"short_name: {scalar(named.short)}"
    hint = f" ({spoken.when})" if spoken and spoken.when else ""
    yield f"about: {scalar('')}{mark(f'one plain line for the card, in {OWN_WORDS}{hint}')}"


def _middle(procedure: Procedure, spoken: Spoken | None) -> Iterator[str]:
    yield f"level: {procedure.level.value}"
    yield f"agency: {scalar(cut(procedure.agency))}{mark('short, as people call it')}"
    if procedure.decision:
        yield f"decision: {scalar(cut(procedure.decision))}"
    if spoken:
        yield f"asked: {spoken.asked}"
        yield from key_with_list("aliases", spoken.says)
    else:
        yield f"aliases: []{mark('12 or more, as people say it')}"


def _questions(procedure: Procedure, papers: DraftedPapers) -> Iterator[str]:
    """The record's cases as comments: a question of the catalogue asks about what people know."""
    if not procedure.questions:
        return
    yield f"# questions:{mark(f'ask about what people know, in {OWN_WORDS}; then write each `when` below')}"
    for question in procedure.questions:
        yield f"#   - id: {question.id}"
        yield f"#     ask: {scalar(question.ask)}"
        yield f"#     why: {scalar(question.why)}"
        yield "#     options:"
        for option in question.options:
            kinds = decided_by(procedure.documents, question.id, option.value, papers)
            decides = f"    # decides: {', '.join(kinds)}" if kinds else ""
            yield f"#       - {flow({'value': option.value, 'say': option.say})}{decides}"


def _documents(procedure: Procedure, papers: DraftedPapers) -> Iterator[str]:
    if not procedure.documents:
        yield f"documents: []{mark('the record publishes none')}"
        return
    yield "documents:"
    yield from document_lines(procedure.documents, papers)


def _rest(parsed: Parsed, papers: DraftedPapers, shared_laws: tuple[str, ...]) -> Iterator[str]:
    procedure = parsed.procedure
    yield "fees:"
    yield from (_entry(fee, bool(fee.published or fee.note)) for fee in procedure.fees)
    yield "time_limit:"
    yield from (_entry(limit, bool(limit.note)) for limit in procedure.time_limit)
    yield f"methods: {flow(procedure.methods)}{mark('' if procedure.methods else 'the record publishes none')}"
    yield "results:" if procedure.results else f"results: []{mark('the record names none')}"
    yield from (f"  - {scalar(papers.ids[own])}{mark(papers.doubts.get(own, ''))}" for own in procedure.results)
    if procedure.warnings:
        yield "warnings:"
    for warning in procedure.warnings:
        entry = {"say": warning.say, **({} if warning.verified else {"verified": False})}
        when = "".join(f"; when: {when_of(*term)}" for term in warning.when.terms)
        yield f"  - {flow(entry)}{mark(OWN_WORDS + when)}"
    laws = [law for law in procedure.legal_basis if law not in shared_laws]
    if laws:
        yield from key_with_list("legal_basis", laws)
    if procedure.requirements:
        yield f"# The record's conditions:{mark('what a person must know becomes a warning or a question')}"
        yield from comment(cut(procedure.requirements, LONGEST_REQUIREMENTS))
    source = procedure.source
    known = {"kind": source.kind, "read": source.read, "verified": False, "url": source.url, "updated": source.updated}
    filled = {key: value for key, value in known.items() if value is not None and value != ""}
    yield f"source: {flow(filled)}{mark('verified: true once compared with the page')}"


def _entry(entry: Fee | TimeLimit, has_words: bool) -> str:
    """A fee or a time limit on one line; a time's unit is always written."""
    values = entry.model_dump(exclude_defaults=True, by_alias=True)
    if isinstance(entry, TimeLimit) and entry.amount is not None:
        values = {"amount": entry.amount, "unit": entry.unit, **values}
    return f"  - {flow(values)}{mark(OWN_WORDS if has_words else '')}"
