"""`knowledge check --imported`: the kinds of faults that imported procedures must not have, counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.told import told_of
from knowledge.portal.imported import Imported
from knowledge.portal.lints import LINTS, faults_of, meaning_of
from knowledge.schema.conditions import Level

SHOWN = 3
"""Examples of a kind that are printed."""


@dataclass
class ImportedReport:
    """How many procedures were looked at, and for each kind of fault the code of each procedure with its places."""

    procedures: int = 0
    commune: int = 0
    faults: dict[str, dict[str, list[str]]] = field(default_factory=lambda: {kind: {} for kind in LINTS})
    at_commune: set[str] = field(default_factory=set)

    @property
    def found(self) -> int:
        """Procedures with a fault, counted once for each kind."""
        return sum(len(codes) for codes in self.faults.values())

    def lines(self) -> Iterator[str]:
        """The table: kind, procedures of the communes and of all that have it, and some examples."""
        yield f"{self.procedures} imported procedures ({self.commune} of the communes): {self.found} fault(s)"
        for kind, codes in self.faults.items():
            commune = len(self.at_commune & codes.keys())
            yield f"  {kind:20} {commune:5} / {len(codes):5}  {meaning_of(kind)}"
            for code, places in [*codes.items()][:SHOWN]:
                yield f"      {code}: {' '.join(places[0].split())[:140]}"


def check_imported(
    catalogue: Catalogue, imported: Imported, now: dt.datetime, codes: Iterable[str] | None = None
) -> ImportedReport:
    """Look at what is told of each imported procedure that is not authored too.

    Args:
        catalogue: the whole catalogue with these imported records.
        imported: the records.
        now: the moment of asking (Việt Nam time).
        codes: only these; default: all with a record.
    """
    report = ImportedReport()
    wanted = imported.headers.keys() if codes is None else codes
    for code in wanted:
        if code in catalogue.authored or imported.headers[code].listed_only:
            continue
        record = imported.record(code)
        if record is None:
            continue
        report.procedures += 1
        told = told_of(catalogue, code, now)
        if told.procedure.level is Level.COMMUNE:
            report.commune += 1
            report.at_commune.add(code)
        for kind, where in faults_of(told, record, now.date()):
            report.faults[kind].setdefault(code, []).append(where)
    return report
