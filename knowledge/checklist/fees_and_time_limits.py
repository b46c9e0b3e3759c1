"""Fees and time limits of a case, said plainly: what is known, for whom, and what is not published."""

from __future__ import annotations

import datetime as dt

from knowledge.case.facts import Case
from knowledge.checklist.phrases import say_condition
from knowledge.messages import FeeAnswer, FeeLine, TimeAnswer
from knowledge.schema.conditions import Condition, Method
from knowledge.schema.procedure import Fee, TimeLimit
from knowledge.wording import say_money, words

METHOD_QUESTION = "method"
"""The shared question on the way of filing; a fee with a `method` follows its answer."""


def say_fees(case: Case, today: dt.date) -> FeeAnswer:
    """The fees that apply or may apply today, the main ones first."""
    lines = [
        _fee_line(case, fee)
        for fee in sorted(case.procedure.fees, key=lambda fee: bool(fee.label))
        if fee.holds_on(today) and case.holds(fee.when) is not False and _by_method(case, fee)
    ]
    return FeeAnswer(text=str(words()["and"]).join(line.text for line in lines), lines=lines)


def say_time(case: Case, today: dt.date) -> tuple[TimeLimit | None, TimeAnswer]:
    """The time limit of the case. The first value is None while more than one may apply."""
    said = words()
    limits = [
        one
        for one in case.procedure.time_limit
        if one.holds_on(today) and case.holds(one.when) is not False and _by_method(case, one)
    ]
    texts = [
        _conditional(case, one.when, _with_method(case, one, _say_limit(one)), said["time"]["only_if"])
        + ("" if one.verified else f" {said['unverified']}")
        for one in limits
    ]
    text = str(said["and"]).join(texts) or str(said["time"]["unpublished"])
    only = limits[0] if len(limits) == 1 else None
    return only, TimeAnswer(
        text=text,
        amount=only.amount if only else None,
        unit=str(only.unit) if only and only.amount else "",
        verified=all(one.verified for one in limits),
    )


def _by_method(case: Case, entry: Fee | TimeLimit) -> bool:
    chosen = case.known(METHOD_QUESTION)
    return entry.method is None or chosen not in list(Method) or chosen == entry.method


def _with_method(case: Case, limit: TimeLimit, text: str) -> str:
    if limit.method is None or case.known(METHOD_QUESTION) is not None:
        return text
    said = words()
    return str(said["time"]["method"].format(text=text, method=said["methods"][limit.method]))


def _fee_line(case: Case, fee: Fee) -> FeeLine:
    said = words()
    method = ""
    text = _amount(fee)
    if fee.exempt:
        text = f"{text} ({said['fee']['exempt'].format(who=', '.join(fee.exempt))})"
    if fee.note:
        text = f"{text} – {fee.note}"
    if fee.label:
        text = said["fee"]["label"].format(label=fee.label, text=text)
    if fee.method and case.known(METHOD_QUESTION) is None:
        method = said["methods"][fee.method]
        text = said["fee"]["method"].format(text=text, method=method)
    text = _conditional(case, fee.when, text, said["fee"]["only_if"])
    if not fee.verified:
        text = f"{text} {said['unverified']}"
    return FeeLine(
        text=text,
        amount=(fee.amount or None) if fee.currency == "VND" else None,
        free=fee.free,
        method=method,
        only_if=say_condition(case, fee.when),
        verified=fee.verified,
    )


def _amount(fee: Fee) -> str:
    said = words()["fee"]
    if fee.amount and fee.currency != "VND":
        name = "percent" if fee.currency == "PERCENT" else "foreign"
        return str(said[name].format(amount=say_money(fee.amount), currency=fee.currency))
    if fee.published:
        return str(said["published"].format(text=fee.published))
    if fee.amount:
        return str(said["per" if fee.per else "amount"].format(amount=say_money(fee.amount), per=fee.per))
    if fee.free:
        return str(said["free"])
    return str(said["decided_by"].format(who=fee.decided_by)) if fee.decided_by else str(said["unpublished"])


def _say_limit(limit: TimeLimit) -> str:
    said = words()
    if limit.amount is None:
        text = said["time"]["unpublished"]
    elif limit.same_day_before:
        text = said["time"]["same_day"].format(before=limit.same_day_before)
    else:
        text = said["time"]["amount"].format(amount=limit.amount, unit=said["units"][limit.unit])
    if limit.counted_from:
        text = said["time"]["counted_from"].format(text=text, since=limit.counted_from)
    return f"{text}; {limit.note}" if limit.note else str(text)


def _conditional(case: Case, condition: Condition, text: str, pattern: str) -> str:
    still_open = say_condition(case, condition)
    return pattern.format(text=text, condition=still_open) if still_open else text
