"""Faults of whole kinds in what an imported procedure tells people, seen in the finished list beside the record."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from knowledge.checklist.told import Told
from knowledge.files import read_own_yaml
from knowledge.portal.parse.fees import fees_of
from knowledge.portal.parse.option_labels import TOLD_APART
from knowledge.portal.record import FilingMethod, Record
from knowledge.portal.somebody_elses import contradiction
from knowledge.wording import wording

FILE = Path(__file__).with_name("lints.yml")
UNITS = {"DAY": "ngày", "WORKING_DAY": "ngày làm việc", "HOUR": "giờ", "MONTH": "tháng"}
OF_THE_LIST = ("province",)
"""Questions that the catalogue itself adds."""


Lint = Callable[[Told, Record, dt.date], Iterator[str]]


def faults_of(told: Told, record: Record, today: dt.date) -> Iterator[tuple[str, str]]:
    """The kind and the place of each fault."""
    for kind, lint in LINTS.items():
        yield from ((kind, where) for where in lint(told, record, today))


def _condition_cut(told: Told, record: Record, _: dt.date) -> Iterator[str]:
    rows = {_bare(row.name) for case in record.cases for row in case.rows}
    for _line, name in told.lines():
        bare = _bare(name)
        before_number = bare.rpartition(" ")[0]  # a number that had run into the row's count stands at the end again
        if bare not in rows and not any(row.endswith((bare, before_number)) for row in rows):
            yield name


def _optional_by_nothing(told: Told, record: Record, _: dt.date) -> Iterator[str]:
    headings = [_bare(text) for case in record.cases for text in (case.name, *(row.name for row in case.rows))]
    for line, name in told.lines():
        note, said = _bare(line.note), _bare(name)
        pieces = [_bare(piece) for piece in re.split(r"[:/…]", line.note)[1:]]
        whole = said + " " + " ".join(headings)
        if note and pieces and not any(piece and piece[:60] in whole for piece in pieces):
            yield f"{name[:80]}: {line.note[:80]}"


def _case_row(told: Told, _record: Record, _: dt.date) -> Iterator[str]:
    for line, name in told.lines():
        if line.form or not _word("case").match(name) or _word("one_of").search(name):
            continue
        if name.rstrip().endswith(":") or not _word("demand").search(name[12:]):
            yield name


def _heading(told: Told, _record: Record, _: dt.date) -> Iterator[str]:
    for line, name in told.lines():
        if not line.form and _word("heading").match(name) and not _word("one_of").search(name):
            yield name


def _two_times(told: Told, record: Record, _: dt.date) -> Iterator[str]:
    if told.checklist.due_date is None:
        return
    for method in record.methods:
        times = _times(method)
        if len(times) > 1:
            yield f"{method.method}: {sorted(times)}"


def _times(method: FilingMethod) -> set[tuple[int, str]]:
    found = {(int(number), unit.lower()) for number, unit in _word("span").findall(method.words) if int(number)}
    if method.time and method.unit in UNITS:
        found.add((int(method.time), UNITS[method.unit]))
    return found


def _none_for_unknown(told: Told, _record: Record, _: dt.date) -> Iterator[str]:
    checklist = told.checklist
    if not checklist.documents and not checklist.redirects:
        said = wording().say("checklist.unpublished") in told.text
        if not said or not checklist.unpublished_documents or checklist.due_date:
            yield checklist.name


def _or_as_both(told: Told, _record: Record, _: dt.date) -> Iterator[str]:
    for line, name in told.lines():
        copies = line.submit or line.present
        both = copies and copies.original and (copies.certified_copy or copies.photocopy)
        if both and copies and not copies.either and _word("either").search(name):
            yield name


def _options_alike(told: Told, _record: Record, _: dt.date) -> Iterator[str]:
    for question in told.procedure.questions:
        says = [option.say for option in question.options]
        begins = Counter(say[:TOLD_APART].casefold() for say in says)
        for say in says:
            if say.endswith("…") or begins[say[:TOLD_APART].casefold()] > 1:
                yield say


def _option_sentence(told: Told, _record: Record, _: dt.date) -> Iterator[str]:
    for question in told.procedure.questions:
        if question.id not in OF_THE_LIST:
            yield from (option.say for option in question.options if _word("sentence").match(option.say))


def _free_over_council(_told: Told, record: Record, today: dt.date) -> Iterator[str]:
    for method in record.methods:
        words = " ".join(fee.words for fee in method.fees)
        if _word("council").search(words) and any(fee.free and fee.holds_on(today) for fee in fees_of(method)):
            yield f"{method.method}: {words[:120]}"


def _fee_over(told: Told, _record: Record, today: dt.date) -> Iterator[str]:
    ends = {day for fee in told.procedure.fees for day in _ends(f"{fee.published} {fee.note}")}
    for day in sorted({today, *(end + dt.timedelta(days=1) for end in ends if end >= today)}):
        for fee in told.procedure.fees:
            said = fee.published or (fee.note if not fee.unpublished else "")
            if fee.holds_on(day) and any(end < day for end in _ends(said)):
                yield f"{day:%d/%m/%Y}: {said[:120]}"


def _ends(words: str) -> Iterator[dt.date]:
    for day, month, year in _word("until").findall(words):
        try:
            yield dt.date(int(year), int(month), int(day))
        except ValueError:
            continue


def _somebody_elses(_told: Told, record: Record, _: dt.date) -> Iterator[str]:
    if why := contradiction(record):
        yield why


def _no_method(told: Told, _record: Record, _: dt.date) -> Iterator[str]:
    if not told.checklist.methods and wording().say("methods_unpublished") not in told.text:
        yield told.checklist.name


def _twice(told: Told, _record: Record, _: dt.date) -> Iterator[str]:
    lines = Counter((_bare(name), bool(line.present), line.only_if) for line, name in told.lines())
    yield from (name for (name, _present, _if), count in lines.items() if count > 1)


def _not_introduced(told: Told, _record: Record, _: dt.date) -> Iterator[str]:
    if not told.text.startswith(wording().say("checklist.imported")):
        yield told.checklist.name


LINTS: Mapping[str, Lint] = {
    "condition_cut": _condition_cut,
    "optional_by_nothing": _optional_by_nothing,
    "case_row": _case_row,
    "heading": _heading,
    "two_times": _two_times,
    "none_for_unknown": _none_for_unknown,
    "or_as_both": _or_as_both,
    "options_alike": _options_alike,
    "option_sentence": _option_sentence,
    "free_over_council": _free_over_council,
    "fee_over": _fee_over,
    "somebody_elses": _somebody_elses,
    "no_method": _no_method,
    "twice": _twice,
    "not_introduced": _not_introduced,
}


def meaning_of(kind: str) -> str:
    """What a kind of fault is, in words for developers."""
    return str(read_own_yaml(FILE)["kinds"][kind])


@lru_cache(maxsize=64)
def _word(name: str) -> re.Pattern[str]:
    return re.compile(read_own_yaml(FILE)["words"][name], re.IGNORECASE)


def _bare(text: str) -> str:
    """The words of a text alone, for comparing."""
    return " ".join(re.findall(r"\w+", text.casefold()))
