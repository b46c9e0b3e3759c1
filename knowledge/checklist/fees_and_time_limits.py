"""Fees and time limits of a case in plain words: what applies, to whom, and what is not published."""

from __future__ import annotations

import datetime as dt

from knowledge.case.facts import Case
from knowledge.checklist.phrases import marked_unverified, only_if, say_condition
from knowledge.messages import FeeAnswer, FeeLine, TimeAnswer
from knowledge.schema.conditions import Method
from knowledge.schema.procedure import Fee, TimeLimit
from knowledge.wording import say_money, wording

METHOD_QUESTION = "method"
"""The shared question on the way of filing; a fee with a `method` follows its answer."""


def say_fees(case: Case, today: dt.date) -> FeeAnswer:
    """The fees that apply or may apply today, the main ones first; where no main fee holds the answer says so."""
    fees = [fee for fee in case.procedure.fees if _may_hold(case, fee, today)]
    lines = [_fee_line(case, fee) for fee in sorted(fees, key=lambda fee: bool(fee.label))]
    if all(fee.label for fee in fees):
        lines.insert(0, FeeLine(text=wording().say("fee.unpublished")))
    return FeeAnswer(text=wording().say("and").join(line.text for line in lines), lines=lines)


def say_time(case: Case, today: dt.date) -> tuple[TimeLimit | None, TimeAnswer]:
    """The time limit of the case. The first value is None while more than one may apply."""
    say = wording().say
    limits = [limit for limit in case.procedure.time_limit if _may_hold(case, limit, today)]
    only = limits[0] if len(limits) == 1 else None
    return only, TimeAnswer(
        text=say("and").join(_time_line(case, limit) for limit in limits) or say("time.unpublished"),
        amount=only.amount if only else None,
        unit=str(only.unit) if only and only.amount else "",
        verified=all(limit.verified for limit in limits),
    )


def _may_hold(case: Case, entry: Fee | TimeLimit, today: dt.date) -> bool:
    """Whether the entry applies today, or may apply: an open question or way of filing decides."""
    if not entry.holds_on(today) or case.holds(entry.when) is False:
        return False
    chosen = case.known(METHOD_QUESTION)
    return entry.method is None or chosen not in list(Method) or chosen == entry.method


def _fee_line(case: Case, fee: Fee) -> FeeLine:
    say = wording().say
    text = _amount(fee)
    if fee.exempt:
        text = say("fee.exempt", text=text, who=", ".join(fee.exempt))
    if fee.note:
        text = say("fee.note", text=text, note=fee.note)
    if fee.label:
        text = say("fee.label", label=fee.label, text=text)
    return FeeLine(
        text=_with_conditions(case, fee, text),
        amount=(fee.amount or None) if fee.currency == "VND" else None,
        free=fee.free,
        method=_open_method(case, fee),
        only_if=say_condition(case, fee.when),
        verified=fee.verified,
    )


def _time_line(case: Case, limit: TimeLimit) -> str:
    return _with_conditions(case, limit, _say_limit(limit))


def _with_conditions(case: Case, entry: Fee | TimeLimit, text: str) -> str:
    """The text with the way of filing and the answers that are still open, and the mark of what is unverified."""
    say = wording().say
    if method := _open_method(case, entry):
        text = say("by_method", text=text, method=method)
    text = only_if(case, entry.when, text)
    return text if entry.verified else marked_unverified(text)


def _open_method(case: Case, entry: Fee | TimeLimit) -> str:
    """The way of filing that the entry is limited to, in words, while the person has chosen none; else nothing."""
    if entry.method is None or case.known(METHOD_QUESTION) is not None:
        return ""
    return wording().group("methods")[entry.method]


def _amount(fee: Fee) -> str:
    say = wording().say
    if fee.published:
        return say("fee.published", text=fee.published)
    if fee.amount:
        amount = say_money(fee.amount)
        if fee.currency == "PERCENT":
            return say("fee.percent", amount=amount)
        if fee.currency != "VND":
            return say("fee.foreign", amount=amount, currency=fee.currency)
        return say("fee.per", amount=amount, per=fee.per) if fee.per else say("fee.amount", amount=amount)
    if fee.free:
        return say("fee.free")
    return say("fee.decided_by", who=fee.decided_by) if fee.decided_by else say("fee.unpublished")


def _say_limit(limit: TimeLimit) -> str:
    say = wording().say
    if limit.amount is None and limit.several and limit.note:  # several times, and which holds is told by the note
        return limit.note
    if limit.amount is None:
        text = say("time.unpublished")
    elif limit.same_day_before:
        text = say("time.same_day", before=limit.same_day_before)
    else:
        text = say("time.amount", amount=limit.amount, unit=wording().group("units")[limit.unit])
    if limit.counted_from:
        text = say("time.counted_from", text=text, since=limit.counted_from)
    return say("and").join([text, limit.note]) if limit.note else text
