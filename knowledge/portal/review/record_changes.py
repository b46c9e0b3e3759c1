"""Two versions of a record compared part by part."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from knowledge.case.facts import Case
from knowledge.checklist.fees_and_time_limits import say_fees, say_time
from knowledge.portal.parse.procedure import parse_record
from knowledge.portal.record import Record
from knowledge.portal.repair import law_number
from knowledge.portal.review.document_changes import document_changes
from knowledge.schema.procedure import Procedure
from knowledge.wording import words

Words = dict[str, Any]
_ANY_DAY = dt.date(2000, 1, 1)
"""Imported fees and times hold on any day."""
_AREAS = ("steps", "requirements", "results", "targets", "addresses", "decision", "issued_by", "categories")


@dataclass(frozen=True)
class Change:
    """One change: its part, what stood there and what stands there now (empty: nothing), and a sentence about it."""

    part: str
    before: str
    after: str
    say: str


def same_words(before: Record, after: Record) -> bool:
    """Whether two records say the same but for blanks and line breaks."""
    return bool(_plain(before) == _plain(after))


def _plain(record: Record) -> Any:
    return flat(record.model_dump(mode="json", exclude={"updated_ms", "id"}))


def flat(value: Any) -> Any:
    """The value with every text on one line."""
    if isinstance(value, str):
        return re.sub(r"\s+", " ", value).strip()
    if isinstance(value, dict):
        return {key: flat(one) for key, one in value.items()}
    return [flat(one) for one in value] if isinstance(value, list | tuple) else value


def changes_of(before: Record, after: Record, said: Words) -> tuple[Change, ...]:
    """What changed from one version of a record to the next; never empty.

    Args:
        before: the version before.
        after: the version after; it differs.
        said: the words of diff_wording.yml.
    """
    if before.listed_only != after.listed_only:
        return (Change("record", "", "", said["say"]["listed" if after.listed_only else "detailed"]),)
    old, new = parse_record(before, _ANY_DAY), parse_record(after, _ANY_DAY)
    found = [
        *_texts(old.procedure, new.procedure, said),
        *_lists(before, after, old.procedure, new.procedure, said),
        *(Change(*one) for one in document_changes(before, after, old, new, said)),
        *_forms(before, after, said),
        *_others(before, after, said),
    ]
    return tuple(found) or (Change("other", "", "", said["say"]["other_unknown"]),)


def _texts(old: Procedure, new: Procedure, said: Words) -> Iterator[Change]:
    pairs = {
        "name": (old.name, new.name),
        "level": tuple(said["levels"][one.level] for one in (old, new)),
        "fee": tuple(say_fees(Case(one, {}), _ANY_DAY).text for one in (old, new)),
        "time": tuple(say_time(Case(one, {}), _ANY_DAY)[1].text for one in (old, new)),
    }
    for part, (was, now) in pairs.items():
        if flat(was) != flat(now):
            yield Change(part, was, now, said["say"]["changed"].format(before=was, after=now))


def _lists(before: Record, after: Record, old: Procedure, new: Procedure, said: Words) -> Iterator[Change]:
    methods = words()["methods"]
    pairs = {
        "methods": ([methods[one] for one in old.methods], [methods[one] for one in new.methods]),
        "agency": (_agencies(before), _agencies(after)),
        "legal_basis": (_laws(before), _laws(after)),
    }
    for part, (was, now) in pairs.items():
        added, removed = _without(now, was), _without(was, now)
        if added or removed:
            told = [said["say"]["added"].format(name=one) for one in added]
            told += [said["say"]["removed"].format(name=one) for one in removed]
            between = said["and"]
            yield Change(part, between.join(was), between.join(now), between.join(told))


def _agencies(record: Record) -> list[str]:
    return [flat(one.name) for one in (*record.units, *record.departments) if one.name]


def _laws(record: Record) -> list[str]:
    """The numbers of the laws, and the names of those without one."""
    return [law_number(one.code) if one.code else flat(one.name) for one in record.legal_basis if one.code or one.name]


def _without(some: Iterable[str], others: Iterable[str]) -> list[str]:
    known = set(others)
    return [one for one in dict.fromkeys(some) if one not in known]


def _forms(before: Record, after: Record, said: Words) -> Iterator[Change]:
    old, new = _form_files(before), _form_files(after)
    for name in _without(old, new):
        yield Change("forms", name, "", said["say"]["form_removed"].format(name=name))
    for name in _without(new, old):
        yield Change("forms", "", name, said["say"]["form_added"].format(name=name))
    for name in old:
        if name in new and old[name] != new[name]:
            was, now = (", ".join(sorted(one[name])) for one in (old, new))
            yield Change("forms", was, now, said["say"]["form_replaced"].format(name=name))


def _form_files(record: Record) -> dict[str, set[str]]:
    """Form → the paths it lies at, as far as they are told."""
    found: dict[str, set[str]] = {}
    for case in record.cases:
        for row in case.rows:
            for form in row.forms:
                found.setdefault(flat(form.name) or form.path, set()).update({form.path} - {""})
    return found


def _others(before: Record, after: Record, said: Words) -> Iterator[Change]:
    """What the parser does not go into: only named."""
    changed = [name for name in _AREAS if _area(before, name) != _area(after, name)]
    if changed:
        areas = ", ".join(said["areas"][name] for name in changed)
        yield Change("other", "", "", said["say"]["other"].format(areas=areas))


def _area(record: Record, name: str) -> Any:
    value = record.model_dump(mode="json", include={name})[name]
    return Counter(repr(flat(one)) for one in value) if isinstance(value, list) else flat(value)
