"""The stub of a worked case: what tests/knowledge/cases holds of a procedure, for a person to complete."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.portal.draft.open_places import mark
from knowledge.portal.draft.papers import DraftedPapers, needed_in
from knowledge.portal.draft.yaml_text import flow, key_with_list, scalar
from knowledge.schema.procedure import Fee, Procedure, TimeLimit


def case_lines(procedure: Procedure, papers: DraftedPapers) -> Iterator[str]:
    """A worked case to be completed by hand, in the first of the record's cases."""
    facts = {question.id: question.options[0].value for question in procedure.questions}
    yield f"- code: {scalar(procedure.code)}"
    yield f"  title: {scalar('…')}{mark('who comes, with what; work it out from the source, not from the program')}"
    yield f"  facts: {flow(facts)}{mark('the answers to your questions' if facts else '')}"
    yield from (f"  {line}" for line in key_with_list("needed", needed_in(procedure.documents, facts, papers)))
    yield "  not_needed: []"
    yield f"  fee: {_fee(procedure.fees[0])}"
    yield f"  time: {_time(procedure.time_limit)}"


def _fee(fee: Fee) -> str:
    if fee.free:
        return "free"
    if fee.amount:
        return str(fee.amount)
    return "unpublished" if fee.unpublished else "decided"


def _time(limits: tuple[TimeLimit, ...]) -> str:
    times = {limit.method: f"{limit.amount} {limit.unit}" if limit.amount else "unpublished" for limit in limits}
    if len(limits) == 1:
        return next(iter(times.values()))
    return flow({str(method): text for method, text in times.items()})
