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
from knowledge.portal.review.wording import diff_wording
from knowledge.schema.procedure import Procedure
from knowledge.wording import wording

_ANY_DAY = dt.date(2000, 1, 1)
"""Imported fees and times hold on any day."""
AREAS = ("steps", "requirements", "results", "targets", "addresses", "decision", "issued_by", "categories")


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
        return {key: flat(inner) for key, inner in value.items()}
    return [flat(inner) for inner in value] if isinstance(value, list | tuple) else value


def changes_of(before: Record, after: Record) -> tuple[Change, ...]:
    """What changed from one version of a record to the next; never empty.

    Args:
        before: the version before.
        after: the version after; it differs.
    """
    if before.listed_only != after.listed_only:
        return (Change("record", "", "", diff_wording().say("say.listed" if after.listed_only else "say.detailed")),)
    old, new = parse_record(before, _ANY_DAY), parse_record(after, _ANY_DAY)
    changes = [
        *_texts(old.procedure, new.procedure),
        *_lists(before, after, old.procedure, new.procedure),
        *(Change(*parts) for parts in document_changes(before, after, old, new)),
        *_forms(before, after),
        *_others(before, after),
    ]
    return tuple(changes) or (Change("other", "", "", diff_wording().say("say.other_unknown")),)


def _texts(old: Procedure, new: Procedure) -> Iterator[Change]:
    pairs = {
        "name": (old.name, new.name),
        "level": tuple(diff_wording().say(f"levels.{version.level}") for version in (old, new)),
        "fee": tuple(say_fees(Case(version, {}), _ANY_DAY).text for version in (old, new)),
        "time": tuple(say_time(Case(version, {}), _ANY_DAY)[1].text for version in (old, new)),
    }
    for part, (was, now) in pairs.items():
        if flat(was) != flat(now):
            yield Change(part, was, now, diff_wording().say("say.changed", before=was, after=now))


def _lists(before: Record, after: Record, old: Procedure, new: Procedure) -> Iterator[Change]:
    methods = wording().group("methods")
    pairs = {
        "methods": ([methods[way] for way in old.methods], [methods[way] for way in new.methods]),
        "agency": (_agencies(before), _agencies(after)),
        "legal_basis": (_laws(before), _laws(after)),
    }
    for part, (was, now) in pairs.items():
        added, removed = _without(now, was), _without(was, now)
        if added or removed:
            sentences = [diff_wording().say("say.added", name=name) for name in added]
            sentences += [diff_wording().say("say.removed", name=name) for name in removed]
            between = diff_wording().say("and")
            yield Change(part, between.join(was), between.join(now), between.join(sentences))


def _agencies(record: Record) -> list[str]:
    return [flat(body.name) for body in (*record.units, *record.departments) if body.name]


def _laws(record: Record) -> list[str]:
    """The numbers of the laws, and the names of those without one."""
    return [law_number(law.code) if law.code else flat(law.name) for law in record.legal_basis if law.code or law.name]


def _without(some: Iterable[str], others: Iterable[str]) -> list[str]:
    known = set(others)
    return [text for text in dict.fromkeys(some) if text not in known]


def _forms(before: Record, after: Record) -> Iterator[Change]:
    old, new = _form_files(before), _form_files(after)
    for name in _without(old, new):
        yield Change("forms", name, "", diff_wording().say("say.form_removed", name=name))
    for name in _without(new, old):
        yield Change("forms", "", name, diff_wording().say("say.form_added", name=name))
    for name in old:
        if name in new and old[name] != new[name]:
            was, now = (", ".join(sorted(paths[name])) for paths in (old, new))
            yield Change("forms", was, now, diff_wording().say("say.form_replaced", name=name))


def _form_files(record: Record) -> dict[str, set[str]]:
    """Form → the paths it lies at, as far as they are told."""
    paths: dict[str, set[str]] = {}
    for form in (form for case in record.cases for row in case.rows for form in row.forms):
        if name := flat(form.name) or form.path:
            paths.setdefault(name, set()).update({form.path} - {""})
    return paths


def _others(before: Record, after: Record) -> Iterator[Change]:
    """What the parser does not go into: only named."""
    changed = [name for name in AREAS if _area(before, name) != _area(after, name)]
    if changed:
        areas = ", ".join(diff_wording().say(f"areas.{name}") for name in changed)
        yield Change("other", "", "", diff_wording().say("say.other", areas=areas))


def _area(record: Record, name: str) -> Any:
    value = record.model_dump(mode="json", include={name})[name]
    return Counter(repr(flat(inner)) for inner in value) if isinstance(value, list) else flat(value)
