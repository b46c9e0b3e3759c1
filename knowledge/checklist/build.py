"""From a person's facts to the exact list of documents, with fee, time, place and source."""

from __future__ import annotations

import datetime as dt

from knowledge.case.facts import Case, Facts
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.documents import document_lines
from knowledge.checklist.due_date import working_days
from knowledge.checklist.fees_and_time_limits import say_fees, say_time
from knowledge.checklist.phrases import called, label_of, marked_unverified, say_answer
from knowledge.checklist.source import cite
from knowledge.messages import Checklist, FactLine, NotNeededLine, OfficeLine, OtherProcedure
from knowledge.provinces import ELSEWHERE, PROVINCE, province_key, provinces
from knowledge.schema.conditions import TimeUnit
from knowledge.schema.procedure import Caution, NotNeeded, Procedure, TimeLimit
from knowledge.wording import say_day, wording

PORTAL = "portal"


def fact_lines(case: Case) -> list[FactLine]:
    """The answers that were given in a case, as people read them."""
    return [
        FactLine(
            question_id=question.id, question=question.ask, value=value, answer=say_answer(case, question.id, value)
        )
        for question, value in case.answered()
    ]


def build_checklist(catalogue: Catalogue, code: str, facts: Facts, now: dt.datetime, province: str = "") -> Checklist:
    """The checklist of one case.

    An unanswered or unknown question leaves its documents in the list, each with `only_if`; so more facts only ever
    take documents away by naming why (in `not_needed`).

    Args:
        catalogue: the loaded catalogue.
        code: the procedure's code.
        facts: question id → value, or "unknown".
        now: the moment of asking, for the due date and dated fees (Việt Nam time).
        province: the key of the person's province, whose overlay and own version count; "": none is known.

    Raises:
        UnknownProcedure: no such code.
        FactError: a fact does not fit the procedure.
    """
    province = province_key(province)
    procedure = catalogue.get(code, province)
    case = Case.checked(procedure, _with_province(procedure, facts, province))
    redirected = redirects(catalogue, case)
    documents = document_lines(catalogue, case)
    imported = procedure.code not in catalogue.authored
    # a record that names no paper for this case is silent; only an authored list says that none is needed
    unpublished = not procedure.publishes_documents or (imported and not documents)
    limit, time_answer = say_time(case, now.date())
    return Checklist(
        code=procedure.code,
        name=procedure.name,
        short_name=called(procedure),
        facts=fact_lines(case),
        documents=documents,
        unpublished_documents=unpublished,
        imported=imported,
        not_needed=_not_needed(catalogue, case, {line.type for line in documents}),
        fee=say_fees(case, now.date()),
        time_limit=time_answer,
        due_date=None if unpublished else _due_date(procedure, limit, now),
        methods=[wording().group("methods")[method] for method in procedure.methods],
        agency=procedure.agency,
        office=OfficeLine(**procedure.office.model_dump()) if procedure.office else None,
        results=[label_of(catalogue.document_types[result]) for result in procedure.results],
        warnings=_warnings(case, now.date()),
        redirects=redirected,
        legal_basis=list(procedure.legal_basis),
        also=_also(catalogue, case, province, {other.code for other in redirected}),
        source=cite(procedure, now.date(), catalogue.link(procedure.code)),
        as_of=now.date(),
    )


def _with_province(procedure: Procedure, facts: Facts, province: str) -> Facts:
    """The facts with the answer to the question of the province, where it is asked and the province is known."""
    question = procedure.question(PROVINCE)
    if question is None or PROVINCE in facts or province not in provinces():
        return facts
    return {**facts, PROVINCE: province if province in question.values else ELSEWHERE}


def redirects(catalogue: Catalogue, case: Case) -> list[OtherProcedure]:
    """The procedures that are the right ones instead, in this case."""
    return [
        OtherProcedure(code=redirect.code, name=called(catalogue.get(redirect.code)), say=redirect.say)
        for redirect in case.procedure.redirects
        if case.holds(redirect.when)
    ]


def _also(catalogue: Catalogue, case: Case, province: str, redirected: set[str]) -> list[OtherProcedure]:
    """What to look at besides: procedures best filed at the same visit, and the province's own version.

    Args:
        redirected: the procedures that are named as the right ones already.
    """
    found = [
        OtherProcedure(code=other.code, name=called(catalogue.get(other.code)), say=other.say)
        for other in case.procedure.together
        if case.holds(other.when)
    ]
    own = catalogue.own_version(case.procedure.code, province) if province in provinces() else None
    if own and own not in redirected:
        say = wording().say("warnings.own_version", province=provinces()[province].name, code=own)
        found.append(OtherProcedure(code=own, name=called(catalogue.get(own)), say=say))
    return found


def _due_date(procedure: Procedure, limit: TimeLimit | None, now: dt.datetime) -> dt.date | None:
    """The day the result is due when filed now.

    None unless one sure time runs from the filing, in a known unit; and while the procedure is not in force.
    """
    if not procedure.effective.holds_on(now.date()):
        return None
    if limit is None or limit.counted_from or limit.several or not limit.verified:
        return None
    if limit.unit is TimeUnit.PUBLISHED:
        return None
    same_day = procedure.same_day
    if same_day and now.isoweekday() in same_day.weekdays and limit.amount:
        limit = TimeLimit(amount=1, same_day_before=same_day.before)
    return working_days().due_date(limit, now)


def _not_needed(catalogue: Catalogue, case: Case, needed: set[str]) -> list[NotNeededLine]:
    """What people bring in vain (as authored) first, then what an answer has ruled out."""
    found: dict[str, NotNeededLine] = {}
    for document in case.procedure.not_needed:
        kind = document.type
        if case.holds(document.when) and kind not in needed:
            name = label_of(catalogue.document_types[kind])
            found.setdefault(kind, NotNeededLine(type=kind, name=name, why=_why(document), often_brought=True))
    for entry in case.procedure.documents:
        against = case.reason_against(entry.when)
        if entry.type in needed or entry.type in found or against is None:
            continue
        question, value = against
        why = wording().say("ruled_out", question=question.ask, answer=say_answer(case, question.id, value))
        found[entry.type] = NotNeededLine(type=entry.type, name=label_of(catalogue.document_types[entry.type]), why=why)
    return list(found.values())


def _why(document: NotNeeded) -> str:
    """Why a paper need not be brought; said with care where a source only does not ask for it."""
    why = wording().say("not_asked_for", why=document.why) if document.basis else document.why
    return why if document.verified else marked_unverified(why)


def _warnings(case: Case, today: dt.date) -> list[str]:
    say = wording().say
    procedure, source = case.procedure, case.procedure.source
    ended, coming = _period_warnings(procedure, today)
    warnings = list(ended)
    if (today - source.read).days > source.stale_after:
        warnings.append(say("warnings.stale", day=say_day(source.read)))
    if not source.verified:
        warnings.append(say("warnings.unverified_portal") if source.kind == PORTAL else say("warnings.unverified"))
    held = [caution for caution in procedure.warnings if case.holds(caution.when) and caution.holds_on(today)]
    return warnings + [_say_caution(caution) for caution in held] + coming


def _say_caution(caution: Caution) -> str:
    return caution.say if caution.verified else marked_unverified(caution.say)


def _period_warnings(procedure: Procedure, today: dt.date) -> tuple[list[str], list[str]]:
    """What comes before all others, when the procedure is not in force today; and what will change one day."""
    period = procedure.effective
    after = [period.after] if period.after else []
    if period.valid_from and today < period.valid_from:
        return [wording().say("warnings.not_yet", day=say_day(period.valid_from))], []
    if period.valid_to and today > period.valid_to:
        return [wording().say("warnings.ended", day=say_day(period.valid_to)), *after], []
    return [], after
