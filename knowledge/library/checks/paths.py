"""What is wrong with a procedure on one of its paths: a question that changes nothing, an empty checklist, no fee."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from knowledge.case.facts import Case
from knowledge.case.next_question import changes_result
from knowledge.case.paths import Path
from knowledge.library.checks.answers import answer_faults
from knowledge.library.checks.steps import step_faults
from knowledge.schema.conditions import Condition, Dated
from knowledge.schema.guidance import GUIDANCE
from knowledge.schema.procedure import Fee, Procedure, TimeLimit

Place = tuple[int | str, ...]
"""Where in a file: ("documents", 3, "when")."""
CONDITIONAL = ("documents", "not_needed", "fees", "time_limit", "warnings", "redirects", "together", *GUIDANCE)
"""The parts of a procedure whose entries have a `when`."""


def conditions_of(procedure: Procedure) -> Iterator[tuple[Place, Condition]]:
    """The condition of each entry, with its place."""
    for part in CONDITIONAL:
        for index, entry in enumerate(getattr(procedure, part)):
            yield (part, index), entry.when


def path_faults(procedure: Procedure, paths: tuple[Path, ...], today: dt.date) -> Iterator[tuple[Place, str]]:
    """The faults that show when every path is followed, each kind once, with its place.

    Args:
        procedure: one whose references are sound.
        paths: all of its paths.
        today: the first day that counts, unless the procedure comes into force later.
    """
    yield from answer_faults(procedure)
    yield from ((("steps",), message) for message in step_faults(procedure, paths))
    for index, question in enumerate(procedure.questions):
        if not changes_result(procedure, question, paths):
            yield ("questions", index), f"the answer to {question.id!r} changes nothing"
    used: dict[str, set[int]] = {}
    seen: set[str] = set()
    for path in paths:
        chosen = dict(path.parts)
        for part, indices in chosen.items():
            used.setdefault(part, set()).update(indices)
        if chosen["redirects"]:
            continue
        limits = [procedure.time_limit[index] for index in chosen["time_limit"]]
        fees = [procedure.fees[index] for index in chosen["fees"]]
        for where, message in outcome_faults(procedure, chosen, _days(procedure, [*limits, *fees], today)):
            if message not in seen:  # each kind once, with the first path that shows it
                seen.add(message)
                yield where, f"{message} (path: {_spell(path)})"
    for where, condition in conditions_of(procedure):
        part, index = str(where[0]), int(where[1])
        reached = _reached(procedure, paths, condition) if part in GUIDANCE else index in used.get(part, set())
        if not reached:
            yield where, "no path reaches this entry"


def _reached(procedure: Procedure, paths: tuple[Path, ...], condition: Condition) -> bool:
    """Whether something said to the person, which changes no result, can be said on some path."""
    return any(Case(procedure, path.values).holds(condition) for path in paths)


def outcome_faults(
    procedure: Procedure, chosen: dict[str, tuple[int, ...]], days: Iterable[dt.date]
) -> Iterator[tuple[Place, str]]:
    """What is wrong with the outcome of a path on some days.

    Args:
        procedure: one whose references are sound.
        chosen: the entries of each part that hold on the path.
        days: those on which time limits and fees are looked for.
    """
    known = procedure.source.verified  # an unverified one may publish none
    if not procedure.methods and known:
        yield ("methods",), "no way of filing"
    if not chosen["documents"] and not _nothing_to_bring(procedure, chosen) and (procedure.documents or known):
        yield ("documents",), "a path has an empty checklist"
    needed = {procedure.documents[index].type for index in chosen["documents"]}
    for index in chosen["not_needed"]:
        if procedure.not_needed[index].type in needed:
            yield ("not_needed", index), f"{procedure.not_needed[index].type!r} is needed and not needed at once"
    limits = [procedure.time_limit[index] for index in chosen["time_limit"]]
    fees = [procedure.fees[index] for index in chosen["fees"] if not procedure.fees[index].label]
    for day in days:
        for method in procedure.methods:
            count = sum(_holds(limit, method, day) for limit in limits)
            if count != 1:
                yield ("time_limit",), f"{count} time limits hold on {day:%d/%m/%Y} for {method}, exactly one must"
            if not any(_holds(fee, method, day) for fee in fees):
                yield ("fees",), f"no main fee holds on {day:%d/%m/%Y} for {method}"


def _nothing_to_bring(procedure: Procedure, chosen: dict[str, tuple[int, ...]]) -> bool:
    """Whether it is said that in this case nothing is brought."""
    return any(procedure.not_needed[index].nothing_else for index in chosen["not_needed"])


def _holds(entry: Fee | TimeLimit, method: str, day: dt.date) -> bool:
    return entry.holds_on(day) and entry.method in (None, method)


def _days(procedure: Procedure, entries: Iterable[Dated], today: dt.date) -> list[dt.date]:
    """The days on which something may change while the procedure is in force, and the one after its end."""
    start = procedure.effective.valid_from or today
    days = {start}
    for entry in entries:
        if entry.valid_from:
            days.add(entry.valid_from)
        if entry.valid_to:
            days.add(entry.valid_to + dt.timedelta(days=1))
    end = procedure.effective.valid_to
    in_force = {day for day in days if day >= start and procedure.effective.holds_on(day)}
    return sorted(in_force | ({end + dt.timedelta(days=1)} if end else set()))


def _spell(path: Path) -> str:
    return ", ".join(f"{question}={value}" for question, value in path.facts) or "no question"
