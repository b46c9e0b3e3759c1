"""The papers of a draft: which type of the catalogue each is, what is drafted anew, and in which case it is brought."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from knowledge.checklist.phrases import short_label
from knowledge.portal.draft.known_papers import KnownPapers
from knowledge.portal.draft.open_places import OWN_WORDS, mark
from knowledge.portal.draft.yaml_text import flow, scalar
from knowledge.portal.parse.fees import LONGEST, cut
from knowledge.portal.parse.procedure import Parsed
from knowledge.schema.conditions import Condition
from knowledge.schema.procedure import DocumentEntry, DocumentType
from knowledge.text.fold import fold

MOST_WORDS = 6
"""Words of a paper's name that make the id of its type."""
LONGEST_ID = 60


@dataclass
class DraftedPapers:
    """The papers of a record as types of the catalogue.

    Attributes:
        ids: the record's own type → a type of the catalogue, known or drafted.
        drafted: the drafted types by id, with the record's own words.
        doubts: the record's own type → what to compare, where a known type may be another paper.
    """

    ids: dict[str, str] = field(default_factory=dict)
    drafted: dict[str, DocumentType] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)

    @property
    def known(self) -> list[str]:
        """The types that stood in the catalogue already, in the order of the record."""
        return list(dict.fromkeys(key for key in self.ids.values() if key not in self.drafted))


def draft_papers(parsed: Parsed, known: KnownPapers, taken: Container[str]) -> DraftedPapers:
    """Find a known type for each paper and result of a record, and draft one where none is alike.

    Args:
        parsed: the record understood.
        known: the types of the catalogue.
        taken: their ids; a drafted type has another.
    """
    papers = DraftedPapers()
    types = {own: parsed.document_types[own] for own in _own_types(parsed)}
    matches = {own: match for own, kind in types.items() if (match := known.closest(kind.name))}
    surest_first = sorted(matches, key=lambda own: (not matches[own].sure, -matches[own].likeness))
    used: dict[str, str] = {}
    for own in surest_first:  # two papers of a record are two papers: the surer one keeps the known type
        used.setdefault(matches[own].type, own)
    for own, kind in types.items():
        match = matches.get(own)
        if match and used[match.type] == own:
            papers.ids[own] = match.type
            if not match.sure:
                papers.doubts[own] = f"the same paper? the record: {cut(kind.name, 160)}"
            continue
        key = _new_id(kind, taken, papers.drafted)
        papers.ids[own], papers.drafted[key] = key, kind
    return papers


def _own_types(parsed: Parsed) -> list[str]:
    """The record's own types, each once, in the order of its rows; the results come last."""
    procedure = parsed.procedure
    return list(dict.fromkeys([*(entry.type for entry in procedure.documents), *procedure.results]))


def _new_id(kind: DocumentType, taken: Container[str], drafted: Container[str]) -> str:
    words = re.findall(r"[a-z0-9]+", fold(short_label(kind.name)))
    while words and not words[0][0].isalpha():  # "02 ảnh 4x6"
        words.pop(0)
    stem = "_".join(words[:MOST_WORDS])[:LONGEST_ID].strip("_") or "giay_to"
    key, number = stem, 2
    while key in taken or key in drafted:
        key, number = f"{stem}_{number}", number + 1
    return key


def type_lines(drafted: dict[str, DocumentType]) -> Iterator[str]:
    """The drafted types as documents.<field>.yml holds them."""
    for key, kind in drafted.items():
        yield f"{scalar(key)}:"
        yield f"  name: {scalar(cut(kind.name).rstrip(' :'))}{mark(OWN_WORDS)}"
        if kind.short:
            yield f"  short: {scalar(cut(kind.short).rstrip(' :'))}{mark(OWN_WORDS)}"
        if kind.form:
            form = {"title": cut(kind.form.title), **({"link": kind.form.link} if kind.form.link else {})}
            yield f"  form: {flow(form)}{mark('the title that stands on the form')}"
        yield f"  get: {flow({'words': kind.get.words[:LONGEST]})}{mark('where people get it')}"


@dataclass(frozen=True)
class _Entry:
    """What makes two rows one entry of `documents`: they differ in the case alone."""

    own_type: str
    way: str
    quantity: tuple[tuple[str, object], ...]
    question: str
    optional: bool


def document_lines(documents: tuple[DocumentEntry, ...], papers: DraftedPapers) -> Iterator[str]:
    """The entries of `documents`; the case in which each is brought is a mark, as long as no question stands."""
    cases: dict[_Entry, list[str]] = {}
    for document in documents:
        way = "submit" if document.submit else "present"
        quantity = document.submit or document.present
        amounts = quantity.model_dump(exclude_defaults=True) if quantity else {}
        question = document.when.questions[0] if document.when else ""
        entry = _Entry(document.type, way, tuple(amounts.items()), question, bool(document.note))
        cases.setdefault(entry, []).extend(value for _, values in document.when.terms for value in values)
    for entry, values in cases.items():
        line = flow({"type": papers.ids[entry.own_type], entry.way: dict(entry.quantity)})
        reasons = [
            f"when: {when_of(entry.question, values)}" if entry.question else "",
            "only in the case its name tells" if entry.optional else "",
            papers.doubts.get(entry.own_type, ""),
        ]
        yield f"  - {line}{mark(*reasons)}"


def when_of(question: str, values: list[str] | tuple[str, ...]) -> str:
    """{case: c1} or {case: [c1, c2]}"""
    unique = list(dict.fromkeys(values))
    return flow({question: unique[0] if len(unique) == 1 else unique})


def decided_by(documents: tuple[DocumentEntry, ...], question: str, value: str, papers: DraftedPapers) -> list[str]:
    """The types that are brought only when a question has this value."""
    wanted = (question, (value,))
    return list(dict.fromkeys(papers.ids[entry.type] for entry in documents if wanted in entry.when.terms))


def needed_in(documents: tuple[DocumentEntry, ...], facts: dict[str, str], papers: DraftedPapers) -> list[str]:
    """The types that are brought in a case with these facts."""
    return list(dict.fromkeys(papers.ids[entry.type] for entry in documents if _holds(entry.when, facts)))


def _holds(when: Condition, facts: dict[str, str]) -> bool:
    return all(facts.get(question) in values for question, values in when.terms)
