"""How much of the national list is known, field by field, and how fresh it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.portal.imported import Imported
from knowledge.portal.parse.procedure import field_key

STALE_AFTER = 90
"""Days after which a procedure that was not seen again is stale."""
SHOWN = 40
"""Fields shown; the rest is one line."""


@dataclass(frozen=True)
class Coverage:
    """The counts of one field.

    `listed`: codes the last import knows; `imported`: those with their detail; `twins`: those of `listed` that are a
    province's version of another procedure; `authored`; `verified`: authored from a verified source; `stale`: codes of
    the field, imported or authored, that were not seen for some time.
    """

    field: str
    name: str
    listed: int = 0
    imported: int = 0
    twins: int = 0
    authored: int = 0
    verified: int = 0
    stale: int = 0

    def plus(self, other: Coverage) -> Coverage:
        """The sum, under the name of `self`."""
        counts = {name: getattr(self, name) + getattr(other, name) for name in COUNTS}
        return Coverage(self.field, self.name, **counts)


COUNTS = tuple(field.name for field in fields(Coverage) if field.type == "int")


def coverage(
    catalogue: Catalogue,
    imported: Imported | None,
    seen: Mapping[str, dt.date],
    today: dt.date,
    stale_days: int = STALE_AFTER,
) -> list[Coverage]:
    """The counts of every field, the largest first.

    A procedure counts in the field of its record, or, without a record, in the field it was authored in.

    Args:
        catalogue: authored and imported.
        imported: its imported part; None while nothing was imported.
        seen: the day each record was last seen; an authored procedure without a record has the day of its source.
        today: the day to count from.
        stale_days: not seen for more days than this is stale.
    """
    headers = imported.headers if imported else {}
    last = today - dt.timedelta(days=stale_days)
    rows: dict[str, Coverage] = {}
    for code in sorted({*headers, *catalogue.authored}):
        header = headers.get(code)
        procedure = catalogue.procedures[code] if code in catalogue.authored else None
        day = seen.get(code) if header else None
        if day is None and procedure:
            day = procedure.source.read
        own = field_key(header.field) if header else procedure.field if procedure else ""
        known = catalogue.fields.get(own)
        name = known.name if known else own
        key = field_key(name)  # an authored field and the portal's of the same name are the same
        counts = Coverage(
            key,
            name,
            listed=int(header is not None),
            imported=int(header is not None and not header.listed_only),
            twins=int(catalogue.head(code) != code),
            authored=int(procedure is not None),
            verified=int(procedure is not None and procedure.source.verified),
            stale=int(day is None or day < last),
        )
        rows[key] = rows[key].plus(counts) if key in rows else counts
    return sorted(rows.values(), key=lambda row: (-max(row.listed, row.authored), row.name))


def total(rows: list[Coverage], name: str) -> Coverage:
    """The sum of some fields."""
    result = Coverage("", name)
    for row in rows:
        result = result.plus(row)
    return result


def table(rows: list[Coverage], *, everything: bool = False) -> str:
    """The aligned table with a total; beyond the largest fields the rest is one line unless `everything`."""
    shown = rows if everything or len(rows) <= SHOWN else rows[:SHOWN]
    rest = rows[len(shown) :]
    lines = list(shown)
    if rest:
        lines.append(total(rest, f"({len(rest)} more fields)"))
    lines.append(total(rows, "total"))
    width = max(len(row.name) for row in (*lines, Coverage("", "field")))
    width = min(width, 60)
    text = [" ".join(["field".ljust(width), *(count.rjust(9) for count in COUNTS)])]
    text += [
        " ".join([_cut(row.name, width).ljust(width), *(str(getattr(row, count)).rjust(9) for count in COUNTS)])
        for row in lines
    ]
    return "\n".join(text)


def _cut(name: str, width: int) -> str:
    return name if len(name) <= width else name[: width - 1] + "…"
