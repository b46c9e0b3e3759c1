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
    same_paper,
    spoken_of,
)
from knowledge.portal.review.wording import contradictions_wording
from knowledge.schema.conditions import Method
from knowledge.schema.procedure import DocumentType, Procedure
from knowledge.settings import now_in_vietnam
from knowledge.wording import say_money, wording

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
    contradictions: list[Contradiction] = []
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
            contradictions += part
    return contradictions


def _contradiction(
    procedure: Procedure, kind: str, authored: str, record: str, sentence: str = "", **blanks: str
) -> Contradiction:
    """A disagreement; `sentence` is its key in the wording, the kind where that says enough."""
    nothing = contradictions_wording().say("nothing")
    say = contradictions_wording().say(f"say.{sentence or kind}", **blanks)
    return Contradiction(procedure.code, procedure.name, kind, authored or nothing, record or nothing, say)


def _where(side: str) -> str:
    return contradictions_wording().say(f"where.{side}")


# -- papers ---------------------------------------------------------------------------------------------------------


def _names(kind: DocumentType) -> tuple[str, ...]:
    form = kind.form.title if kind.form else ""
    return tuple(name for name in (kind.name, kind.short, form, *kind.examples) if name)


def _papers(procedure: Procedure, catalogue: Catalogue, parsed: Parsed, record: Record) -> Iterator[Contradiction]:
    rows = list(dict.fromkeys(parsed.document_types[entry.type].name for entry in parsed.procedure.documents))
    if not rows:
        return  # the record publishes no papers at all
    types = catalogue.document_types
    needed = [_names(types[key]) for key in dict.fromkeys(entry.type for entry in procedure.documents)]
    named = needed + [_names(types[key]) for key in dict.fromkeys(entry.type for entry in procedure.not_needed)]
    notes = [f"{entry.note} {entry.why}" for entry in procedure.documents]
    notes += [entry.why for entry in procedure.not_needed]
    notes += [warning.say for warning in procedure.warnings] + [redirect.say for redirect in procedure.redirects]
    missing = [
        paper
        for paper in dict.fromkeys(paper_in(row) for row in rows)
        if paper and all(same_paper(names, paper) < ALIKE for names in named) and not spoken_of(paper, notes)
    ]
    texts = list(_texts(record))
    nameless = any(is_any_request(row) for row in rows)
    extra = [
        names for names in needed if not (nameless and is_request(names[0])) and mentioned(names, texts) < MENTIONED
    ]
    missing, extra = _without_requests(missing, extra, any(is_request(names[0]) for names in needed))
    for row in missing:
        yield _contradiction(procedure, "missing", "", short_label(row[:1].upper() + row[1:]))
    for names in extra:
        yield _contradiction(procedure, "extra", names[0], "")


def _without_requests(
    missing: list[str], extra: list[tuple[str, ...]], asked: bool
) -> tuple[list[str], list[tuple[str, ...]]]:
    """Requests have many names: a missing and an extra one are the same paper; one without an own name is known."""
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
    yield from (step.words for step in record.steps)
    yield from (method.words for method in record.methods)
    yield record.requirements


# -- fees, times, ways of filing ------------------------------------------------------------------------------------


def _fees(procedure: Procedure, published: Procedure, record: Record, today: dt.date) -> Iterator[Contradiction]:
    difference = fee_difference(procedure.fees, published.fees, record, today)
    if not difference:
        return
    ours, theirs = (say_fees(Case(side, {}), today).text for side in (procedure, published))
    if not difference.sums:
        yield _contradiction(procedure, "fee", ours, theirs, "fee_free")
        return
    amounts = ", ".join(say_money(amount) for amount in sorted(difference.sums))
    where = _where(difference.side)
    yield _contradiction(procedure, "fee", ours, theirs, "fee_amount", amounts=amounts, where=where)


def _times(procedure: Procedure, published: Procedure, record: Record, today: dt.date) -> Iterator[Contradiction]:
    difference = time_difference(procedure.time_limit, published.time_limit, [*_texts(record)], record)
    if difference:
        ours, theirs = (say_time(Case(side, {}), today)[1].text for side in (procedure, published))
        units = wording().group("units")
        times = ", ".join(f"{amount} {units[unit]}" for amount, unit in sorted(difference.spans))
        yield _contradiction(
            procedure, "time", ours, theirs, "only_one_side", what=times, where=_where(difference.side)
        )


def _methods(procedure: Procedure, published: Procedure) -> Iterator[Contradiction]:
    ours, theirs = set(procedure.methods) - {Method.PHONE}, set(published.methods)
    if not theirs or ours == theirs:
        return
    side, only = ("record", theirs - ours) if theirs - ours else ("authored", ours - theirs)
    authored, record = _say(procedure.methods), _say(published.methods)
    yield _contradiction(procedure, "methods", authored, record, "only_one_side", what=_say(only), where=_where(side))


def _say(methods: Iterable[Method]) -> str:
    names, chosen = wording().group("methods"), set(methods)
    return ", ".join(names[method] for method in Method if method in chosen)
