"""`knowledge check`: a case that is filed has its steps, when the procedure has any."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.case.facts import Case
from knowledge.case.paths import Path
from knowledge.library.checks.words import check_words
from knowledge.schema.procedure import Procedure


def step_faults(procedure: Procedure, paths: tuple[Path, ...]) -> Iterator[str]:
    """The first path that has papers but none of the steps that the procedure has on others.

    A path that leads to another procedure needs none, nor does one whose own warning says that this procedure is not
    for that case (`turned_away` in words.yml).
    """
    if not procedure.steps:
        return
    for path in paths:
        case = Case(procedure, path.values)
        chosen = dict(path.parts)
        if chosen["redirects"] or not chosen["documents"] or any(case.holds(step.when) for step in procedure.steps):
            continue
        own = " ".join(procedure.warnings[index].say for index in chosen["warnings"] if procedure.warnings[index].when)
        if not any(word in own.lower() for word in check_words().turned_away):
            spelt = ", ".join(f"{question}={value}" for question, value in path.facts) or "no question"
            yield f"no step holds on a path that has papers (path: {spelt})"
            return
