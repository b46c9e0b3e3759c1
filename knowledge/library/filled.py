"""How much of what a procedure may say the authored ones say, part by part; for `knowledge coverage`.

Of imported ones the short names are counted, which are written by hand for them too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.portal.imported import Imported
from knowledge.schema.conditions import Level
from knowledge.schema.guidance import GUIDANCE
from knowledge.schema.procedure import Procedure
from knowledge.schema.relations import PUBLIC


@dataclass(frozen=True)
class Filled:
    """Of `of` things, `have` say it. `lacking`: the codes of those that do not, most asked for first."""

    part: str
    have: int
    of: int
    lacking: tuple[str, ...] = ()


def filled(catalogue: Catalogue) -> list[Filled]:
    """The parts of the authored procedures, then their options and papers that are not needed."""
    procedures = [catalogue.procedures[code] for code in catalogue.authored]
    procedures.sort(key=lambda procedure: (-procedure.asked, procedure.code))
    rows = [_row(part, has, procedures) for part, has in _parts(catalogue).items()]
    options = [option for procedure in procedures for question in procedure.questions for option in question.options]
    spoken = [procedure for procedure in procedures if not _all_clauses(procedure)]
    rows.append(
        Filled("clause (options)", sum(bool(option.clause) for option in options), len(options), _codes(spoken))
    )
    unneeded = [entry for procedure in procedures for entry in procedure.not_needed]
    for part, count in (
        ("not_needed, cited", sum(bool(entry.cites) for entry in unneeded)),
        ("not_needed, silence", sum(bool(entry.basis) for entry in unneeded)),
    ):
        rows.append(Filled(part, count, len(unneeded)))
    return rows


def filled_imported(catalogue: Catalogue, imported: Imported) -> list[Filled]:
    """The short names of imported procedures that are not authored: of the communes, then of all others."""
    codes = [code for code in imported.headers if code not in catalogue.authored]
    codes.sort(key=lambda code: (-catalogue.entries[code].asked, code))
    commune = [code for code in codes if imported.headers[code].level == Level.COMMUNE.value]
    others = [code for code in codes if imported.headers[code].level != Level.COMMUNE.value]
    rows = []
    for part, whose in (("short_name, imported: communes", commune), ("short_name, imported: others", others)):
        lacking = tuple(code for code in whose if not imported.short_name(code))
        rows.append(Filled(part, len(whose) - len(lacking), len(whose), lacking))
    return rows


def table(rows: list[Filled]) -> str:
    """The aligned table, a part a line."""
    width = max(len(row.part) for row in rows)
    return "\n".join(f"{row.part.ljust(width)} {row.have:5d} of {row.of}" for row in rows)


def _parts(catalogue: Catalogue) -> Mapping[str, Callable[[Procedure], bool]]:
    """What counts as said, by the name of the part; `audience` and `replaces` are said only where there is one."""
    guidance = {part: (lambda procedure, part=part: bool(getattr(procedure, part))) for part in GUIDANCE}
    return {
        "short_name": lambda procedure: bool(procedure.short_name),
        "about": lambda procedure: bool(procedure.about),
        **guidance,
        "before (a paper of another procedure)": lambda procedure: _before(catalogue, procedure),
        "after (another procedure follows)": _after,
        "replaces": lambda procedure: bool(procedure.replaces),
        "audience (closed)": lambda procedure: procedure.audience != PUBLIC,
    }


def _before(catalogue: Catalogue, procedure: Procedure) -> bool:
    return any(catalogue.document_types[entry.type].get.code for entry in procedure.documents)


def _after(procedure: Procedure) -> bool:
    return bool(procedure.together) or any(other.code for other in procedure.afterwards)


def _all_clauses(procedure: Procedure) -> bool:
    return all(option.clause for question in procedure.questions for option in question.options)


def _row(part: str, has: Callable[[Procedure], bool], procedures: list[Procedure]) -> Filled:
    lacking = [procedure for procedure in procedures if not has(procedure)]
    return Filled(part, len(procedures) - len(lacking), len(procedures), _codes(lacking))


def _codes(procedures: list[Procedure]) -> tuple[str, ...]:
    return tuple(procedure.code for procedure in procedures)
