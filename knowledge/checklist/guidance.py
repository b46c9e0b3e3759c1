"""What holds in a case besides its papers: by when, who may, who goes, the steps, what comes after."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.case.facts import Case, Facts
from knowledge.checklist.phrases import marked_unverified, only_if
from knowledge.schema.guidance import Deadline, Guidance
from knowledge.schema.procedure import Procedure


def guidance_lines(procedure: Procedure, facts: Facts, entries: Sequence[Guidance]) -> list[str]:
    """A sentence for each entry that holds or may hold: what is still open is said, what no source confirms is marked.

    What lateness costs follows a deadline.
    """
    case = Case(procedure, facts)
    return [_line(case, entry) for entry in entries if case.holds(entry.when) is not False]


def held_deadlines(procedure: Procedure, facts: Facts) -> list[Deadline]:
    """The deadlines that hold or may hold, in the procedure's order."""
    case = Case(procedure, facts)
    return [deadline for deadline in procedure.deadline if case.holds(deadline.when) is not False]


def _line(case: Case, entry: Guidance) -> str:
    late = entry.late if isinstance(entry, Deadline) else ""
    said = only_if(case, entry.when, f"{entry.say} {late}".strip())
    return said if entry.verified else marked_unverified(said)
