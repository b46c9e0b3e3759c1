"""`knowledge check`: prove the catalogue, path by path."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from knowledge.case.paths import TooManyPaths, list_paths
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.catalogue_files.yaml_file import line_of
from knowledge.library.checks.days import time_faults
from knowledge.library.checks.paths import Place, conditions_of, path_faults
from knowledge.library.checks.people import people_faults
from knowledge.library.checks.relations import relation_faults, table_faults
from knowledge.library.checks.sentences import paper_faults, sentence_faults
from knowledge.schema.procedure import Procedure


@dataclass
class CheckReport:
    """What was counted and every fault, as `file:line: message`."""

    procedures: int = 0
    questions: int = 0
    paths: int = 0
    faults: list[str] = field(default_factory=list)


def check_catalogue(catalogue: Catalogue, today: dt.date) -> CheckReport:
    """Enumerate every path of every procedure and collect the faults."""
    report = CheckReport()
    for code in catalogue.authored:
        procedure = catalogue.procedures[code]
        report.procedures += 1
        report.questions += len(procedure.questions)
        found = list(_references(catalogue, procedure))
        if not found:
            try:
                paths = catalogue.paths(code)
                report.paths += len(paths)
                found = [
                    *path_faults(procedure, paths, today),
                    *people_faults(procedure, paths, catalogue.document_types),
                ]
            except TooManyPaths as error:
                found = [(("questions",), str(error))]
        report.faults.extend(_located(catalogue, code, found))
    report.faults.extend(_circles(catalogue))
    report.faults.extend(table_faults(catalogue))
    report.faults.extend(paper_faults(catalogue.document_types))
    report.faults.extend(_overlay_faults(catalogue, today))
    for name, kind in catalogue.document_types.items():
        if kind.get.code and kind.get.code not in catalogue.authored:
            report.faults.append(f"documents: {name}: get.code {kind.get.code} is no procedure of the catalogue")
    return report


def _circles(catalogue: Catalogue) -> Iterator[str]:
    """Papers that can only be had by already having them: each is always needed where the one before is issued.

    What a procedure is confused with may well point back; that is no fault.
    """
    leads = {
        code: sorted(
            {
                kind.get.code
                for entry in catalogue.procedures[code].documents
                if not entry.when and (kind := catalogue.document_types.get(entry.type)) and kind.get.code
            }
            & set(catalogue.authored)
        )
        for code in catalogue.authored
    }
    done: set[str] = set()
    for start in sorted(leads):
        trail: list[str] = []
        stack = [(start, 0)]
        while stack:
            code, depth = stack.pop()
            del trail[depth:]
            if code in trail:
                circle = [*trail[trail.index(code) :], code]
                yield f"{_file_of(catalogue, code)}:1: documents: papers in a circle: {' needs one of '.join(circle)}"
                continue
            if code in done:
                continue
            trail.append(code)
            stack += [(other, depth + 1) for other in leads[code]]
        done.add(start)


def _file_of(catalogue: Catalogue, code: str) -> str:
    path = catalogue.authored[code]
    return f"{path.parent.name}/{path.name}"


def _overlay_faults(catalogue: Catalogue, today: dt.date) -> Iterator[str]:
    """The procedures as overlays make them, checked like the others; imported ones for their references alone."""
    for (province, code), path in catalogue.overlays.files.items():
        name, content = f"overlays/{province}/{path.name}", path.read_bytes()
        if code and code not in catalogue.procedures:
            yield f"{name}:1: {code} is no procedure of the catalogue"
            continue
        if not code:
            continue
        laid = catalogue.get(code, province)
        found = list(_references(catalogue, laid))
        if not found and code in catalogue.authored:
            try:
                found = list(path_faults(laid, list_paths(laid), today))
            except TooManyPaths as error:
                found = [((), str(error))]
        for where, message in found:
            # the place is that of the overlay where it has such a part, else its first line
            line = line_of(content, where[:1]) if where else 1
            yield f"{name}:{line}: {'.'.join(map(str, where))}: {message}"


def _located(catalogue: Catalogue, code: str, found: Iterable[tuple[Place, str]]) -> Iterator[str]:
    name, content = _file_of(catalogue, code), catalogue.authored[code].read_bytes()
    for where, message in found:
        yield f"{name}:{line_of(content, where)}: {'.'.join(map(str, where))}: {message}"


def _references(catalogue: Catalogue, procedure: Procedure) -> Iterator[tuple[Place, str]]:
    if procedure.field not in catalogue.fields:
        yield ("field",), f"no field {procedure.field!r} in fields.yml"
    for index, other in enumerate(procedure.confused_with):
        if other.code not in catalogue.authored:
            yield ("confused_with", index), f"{other.code} is no procedure of the catalogue"
    for index, redirect in enumerate(procedure.redirects):
        if redirect.code not in catalogue.authored or redirect.code == procedure.code:
            yield ("redirects", index), f"{redirect.code} is no other procedure of the catalogue"
    for index, members in enumerate(procedure.bundle):
        if unknown := [code for code in members if code not in catalogue.authored or code == procedure.code]:
            yield ("bundle", index), f"{', '.join(unknown)} is no other procedure of the catalogue"
    for index, together in enumerate(procedure.together):
        if together.code not in catalogue.authored or together.code == procedure.code:
            yield ("together", index), f"{together.code} is no other procedure of the catalogue"
    named = {
        "documents": [entry.type for entry in procedure.documents],
        "not_needed": [entry.type for entry in procedure.not_needed],
        "results": list(procedure.results),
    }
    for part, kinds in named.items():
        for index, kind in enumerate(kinds):
            if kind not in catalogue.document_types:
                yield (part, index), f"no document type {kind!r} in documents*.yml"
    yield from relation_faults(catalogue, procedure)
    yield from time_faults(procedure)
    yield from sentence_faults(procedure)
    yield from _condition_faults(procedure)


def _condition_faults(procedure: Procedure) -> Iterator[tuple[Place, str]]:
    values = {question.id: set(question.values) for question in procedure.questions}
    for index, question in enumerate(procedure.questions):
        above = {earlier.id for earlier in procedure.questions[:index]}
        for other in question.when.questions:
            if other not in above:
                yield ("questions", index, "when"), f"{other!r} is not a question above this one"
        if len(set(question.values)) != len(question.values):
            yield ("questions", index), "two options have the same value"
    everything = [*conditions_of(procedure)]
    everything += [(("questions", index), question.when) for index, question in enumerate(procedure.questions)]
    for where, condition in everything:
        for question_id, wanted in condition.terms:
            if question_id not in values:
                yield (*where, "when"), f"no question {question_id!r}"
            elif unknown := set(wanted) - values[question_id]:
                yield (*where, "when"), f"{question_id!r} has no value {', '.join(sorted(unknown))}"
