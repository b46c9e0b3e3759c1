"""`knowledge check`: what took another's place exists, and nothing leads to what was replaced; audiences exist."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.library.checks.paths import Place
from knowledge.schema.procedure import Procedure
from knowledge.schema.relations import PUBLIC

NATIONAL = 2_000
"""Codes from which a catalogue holds the nation's procedures, and not a file with some of them."""


def relation_faults(catalogue: Catalogue, procedure: Procedure) -> Iterator[tuple[Place, str]]:
    """The faults of an authored procedure's `replaces` and `audience`, and of the codes that it leads to."""
    if procedure.audience != PUBLIC and procedure.audience not in catalogue.groups:
        yield ("audience",), f"no audience {procedure.audience!r} in audience.yml"
    for part in ("confused_with", "redirects", "together", "afterwards"):
        for index, other in enumerate(getattr(procedure, part)):
            if other.code in catalogue.replaced:
                by = catalogue.replaced[other.code].by
                yield (part, index), f"{other.code} was replaced: {by} took its place"


def table_faults(catalogue: Catalogue) -> Iterator[str]:
    """The faults of what is replaced, by procedures' files and by replaces.yml alike.

    A code that took another's place may be an imported one; that it exists is asked only where the whole national
    catalogue was imported: of a part of it either may be missing, and nothing is wrong with the part.
    """
    national = len(catalogue.entries) >= NATIONAL
    for old, replaced in catalogue.replaced.items():
        if old in catalogue.authored:
            yield f"replaces: {old} is replaced by {replaced.by}, and still authored"
        if catalogue.current(old) in catalogue.replaced:
            yield f"replaces: {old} is replaced in a circle"
        elif national and replaced.by not in catalogue.entries:
            yield f"replaces: {replaced.by}, which took the place of {old}, is no procedure of the catalogue"
