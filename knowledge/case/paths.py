"""Every path through a procedure's questions, and the result of each.

There is no expression language in the catalogue, so all paths can be listed: that is what `knowledge check` proves
and what decides the next question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from knowledge.case.facts import Case
from knowledge.schema.conditions import Condition
from knowledge.schema.procedure import Procedure

MOST_PATHS = 20_000
"""A procedure with more paths than this asks too much of a person, and takes the check too long."""

Parts = tuple[tuple[str, tuple[int, ...]], ...]
"""Of each part of the procedure, the entries that apply."""

Outcome = int
"""The number of a result: paths with the same result have the same number."""


class Conditional(Protocol):
    """An entry of the catalogue with a `when`."""

    @property
    def when(self) -> Condition:
        """The condition under which the entry applies."""
        ...


@dataclass(frozen=True)
class Path:
    """One complete set of answers (in the order of the questions) and its result."""

    facts: tuple[tuple[str, str], ...]
    parts: Parts
    outcome: Outcome
    values: Mapping[str, str] = field(compare=False, repr=False)


class TooManyPaths(ValueError):
    """The procedure's questions multiply beyond MOST_PATHS."""


def list_paths(procedure: Procedure) -> tuple[Path, ...]:
    """All paths of a procedure, each with its outcome.

    Raises:
        TooManyPaths: more than MOST_PATHS of them.
    """
    found: list[dict[str, str]] = [{}]
    for question in procedure.questions:
        grown: list[dict[str, str]] = []
        for facts in found:
            if Case(procedure, facts).holds(question.when):
                grown.extend({**facts, question.id: value} for value in question.values)
            else:
                grown.append(facts)
        if len(grown) > MOST_PATHS:
            raise TooManyPaths(
                f"more than {MOST_PATHS} paths: ask fewer questions, or put `when` on those that are rarely needed"
            )
        found = grown
    numbers: dict[Parts, Outcome] = {}
    paths = []
    for facts in found:
        parts = parts_of(procedure, facts)
        paths.append(Path(tuple(facts.items()), parts, numbers.setdefault(parts, len(numbers)), facts))
    return tuple(paths)


def parts_of(procedure: Procedure, facts: dict[str, str]) -> Parts:
    """The result of complete facts: the entries of each part that apply; only the redirects where one applies."""
    case = Case(procedure, facts)
    parts: dict[str, Sequence[Conditional]] = {
        "redirects": procedure.redirects,
        "together": procedure.together,
        "documents": procedure.documents,
        "not_needed": procedure.not_needed,
        "fees": procedure.fees,
        "time_limit": procedure.time_limit,
        "warnings": procedure.warnings,
    }
    found = tuple(
        (name, tuple(index for index, entry in enumerate(entries) if case.holds(entry.when)))
        for name, entries in parts.items()
    )
    return found[:1] if found[0][1] else found
