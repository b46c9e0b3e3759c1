"""What a sync has to fetch: of the listed records those that are new, changed, or not read for long."""

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
"""Characters of one item of the list; the longest real one has 3,000."""
_SAYS = ("id", "name", "code", "codeNotation", "categories", "departments")
_SAYS_OF_IT = ("departmentPromulgate", "formalityTargetType", "state", "type", "updatedAt")


@dataclass(frozen=True, slots=True)
class Listed:
    """A record as the list tells of it. `digest` is equal as long as the list says the same; `item` is its JSON."""

    code: str
    place: int
    id: str
    name: str
    digest: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of a record: the digest of its list item, when its detail was fetched, whether it was kept."""

    digest: str
    refreshed: dt.date
    kept: bool


@dataclass
class Plan:
    """Codes by why they are fetched. `known`: what is remembered, and records of a file the list agrees with."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    due: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    unchanged: int = 0
    known: dict[str, Known] = field(default_factory=dict)

    @property
    def to_fetch(self) -> list[str]:
        """All of them: the new first, then the changed, then those due, the one read longest ago first."""
        return [*self.new, *self.changed, *self.due]


def listed_of(item: Any, place: int) -> Listed | Fault:
    """An item of the list, or why it is none."""
    if not isinstance(item, dict):
        return Fault(place, "", "an item of the list is no JSON object")
    code = ".".join(str(item.get("code") or "").strip().split(".")[:2])
    if not CODE.match(code):
        return Fault(place, code[:40], "an item of the list without a code of the form 1.001193")
    if not isinstance(item.get("id"), str | int) or not str(item["id"]).strip():
        return Fault(place, code, "an item of the list without an id")
    content = json.dumps(item, ensure_ascii=False, separators=(",", ":"))
    if len(content) > LARGEST_ITEM:
        return Fault(place, code, f"an item of the list longer than {LARGEST_ITEM} characters")
    return Listed(code, place, str(item["id"]).strip(), str(item.get("name") or ""), _digest(item), content)


def _digest(item: dict[str, Any]) -> str:
    """Of what the list says of the record itself, whatever the order (not of counters that go with it)."""
    said = {key: item[key] for key in (*_SAYS, *_SAYS_OF_IT) if item.get(key) is not None}
    for key, value in said.items():
        if isinstance(value, list):
            said[key] = sorted(json.dumps(one, sort_keys=True) for one in value)
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]


def plan_of(
    listed: Iterable[Listed],
    headers: Mapping[str, Header],
    known: Mapping[str, Known],
    seen: Mapping[str, dt.date],
    due_before: dt.date,
    *,
    full: bool = False,
) -> Plan:
    """What to fetch.

    Args:
        listed: the whole list.
        headers: the records the store holds, by code.
        known: what earlier syncs remember, by code.
        seen: the day each stored record was last seen.
        due_before: details fetched on this day or before are fetched again.
        full: fetch every detail.
    """
    plan, codes = Plan(), set()
    for one in listed:
        codes.add(one.code)
        header, before = headers.get(one.code), known.get(one.code)
        held = header is not None and not header.listed_only
        if before is None and header is not None and held and _same(one, header):
            before = Known(one.digest, seen.get(one.code, dt.date.min), kept=True)
        if before is not None:
            plan.known[one.code] = before
        if before is None or (before.kept and not held):
            (plan.changed if held else plan.new).append(one.code)
        elif before.digest != one.digest:
            plan.changed.append(one.code)
        elif full or before.refreshed <= due_before:
            plan.due.append(one.code)
        else:
            plan.unchanged += 1
    plan.due.sort(key=lambda code: plan.known[code].refreshed)
    plan.ended = sorted(headers.keys() - codes)
    return plan


def _same(one: Listed, header: Header) -> bool:
    return header.page == one.id and header.name == title_of(clean(one.name))
