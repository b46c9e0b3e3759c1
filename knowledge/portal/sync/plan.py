"""What a sync has to fetch: the listed records that are new, changed, or were last read long ago."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.portal.files.faults import Fault
from knowledge.portal.parse.procedure import title_of
from knowledge.portal.repair import clean
from knowledge.portal.store.tables import Header
from knowledge.schema.conditions import CODE

LARGEST_ITEM = 64 * 2**10
"""The longest item of the list, in characters; the longest real one has 3,000."""
_OWN_KEYS = ("id", "name", "code", "codeNotation", "categories", "departments")
_OTHER_KEYS = ("departmentPromulgate", "formalityTargetType", "state", "type", "updatedAt")


@dataclass(frozen=True, slots=True)
class ListedRecord:
    """A record as the list shows it.

    `place` counts the items of the list from 1, `digest` is equal as long as the list shows the same, `item` is JSON.
    """

    code: str
    place: int
    id: str
    name: str
    digest: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What earlier syncs remember of a record.

    `digest` is that of its list item, `refreshed` the day its detail was fetched, `kept` whether the store kept it.
    """

    digest: str
    refreshed: dt.date
    kept: bool


@dataclass
class Plan:
    """The codes to fetch, by reason. `remembered`: also the records of an imported file with which the list agrees."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    due: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    unchanged: int = 0
    remembered: dict[str, Remembered] = field(default_factory=dict)

    @property
    def to_fetch(self) -> list[str]:
        """All codes: the new, then the changed, then those due, of which the one read longest ago comes first."""
        return [*self.new, *self.changed, *self.due]


def listed_of(item: Any, place: int) -> ListedRecord | Fault:
    """The record of an item of the list, or why the item cannot be used."""
    if not isinstance(item, dict):
        return Fault(place, "", "an item of the list is not a JSON object")
    code = ".".join(str(item.get("code") or "").strip().split(".")[:2])
    if not CODE.match(code):
        return Fault(place, code[:40], "an item of the list without a code of the form 1.001193")
    if not isinstance(item.get("id"), str | int) or not str(item["id"]).strip():
        return Fault(place, code, "an item of the list without an id")
    content = json.dumps(item, ensure_ascii=False, separators=(",", ":"))
    if len(content) > LARGEST_ITEM:
        return Fault(place, code, f"an item of the list longer than {LARGEST_ITEM} characters")
    return ListedRecord(code, place, str(item["id"]).strip(), str(item.get("name") or ""), _digest(item), content)


def _digest(item: dict[str, Any]) -> str:
    """The digest of what the list shows of the record itself, whatever its order; its counters are left out."""
    shown = {key: item[key] for key in (*_OWN_KEYS, *_OTHER_KEYS) if item.get(key) is not None}
    for key, value in shown.items():
        if isinstance(value, list):
            shown[key] = sorted(json.dumps(entry, sort_keys=True) for entry in value)
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:32]


def plan_of(
    listed: Iterable[ListedRecord],
    headers: Mapping[str, Header],
    remembered: Mapping[str, Remembered],
    seen: Mapping[str, dt.date],
    due_before: dt.date,
    *,
    full: bool = False,
) -> Plan:
    """Work out what to fetch.

    Args:
        listed: the whole list.
        headers: the records the store holds, by code.
        remembered: what earlier syncs remember, by code.
        seen: the day each stored record was last seen.
        due_before: details fetched on this day or before are fetched again.
        full: fetch every detail.
    """
    plan, codes = Plan(), set()
    for record in listed:
        codes.add(record.code)
        header, before = headers.get(record.code), remembered.get(record.code)
        held = header is not None and not header.listed_only
        if before is None and header is not None and held and _agrees(record, header):
            before = Remembered(record.digest, seen.get(record.code, dt.date.min), kept=True)
        if before is not None:
            plan.remembered[record.code] = before
        if before is None or (before.kept and not held):
            (plan.changed if held else plan.new).append(record.code)
        elif before.digest != record.digest:
            plan.changed.append(record.code)
        elif full or before.refreshed <= due_before:
            plan.due.append(record.code)
        else:
            plan.unchanged += 1
    plan.due.sort(key=lambda code: plan.remembered[code].refreshed)
    plan.ended = sorted(headers.keys() - codes)
    return plan


def _agrees(record: ListedRecord, header: Header) -> bool:
    return header.page == record.id and header.name == title_of(clean(record.name))
