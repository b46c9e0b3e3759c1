"""What changed between two imports, procedure by procedure, in the sentences of diff_wording.yml.

What is compared is the procedure as parsed: a line break that moved says nothing. What the parser does not read
(the steps, the conditions, …) is named without going into it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.errors import KnowledgeError, UnknownProcedure
from knowledge.portal.parse.procedure import level_of, title_of
from knowledge.portal.record import Record
from knowledge.portal.review.record_changes import Change, changes_of, same_words
from knowledge.portal.store.record_store import RecordStore
from knowledge.portal.store.tables import Import
from knowledge.schema.conditions import Level

NEW, ENDED, CHANGED = "new", "ended", "changed"
MOST_IMPORTS = 100_000
_ORDER = {Level.COMMUNE: 0, Level.PROVINCE: 1, Level.MINISTRY: 2, Level.OTHER: 3}


@dataclass(frozen=True)
class ProcedureDiff:
    """What changed in one procedure; a new or an ended one has no single changes."""

    code: str
    name: str
    kind: str
    level: str
    authored: bool
    changes: tuple[Change, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "code": self.code,
            "name": self.name,
            "kind": self.kind,
            "level": self.level,
            "authored": self.authored,
            "changes": [dict(change.__dict__) for change in self.changes],
        }


@dataclass(frozen=True)
class ImportDiff:
    """Two imports and the procedures that differ between them: authored ones first, then by level and code."""

    old: Import
    new: Import
    procedures: tuple[ProcedureDiff, ...]

    def count(self, kind: str) -> int:
        """How many procedures are new, ended or changed."""
        return sum(procedure.kind == kind for procedure in self.procedures)

    def as_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "from": _import(self.old),
            "to": _import(self.new),
            "procedures": [procedure.as_dict() for procedure in self.procedures],
        }


def _import(import_: Import) -> dict[str, Any]:
    return {"id": import_.id, "day": import_.day.isoformat(), "source": import_.source}


def choose_imports(store: RecordStore, old: str = "", new: str = "") -> tuple[Import, Import]:
    """The two imports to compare; by default the last and the one before.

    Args:
        store: the imported records.
        old: the number of an import, or a day (2026-07-18 or 18/07/2026): the last import of that day or before it.
        new: the same.

    Raises:
        KnowledgeError: there is no such import, none before it, or they stand the wrong way round.
    """
    imports = store.imports(MOST_IMPORTS)
    if not imports:
        raise KnowledgeError("nothing was imported yet: run `python -m knowledge import FILE`")
    after = _find(imports, new) if new else imports[0]
    if old:
        before = _find(imports, old)
    else:
        earlier = [import_ for import_ in imports if import_.id < after.id]
        if not earlier:
            raise KnowledgeError(f"import {after.id} is the first one: there is nothing to compare it with yet")
        before = earlier[0]
    if before.id > after.id:
        raise KnowledgeError(f"--from is import {before.id}, later than --to, import {after.id}: swap them")
    return before, after


def _find(imports: list[Import], wanted: str) -> Import:
    """The import with this number, or the last one of this day or before it; `imports` has the last one first."""
    if re.fullmatch(r"\d{1,9}", wanted):
        found = next((import_ for import_ in imports if import_.id == int(wanted)), None)
    else:
        day = _day(wanted)
        found = next((import_ for import_ in imports if import_.day <= day), None)
    if found is None:
        known = ", ".join(f"{import_.id} ({import_.day:%Y-%m-%d})" for import_ in imports[:10])
        raise KnowledgeError(f"there is no import {wanted!r}; the last ones: {known}")
    return found


def _day(wanted: str) -> dt.date:
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(wanted, pattern).date()
        except ValueError:
            continue
    raise KnowledgeError(f"{wanted!r} is neither the number of an import nor a day such as 2026-07-18 or 18/07/2026")


def diff_imports(
    store: RecordStore, old: Import, new: Import, *, authored: Collection[str] = (), code: str = ""
) -> ImportDiff:
    """What changed from one import to another.

    Args:
        store: the imported records.
        old: the import before.
        new: the import after.
        authored: the codes of authored procedures, which come first.
        code: only this procedure; old long codes are understood.

    Raises:
        UnknownProcedure: `code` is in neither import.
    """
    if code:
        code = ".".join(code.strip().split(".")[:2])
        before, after = store.record(code, old.id), store.record(code, new.id)
        if before is None and after is None:
            raise UnknownProcedure(code)
        pairs: Mapping[str, tuple[Record | None, Record | None]] = {
            code: (before[0] if before else None, after[0] if after else None)
        }
    else:
        pairs = store.changed_between(old.id, new.id)
    diffs = [diff for key, (was, now) in pairs.items() if (diff := _diff(key, was, now, key in authored))]
    diffs.sort(key=lambda diff: (not diff.authored, _ORDER[Level(diff.level)], diff.code))
    return ImportDiff(old, new, tuple(diffs))


def _diff(code: str, before: Record | None, after: Record | None, authored: bool) -> ProcedureDiff | None:
    record = after or before
    if record is None:
        return None
    kind = CHANGED
    changes: tuple[Change, ...] = ()
    if before is None or after is None:
        kind = NEW if before is None else ENDED
    elif same_words(before, after):
        return None
    else:
        changes = changes_of(before, after)
    return ProcedureDiff(code, title_of(record.name), kind, str(level_of(record)), authored, changes)


def last_change(store: RecordStore, code: str) -> Import | None:
    """The import that brought the version of a record that holds now, or held last."""
    versions = store.history(".".join(code.strip().split(".")[:2]))
    return versions[-1][0] if versions else None
