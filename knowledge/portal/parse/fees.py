"""Fees as published: an amount, free, decided by somebody, words, or nothing. A bare 0 is never "free"."""

from __future__ import annotations

import re

from knowledge.portal.record import FilingMethod, PublishedFee, Record
from knowledge.portal.repair import without_filler
from knowledge.portal.wording import portal_wording
from knowledge.schema.conditions import Method
from knowledge.schema.procedure import Fee

METHODS = {"DIRECT": Method.DIRECT, "ONLINE": Method.ONLINE, "POSTAL": Method.POSTAL}
LONGEST = 400
"""Published words longer than this are cut, in characters."""
SMALLEST, LARGEST = 1_000, 10**12
"""No fee in đồng is smaller (such a value has lost its thousands or is no amount) or as large."""
READ = 8_000
"""Words beyond this are not read, in characters. The longest real ones have 3,600."""

_AMOUNT = re.compile(r"(?<![\d./])(\d{1,3}(?:[.,]\d{3}){1,4}|\d{4,9})\s*(?:đồng|đ\b|vnđ|vnd|₫)", re.IGNORECASE)
_ROUND = re.compile(r"(?<![\d.,/])(\d{1,4}(?:,\d{1,2})?)\s*(triệu|nghìn|ngàn)\s*(?:đồng|đ\b|vnđ)", re.IGNORECASE)
_SCALE = {"triệu": 1_000_000, "nghìn": 1_000, "ngàn": 1_000}
_BARE = re.compile(r"(?<![\d./])(\d{1,3}(?:\.\d{3}){1,4})(?![\d/])")
_NO_FEE = r"không(?: có(?: phí| lệ phí)?| thu(?: phí| lệ phí)?| mất phí| phải nộp)?|miễn(?: phí| lệ phí| thu)?|free"
_FREE = re.compile(
    rf"^\W*(?:lệ phí|phí|phí, lệ phí|mức thu)?\W*(?:{_NO_FEE})\W*$"
    r"|^\W*(?:không thu|miễn)(?: phí| lệ phí)\b|không (?:phải nộp|thu|mất) (?:phí|lệ phí)",
    re.IGNORECASE,
)
_UNSAID = re.compile(
    r"^\W*(?:không|chưa) (?:quy định|được quy định|có quy định|có thông tin|công bố)|^\W*\w?\W*$", re.IGNORECASE
)
_LOCAL = re.compile(r"\b(?:hđnd|hội đồng nhân dân)\b", re.IGNORECASE)
_COMMITTEE = re.compile(r"\b(?:ubnd|(?:ủy|uỷ) ban nhân dân)\b", re.IGNORECASE)
_CIRCULAR = re.compile(
    r"(?:thông tư|nghị định|quyết định|nghị quyết)(?: liên tịch)?(?: số)?\s*(\d+/\d{4}/[\wĐ-]+)", re.IGNORECASE
)
_WAIVED = re.compile(r"\bmiễn\b", re.IGNORECASE)
_UNIT_FIRST = re.compile(r"^\s*(?:vnđ|đồng)\s*(?=\()", re.IGNORECASE)
_FEE = re.compile(r"\b(?:phí|lệ phí|giá dịch vụ|mức thu)\b", re.IGNORECASE)
_LAW = re.compile(r"theo quy định|thực hiện theo|áp dụng (?:theo|mức thu)|quy định tại", re.IGNORECASE)


def read_fees(record: Record) -> tuple[Fee, ...]:
    """The fees of a record; what is the same for every way of filing is said once."""
    by_method = [(METHODS[one.method], fees_of(one)) for one in record.methods if one.method in METHODS]
    if not by_method:
        return (Fee(unpublished=True),)
    if all(fees == by_method[0][1] for _, fees in by_method):
        return by_method[0][1]
    found: list[Fee] = []
    for method, fees in by_method:
        found += [fee.model_copy(update={"method": method}) for fee in fees]
    return tuple(found)


def fees_of(method: FilingMethod) -> tuple[Fee, ...]:
    """The fees of one way of filing; one that says "unpublished" when none is told."""
    fees = list(dict.fromkeys(read_fee(fee) for fee in method.fees))
    known = [fee for fee in fees if not fee.unpublished]
    beside = _beside_time(without_filler(method.words[:READ]))
    if beside and beside.published:
        told = {fee.amount for fee in known} | {one for fee in known for one in amounts_in(fee.published + fee.note)}
        known += [beside] if not set(amounts_in(beside.published)) <= told else []
    return tuple(known) or (beside or Fee(unpublished=True),)


def _beside_time(words: str) -> Fee | None:
    """Some records tell the fee in the words of the time limit and leave the fee itself empty."""
    parts = re.split(r"(?<=[.;])\s+|\n", words)
    first = next((place for place, part in enumerate(parts) if _FEE.search(part)), None)
    if first is None:
        return None
    about_fee = " ".join(parts[first:])
    if amounts_in(about_fee):
        return Fee(published=cut(about_fee))
    if any(_FEE.search(part) and _LOCAL.search(part) for part in parts):
        return Fee(decided_by=portal_wording().say("decided_by.council"))
    return None


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
    if len(amounts) == 1:
        return Fee(amount=amounts[0], note=_note(words, amounts[0]))
    if len(amounts) > 1:
        return Fee(published=cut(words))
    known = _without_amount(words)
    if known.free and fee.value:  # a number that is no sum stands against the words
        return Fee(published=cut(words), verified=False)
    return known


def amounts_in(words: str) -> list[int]:
    """The different sums of money in a text, in đồng, in their order."""
    found = _AMOUNT.findall(words) or ([] if _ROUND.search(words) else _BARE.findall(words))
    sums = [int(re.sub(r"[.,]", "", one)) for one in found]
    sums += [round(float(number.replace(",", ".")) * _SCALE[scale.lower()]) for number, scale in _ROUND.findall(words)]
    return list(dict.fromkeys(one for one in sums if SMALLEST <= one < LARGEST))


def _amount(value: int, amounts: list[int], words: str) -> Fee:
    if not amounts or amounts == [value]:
        return Fee(amount=value, note=_note(words, value))
    if len(amounts) > 1:
        return Fee(published=cut(words), verified=value in amounts)
    return Fee(amount=value, note=cut(words), verified=False)


def _foreign(fee: PublishedFee, words: str) -> Fee:
    value = round(fee.value)
    if value != fee.value or not 0 < value < LARGEST:
        return Fee(published=cut(f"{fee.value:g} {fee.currency} {words}".strip()))
    return Fee(amount=value, currency=fee.currency, note="" if len(words) < 12 else cut(words))


def _without_amount(words: str) -> Fee:
    if _UNSAID.search(words):
        return Fee(unpublished=True)
    if _FREE.search(words):
        return Fee(free=True, note="" if len(words) < 24 else cut(words))
    say = portal_wording().say
    if _LOCAL.search(words):
        return Fee(decided_by=say("decided_by.council"), note=_exempt(words))
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
    return cut(" ".join(part for part in parts if re.search(r"\bmiễn\b", part, re.IGNORECASE)))


def _note(words: str, amount: int) -> str:
    """The words, unless they only repeat the amount."""
    rest = re.sub(r"[\d.,]+\s*(?:đồng|đ\b|vnđ|vnd)?", "", words, flags=re.IGNORECASE)
    return cut(words) if len(re.findall(r"\w{2,}", rest)) > 3 else ""


def cut(words: str, longest: int = LONGEST) -> str:
    """Published words on one line, cut at a word when they are too long; what ends them is left to the sentence."""
    flat = _UNIT_FIRST.sub("", re.sub(r"\s+", " ", words)).strip(" -;.")
    if len(flat) <= longest:
        return flat
    end = flat.rfind(" ", 0, longest)
    return flat[: end if end > 0 else longest].rstrip(" ,;:") + "…"
