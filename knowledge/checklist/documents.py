"""The documents of a case as the lines a person reads: certain ones, and ones that an open answer decides."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, product
from math import prod

from knowledge.case.facts import Case
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.phrases import called, label_of, only_if, say_condition, say_wanted
from knowledge.messages import Copies, DocumentLine, FormLine
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import DocumentEntry, Quantity
from knowledge.wording import wording

MOST_COMBINATIONS = 64
"""Beyond this many combinations of open answers a line simply lists its conditions."""


def document_lines(catalogue: Catalogue, case: Case) -> list[DocumentLine]:
    """One line for each document that is, or may be, needed.

    Entries of one type brought in the same way are one line. It is certain when one of them is, or when together
    they hold whatever the one open answer is; else `only_if` says what decides.
    """
    possible = [entry for entry in case.procedure.documents if case.holds(entry.when) is not False]
    certain = {entry.type for entry in possible if case.holds(entry.when)}
    kept = [entry for entry in possible if case.holds(entry.when) or entry.type not in certain]
    order = {kind: position for position, kind in enumerate(dict.fromkeys(entry.type for entry in kept))}
    kept.sort(key=lambda entry: (order[entry.type], _way(entry)))
    return [
        _line(catalogue, case, list(entries))
        for _, entries in groupby(kept, key=lambda entry: (entry.type, _way(entry)))
    ]


def _way(entry: DocumentEntry) -> tuple[tuple[int, ...], tuple[int, ...], bool]:
    return _counts(entry.submit), _counts(entry.present), entry.tell


def _counts(quantity: Quantity | None) -> tuple[int, ...]:
    return (quantity.original, quantity.certified_copy, quantity.photocopy, quantity.either) if quantity else ()


def _line(catalogue: Catalogue, case: Case, entries: Sequence[DocumentEntry]) -> DocumentLine:
    first = entries[0]
    kind = catalogue.document_types[first.type]
    code = kind.get.code
    get = kind.get.words
    if code and not get:
        get = wording().say("get_from_procedure", name=called(catalogue.get(code)), code=code)
    return DocumentLine(
        type=first.type,
        name=label_of(kind),
        full=kind.name if label_of(kind) != kind.name else "",
        submit=_copies(first.submit),
        present=_copies(first.present),
        tell=first.tell,
        form=FormLine(**kind.form.model_dump()) if kind.form else None,
        why=_joined(case, entries, [entry.why for entry in entries]),
        note=_joined(case, entries, [entry.note for entry in entries]),
        only_if=_only_if(case, entries),
        how_to_get=get,
        how_to_get_code=code,
        looked_up=kind.looked_up,
        valid=kind.valid,
        photograph=kind.photograph,
        examples=list(kind.examples),
        verified=all(entry.verified for entry in entries) and case.procedure.source.verified,
    )


def _only_if(case: Case, entries: Sequence[DocumentEntry]) -> str:
    """What decides whether the line is needed; empty when it is needed whatever the open answers are."""
    terms = [case.undecided(entry.when) for entry in entries]
    if not all(terms) or (len(entries) > 1 and _always(case, entries)):
        return ""
    questions = {question.id for term in terms for question, _ in term}
    if len(questions) == 1 and all(len(term) == 1 for term in terms):
        question = terms[0][0][0]
        values = [value for value in question.values if any(value in term[0][1] for term in terms)]
        return say_wanted(question, values)
    return wording().say("or").join(dict.fromkeys(say_condition(case, entry.when) for entry in entries))


def _always(case: Case, entries: Sequence[DocumentEntry]) -> bool:
    """Whether one of the entries holds whatever is answered to the open questions they name."""
    named = {
        question.id: question.values if case.facts.get(question.id, UNKNOWN) == UNKNOWN else (case.facts[question.id],)
        for entry in entries
        for question, _ in case.undecided(entry.when)
    }
    if prod(len(values) for values in named.values()) > MOST_COMBINATIONS:
        return False
    for answers in product(*named.values()):
        supposed = Case(case.procedure, {**case.facts, **dict(zip(named, answers, strict=True))})
        if not any(supposed.holds(entry.when) for entry in entries):
            return False
    return True


def _joined(case: Case, entries: Sequence[DocumentEntry], texts: Sequence[str]) -> str:
    """The texts of all entries; where they differ each says in which case it counts."""
    if len(set(texts)) == 1:
        return texts[0]
    sentences = [only_if(case, entry.when, text) for entry, text in zip(entries, texts, strict=True) if text]
    return " ".join(dict.fromkeys(sentences))


def _copies(quantity: Quantity | None) -> Copies | None:
    return Copies(**quantity.model_dump()) if quantity else None
