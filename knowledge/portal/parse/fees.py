"""Fees as published: an amount, free, decided by somebody, words, or nothing. A bare 0 is never "free"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from knowledge.portal.parse.periods import ONE_DAY, Phrase, breaks_of, phrases_of
from knowledge.portal.parse.vocabulary import Expression, vocabulary
from knowledge.portal.record import FilingMethod, PublishedFee, Record
from knowledge.portal.repair import without_filler
from knowledge.portal.wording import portal_wording
from knowledge.schema.conditions import Method
from knowledge.schema.procedure import Fee
from knowledge.wording import say_day, say_money

METHODS = {"DIRECT": Method.DIRECT, "ONLINE": Method.ONLINE, "POSTAL": Method.POSTAL}
LONGEST = 400
"""Published words longer than this are cut, in characters."""
SMALLEST, LARGEST = 1_000, 10**12
"""No fee in đồng is smaller (such a value has lost its thousands or is no amount) or as large."""
READ = 8_000
"""Words beyond this are not read, in characters. The longest real ones have 3,600."""

_AMOUNT, _ROUND = Expression("fee.amount"), Expression("fee.round_amount")
_BARE = re.compile(r"(?<![\d./])(\d{1,3}(?:\.\d{3}){1,4})(?![\d/])")
_FREE = Expression("fee.free")
_UNSAID = Expression("fee.unsaid")
_LOCAL, _COMMITTEE = Expression("fee.council"), Expression("fee.committee")
_CIRCULAR = Expression("fee.circular")
_WAIVED = Expression("fee.waived")
_UNIT_FIRST = Expression("fee.unit_first")
_FEE = Expression("fee.fee")
_LAW = Expression("fee.law")
_FIGURE, _BARE_FEE = Expression("fee.figure"), Expression("fee.bare")
_THIS_SUM, _WAIVED_NOW, _SHARE = Expression("fee.this_sum"), Expression("fee.waived_now"), Expression("fee.share")


def read_fees(record: Record) -> tuple[Fee, ...]:
    """The fees of a record; what is the same for every way of filing is one entry."""
    by_method = [
        (METHODS[way.method], _current(record, fees_of(way))) for way in record.methods if way.method in METHODS
    ]
    if not by_method:
        return (Fee(unpublished=True),)
    if all(fees == by_method[0][1] for _, fees in by_method):
        return by_method[0][1]
    return tuple(fee.model_copy(update={"method": method}) for method, fees in by_method for fee in fees)


def _current(record: Record, fees: tuple[Fee, ...]) -> tuple[Fee, ...]:
    """The fees without those that had ended when the record was last changed."""
    day = record.updated
    return tuple(fee for fee in fees if not (day and fee.valid_to and fee.valid_to < day))


def fees_of(method: FilingMethod) -> tuple[Fee, ...]:
    """The fees of one way of filing; a fee "unpublished" when none is told."""
    fees = list(dict.fromkeys(line for fee in method.fees for line in read_dated(fee)))
    if any(fee.decided_by for fee in fees):  # somebody sets the sum: a bare "không" beside it is not "free"
        fees = [fee for fee in fees if not fee.free or fee.note]
    known = [fee for fee in fees if not fee.unpublished]
    words = without_filler(method.words[:READ])
    if not method.fees and (bare := _BARE_FEE.match(words)) and amounts_in(bare.group(1)):
        return (read_fee(PublishedFee(words=bare.group(1))),)
    beside = _beside_time(words)
    told = {amount for fee in beside for amount in amounts_in(fee.published)}
    if told:
        amounts = {fee.amount for fee in known}
        amounts |= {amount for fee in known for amount in amounts_in(fee.published + fee.note)}
        if beside[0].dated and amounts <= told:
            return beside
        known += beside if not told <= amounts else []
    if all(fee.dated for fee in known):  # what has been published ends some day
        known += [fee for fee in fees if fee.unpublished and fee.dated]
    return tuple(known) or beside or (Fee(unpublished=True),)


def read_dated(fee: PublishedFee) -> tuple[Fee, ...]:
    """One published line as what it comes to from day to day: phrases that no longer hold are left out."""
    words = without_filler(fee.words[:READ])
    phrases = phrases_of(words)
    breaks = breaks_of(phrases)
    if not breaks:
        return (read_fee(fee),)
    starts: list[dt.date | None] = [None, *breaks]
    ends: list[dt.date | None] = [*(day - ONE_DAY for day in breaks), None]
    return tuple(
        _read_phrases(fee, phrases, start or breaks[0] - ONE_DAY).model_copy(
            update={"valid_from": start, "valid_to": end}
        )
        for start, end in zip(starts, ends, strict=True)
    )


def _read_phrases(fee: PublishedFee, phrases: Sequence[Phrase], day: dt.date) -> Fee:
    """What a line comes to on a day."""
    holding = [phrase for phrase in phrases if phrase.holds_on(day)]
    dated = [phrase for phrase in holding if phrase.dated]
    past = [phrase for phrase in phrases if phrase.dated and phrase not in holding]
    words = "; ".join(phrase.text for phrase in holding)
    others = amounts_in("; ".join(phrase.text for phrase in holding if not phrase.dated))
    value = fee.value
    amounts = amounts_in("; ".join(phrase.text for phrase in dated))
    if contradicted := _thousandfold(value, amounts, words):
        return contradicted
    if len(amounts) == 1 and set(others) <= {round(value)}:  # "áp dụng mức phí … đến hết …" in place of the usual one
        return Fee(amount=amounts[0], note=cut(words))
    if len(amounts) == 1 and len(others) == 1 and not value:
        return Fee(amount=amounts[0], note=cut("; ".join(phrase.text for phrase in dated)))
    if dated and not amounts and len(holding) == len(dated) and all(_WAIVED_NOW.match(phrase.text) for phrase in dated):
        return Fee(free=True, note=cut(words))
    if dated and value >= SMALLEST and any(_SHARE.search(phrase.text) for phrase in dated):
        return Fee(published=cut(f"{say_money(round(value))} đồng; {words}"))
    if value and any(round(value) in amounts_in(phrase.text) or _THIS_SUM.search(phrase.text) for phrase in past):
        value = 0
    read = read_fee(fee.model_copy(update={"value": value, "words": words}))
    last = max((phrase.last for phrase in past if phrase.last and phrase.last < day), default=None)
    if read.unpublished and last:
        return Fee(unpublished=True, note=portal_wording().say("fee_ended", day=say_day(last)))
    return read


def _beside_time(words: str) -> tuple[Fee, ...]:
    """Some records tell the fee in the words of the time limit and leave the fee itself empty."""
    parts = re.split(r"(?<=[.;])\s+|\n", words)
    first = next((place for place, part in enumerate(parts) if _FEE.search(part)), None)
    if first is None:
        return ()
    about_fee = " ".join(parts[first:])
    if amounts_in(about_fee):
        if breaks_of(phrases_of(about_fee)):
            return read_dated(PublishedFee(words=about_fee))
        return (Fee(published=cut(about_fee)),)
    if any(_FEE.search(part) and _LOCAL.search(part) for part in parts):
        return (Fee(decided_by=portal_wording().say("decided_by.council")),)
    return ()


def read_fee(fee: PublishedFee) -> Fee:
    """One published line understood."""
    words = without_filler(fee.words[:READ])
    if fee.value and fee.currency in {"USD", "EUR", "PERCENT"}:
        return _foreign(fee, words)
    amounts = amounts_in(words)
    value = round(fee.value) if fee.value < LARGEST else 0
    if 0 < value < SMALLEST:
        value = value * 1000 if value * 1000 in amounts else 0
    if value:
        return _amount(value, amounts, words)
    if contradicted := _thousandfold(fee.value, amounts, words):
        return contradicted
    if len(amounts) == 1:
        thousands = {round(fee.value * 1000), round(fee.value * 500)} if fee.value else set(amounts)
        return Fee(amount=amounts[0], note=_note(words, amounts[0]), verified=amounts[0] in thousands)
    if len(amounts) > 1:
        return Fee(published=cut(words))
    known = _without_amount(words)
    if known.free and fee.value:  # a number that is no sum stands against the words
        return Fee(published=cut(words), verified=False)
    return known


def amounts_in(words: str) -> list[int]:
    """The different sums of money in a text, in đồng, in their order."""
    figures = _AMOUNT.findall(words) or ([] if _ROUND.search(words) else _BARE.findall(words))
    scales = vocabulary()["fee"]["scale"]
    amounts = [int(re.sub(r"[.,]", "", figure)) for figure in figures]
    amounts += [
        round(float(number.replace(",", ".")) * scales[scale.lower()]) for number, scale in _ROUND.findall(words)
    ]
    return list(dict.fromkeys(amount for amount in amounts if SMALLEST <= amount < LARGEST))


def _amount(value: int, amounts: list[int], words: str) -> Fee:
    if not amounts or amounts == [value]:
        return Fee(amount=value, note=_note(words, value))
    if len(amounts) > 1:
        return Fee(published=cut(words), verified=value in amounts)
    return Fee(amount=value, note=cut(words), verified=False)


def _thousandfold(value: float, amounts: Sequence[int], words: str) -> Fee | None:
    """A fee of which the table and the words tell the same digits, one a thousand times the other: none is believed."""
    thousands = round(value * 1000)
    if not 0 < value < SMALLEST or list(amounts) != [thousands * 1000]:
        return None
    return Fee(
        published=portal_wording().say(
            "fee_contradicts", one=say_money(thousands), other=say_money(amounts[0]), words=cut(words)
        ),
        verified=False,
    )


def _foreign(fee: PublishedFee, words: str) -> Fee:
    value = round(fee.value)
    if value != fee.value or not 0 < value < LARGEST:
        return Fee(published=cut(f"{fee.value:g} {fee.currency} {words}".strip()))
    return Fee(amount=value, currency=fee.currency, note="" if len(words) < 12 else cut(words))


def _without_amount(words: str) -> Fee:
    if _UNSAID.search(words):
        return Fee(unpublished=True)
    say = portal_wording().say
    if _LOCAL.search(words):  # before "free": who is exempt is told beside it
        return Fee(decided_by=say("decided_by.council"), note=_exempt(words))
    if _FREE.search(words):
        return Fee(free=True, note="" if len(words) < 24 else cut(words))
    if _COMMITTEE.search(words) and len(words) < LONGEST:
        return Fee(decided_by=say("decided_by.committee"))
    if _WAIVED.search(words):
        return Fee(published=cut(words))
    if circular := _CIRCULAR.search(words):
        return Fee(decided_by=say("decided_by.text", number=circular.group(1)))
    if _LAW.search(words):
        return Fee(decided_by=say("decided_by.law"))
    return Fee(published=cut(words)) if re.search(r"\d", words) else Fee(unpublished=True)


def _exempt(words: str) -> str:
    parts = re.split(r"(?<=[.;])\s+|\n", words)
    return cut(" ".join(part for part in parts if _WAIVED.search(part)))


def _note(words: str, amount: int) -> str:
    """The words, unless they only repeat the amount."""
    rest = _FIGURE.sub("", words)
    return cut(words) if len(re.findall(r"\w{2,}", rest)) > 3 else ""


def cut(words: str, longest: int = LONGEST) -> str:
    """Published words on one line, without the stop at their end, cut at a word when they are too long."""
    flat = _UNIT_FIRST.sub("", re.sub(r"\s+", " ", words)).strip(" -;.")
    if len(flat) <= longest:
        return flat
    end = flat.rfind(" ", 0, longest)
    return flat[: end if end > 0 else longest].rstrip(" ,;:") + "…"
