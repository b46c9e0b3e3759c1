"""Where an authored procedure and the portal's record of the same code disagree: a review list for a person.

Not a proof: papers are compared by their words (`same_paper`), sums and spans of time as sets, whatever
the case or the way of filing they hold for. What one side leaves open is no disagreement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.case.facts import Case
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.fees_and_time_limits import say_fees, say_time
from knowledge.checklist.phrases import short_label
from knowledge.portal.imported import Imported
from knowledge.portal.parse.procedure import Parsed, parse_record
from knowledge.portal.record import Record
from knowledge.portal.review.fee_and_time_differences import fee_difference, time_difference
from knowledge.portal.review.same_paper import (
    ALIKE,
    MENTIONED,
    is_any_request,
    is_request,
    mentioned,
    paper_in,
    review_words,
    same_paper,
    spoken_of,
)
from knowledge.schema.conditions import Method
from knowledge.schema.procedure import DocumentType, Procedure
from knowledge.settings import now_in_vietnam
from knowledge.wording import say_money, words

KINDS = ("missing", "extra", "fee", "time", "methods")
"""`missing`: a paper of the record that no authored document names; `extra`: the other way round."""


@dataclass(frozen=True)
class Contradiction:
    """One disagreement: its kind, what the authored file says, what the record says, and why it is listed."""

    code: str
    name: str
    kind: str
    authored: str
    record: str
    say: str


def review(catalogue: Catalogue, imported: Imported | None) -> list[Contradiction]:
    """Every disagreement between an authored procedure and the imported record of its code, by code and kind.

    Records known from the list alone say nothing to disagree with.
    """
    if imported is None:
        return []
    today = now_in_vietnam().date()
    found: list[Contradiction] = []
    for code in sorted(catalogue.authored):
        record = imported.record(code)
        if record is None or record.listed_only:
            continue
        procedure, parsed = catalogue.procedures[code], parse_record(record, today)
        for part in (
            _papers(procedure, catalogue, parsed, record),
            _fees(procedure, parsed.procedure, record, today),
            _times(procedure, parsed.procedure, record, today),
            _methods(procedure, parsed.procedure),
        ):
            found += part
    return found


def _one(procedure: Procedure, kind: str, authored: str, record: str, **said: str) -> Contradiction:
    nothing = str(review_words()["nothing"])
    pattern = review_words()["say"][said.pop("pattern", kind)]
    return Contradiction(
        procedure.code, procedure.name, kind, authored or nothing, record or nothing, pattern.format(**said)
    )


def _where(side: str) -> str:
    return str(review_words()["where"][side])


# -- papers ---------------------------------------------------------------------------------------------------------


def _names(kind: DocumentType) -> tuple[str, ...]:
    form = kind.form.title if kind.form else ""
    return tuple(one for one in (kind.name, kind.short, form, *kind.examples) if one)


def _papers(procedure: Procedure, catalogue: Catalogue, parsed: Parsed, record: Record) -> Iterator[Contradiction]:
    rows = list(dict.fromkeys(parsed.document_types[one.type].name for one in parsed.procedure.documents))
    if not rows:
        return  # the record publishes no papers at all
    types = catalogue.document_types
    known = [_names(types[one]) for one in dict.fromkeys(entry.type for entry in procedure.documents)]
    named = known + [_names(types[one]) for one in dict.fromkeys(entry.type for entry in procedure.not_needed)]
    notes = [f"{one.note} {one.why}" for one in procedure.documents] + [one.why for one in procedure.not_needed]
    notes += [one.say for one in procedure.warnings] + [one.say for one in procedure.redirects]
    missing = [
        paper
        for paper in dict.fromkeys(paper_in(row) for row in rows)
        if paper and all(same_paper(names, paper) < ALIKE for names in named) and not spoken_of(paper, notes)
    ]
    texts = list(_texts(record))
    nameless = any(is_any_request(row) for row in rows)
    extra = [
        names for names in known if not (nameless and is_request(names[0])) and mentioned(names, texts) < MENTIONED
    ]
    missing, extra = _without_requests(missing, extra, any(is_request(names[0]) for names in known))
    for row in missing:
        yield _one(procedure, "missing", "", short_label(row[:1].upper() + row[1:]))
    for names in extra:
        yield _one(procedure, "extra", names[0], "")


def _without_requests(
    missing: list[str], extra: list[tuple[str, ...]], asked: bool
) -> tuple[list[str], list[tuple[str, ...]]]:
    """Requests are called by many names: one of each side is the same one; one without a name of its own is known."""
    kept: list[str] = []
    for row in missing:
        pair = next((names for names in extra if is_request(names[0])), None) if is_request(row) else None
        if pair:
            extra = [names for names in extra if names is not pair]
            continue
        if asked and is_any_request(row):
            continue
        kept.append(row)
    return kept, extra


def _texts(record: Record) -> Iterator[str]:
    """Everything a record says that may name a paper."""
    for case in record.cases:
        yield case.name
        yield from (row.name for row in case.rows)
    yield from (one.words for one in record.steps)
    yield from (one.words for one in record.methods)
    yield record.requirements


# -- fees, times, ways of filing ------------------------------------------------------------------------------------


def _fees(procedure: Procedure, published: Procedure, record: Record, today: dt.date) -> Iterator[Contradiction]:
    found = fee_difference(procedure.fees, published.fees, record, today)
    if found:
        authored, theirs = (say_fees(Case(one, {}), today).text for one in (procedure, published))
        if not found.sums:
            yield _one(procedure, "fee", authored, theirs, pattern="fee_free")
            return
        said = ", ".join(say_money(one) for one in sorted(found.sums))
        where = _where(found.side)
        yield _one(procedure, "fee", authored, theirs, pattern="fee_amount", amounts=said, where=where)


def _times(procedure: Procedure, published: Procedure, record: Record, today: dt.date) -> Iterator[Contradiction]:
    found = time_difference(procedure.time_limit, published.time_limit, [*_texts(record)], record)
    if found:
        authored, theirs = (say_time(Case(one, {}), today)[1].text for one in (procedure, published))
        units = words()["units"]
        said = ", ".join(f"{amount} {units[unit]}" for amount, unit in sorted(found.spans))
        yield _one(procedure, "time", authored, theirs, times=said, where=_where(found.side))


def _methods(procedure: Procedure, published: Procedure) -> Iterator[Contradiction]:
    ours, theirs = set(procedure.methods) - {Method.PHONE}, set(published.methods)
    if not theirs or ours == theirs:
        return
    side, only = ("record", theirs - ours) if theirs - ours else ("authored", ours - theirs)
    yield _one(
        procedure, "methods", _say(procedure.methods), _say(published.methods), methods=_say(only), where=_where(side)
    )


def _say(methods: Iterable[Method]) -> str:
    said = words()["methods"]
    chosen = set(methods)
    return ", ".join(said[one] for one in Method if one in chosen)
